import { UserRoundCog } from "lucide-react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice-group";
import { DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { CatalogRoleRow } from "@/lib/views/catalog-roles";
import { type Openable, roleColumns } from "./role-columns";
import { TakeRole } from "./take-role";

export type CatalogRolesProps = {
  catalogId: string;
  rows: readonly CatalogRoleRow[];
  canOpen: Openable;
  /** Where the reader may take roles away. */
  remove: ActionFormProps["action"] | null;
};

/** DEL-2: who was given which role in a catalog. */
export function CatalogRoles({ catalogId, rows, canOpen, remove }: CatalogRolesProps) {
  const owners = rows.filter((row) => row.role === "catalogOwner").length;
  const columns = roleColumns(canOpen);
  if (remove) {
    columns.push({
      key: "remove",
      header: "Take away",
      onCard: "action",
      align: "end",
      cell: (row) => (
        <TakeRole row={row} values={{ catalogId }} action={remove}>
          {row.role === "catalogOwner" && owners === 1 && (
            <Checkbox
              name="isLastOwnerConfirmed"
              label="Leave the catalog without an owner"
              description="Only governance administrators can look after it then."
            />
          )}
        </TakeRole>
      ),
    });
  }
  return (
    <DataTable
      caption="Roles in this catalog"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.role}/${row.id}`}
      empty={
        <Empty icon={UserRoundCog} title="Nobody looks after this catalog" level={3}>
          Only governance administrators can change it. Give somebody the role of its owner.
        </Empty>
      }
    />
  );
}
