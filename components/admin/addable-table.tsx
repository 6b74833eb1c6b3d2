import { Layers } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { type Column, DataTable } from "@/components/ui/data-table";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AddableResource, AddableResources } from "@/lib/views/resources";
import { ResourceKind, ResourceName } from "./resource-table";

export type AddableTableProps = {
  catalogId: string;
  view: AddableResources;
  action: ActionFormProps["action"];
  empty: ReactNode;
};

/** CAT-43: what the reader may put into the catalog. */
export function AddableTable({ catalogId, view, action, empty }: AddableTableProps) {
  const columns: readonly Column<AddableResource>[] = [
    {
      key: "name",
      header: "Resource",
      onCard: "title",
      cell: (row) => (
        <ResourceName name={row.displayName} description={row.description} groupId={null} canOpenGroups={false} />
      ),
    },
    { key: "kind", header: "Kind", cell: (row) => <ResourceKind originSystem={row.originSystem} /> },
    { key: "roles", header: "Roles it offers", cell: (row) => row.roles.join(", ") },
    {
      key: "add",
      header: "Add",
      onCard: "action",
      align: "end",
      cell: (row) => (
        <ActionForm action={action} label={`Add ${row.displayName}`} className="flex flex-col gap-2">
          <input type="hidden" name="catalogId" value={catalogId} />
          <input type="hidden" name="originSystem" value={row.originSystem} />
          <input type="hidden" name="originId" value={row.originId} />
          <SubmitButton variant="outline" size="sm" pendingLabel="Adding…">
            Add<span className="sr-only"> {row.displayName}</span>
          </SubmitButton>
        </ActionForm>
      ),
    },
  ];
  return (
    <DataTable
      caption="Resources that can be added"
      columns={columns}
      rows={view.rows}
      rowKey={(row) => `${row.originSystem}/${row.originId}`}
      empty={empty}
      footer={
        view.isMore && (
          <p className="mt-3 flex items-center gap-2 text-sm text-muted">
            <Layers aria-hidden className="size-4" />
            There are more; search for a part of the name.
          </p>
        )
      }
    />
  );
}
