import { UserRoundCog } from "lucide-react";
import type { Route } from "next";
import type { ActionFormProps } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice-group";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { Time } from "@/components/ui/time";
import { administrativeRoleLabel } from "@/lib/views/admin";
import { type CatalogRoleRow, roleWords } from "@/lib/views/catalog-roles";
import { NamedLink } from "./named-link";

export type CatalogRolesProps = {
  catalogId: string;
  rows: readonly CatalogRoleRow[];
  canOpenDirectory: boolean;
  /** Where the reader may take roles away. */
  remove: ActionFormProps["action"] | null;
};

/** DEL-2: who was given which role in a catalog. */
export function CatalogRoles({ catalogId, rows, canOpenDirectory, remove }: CatalogRolesProps) {
  const owners = rows.filter((row) => row.role === "catalogOwner").length;
  const columns: Column<CatalogRoleRow>[] = [
    {
      key: "who",
      header: "Who",
      onCard: "title",
      cell: (row) => (
        <NamedLink
          href={`/admin/${row.kind === "person" ? "people" : "groups"}/${row.id}` as Route}
          canOpen={canOpenDirectory}
        >
          {row.displayName}
        </NamedLink>
      ),
      detail: (row) =>
        row.kind === "group" ? "Group: everybody in it" : row.isEnabled ? null : "Account switched off",
    },
    {
      key: "role",
      header: "Role",
      cell: (row) => administrativeRoleLabel[row.role],
      detail: (row) => roleWords[row.role],
    },
    { key: "since", header: "Since", cell: (row) => <Time at={row.since.toISOString()} /> },
  ];
  if (remove) {
    columns.push({
      key: "remove",
      header: "Take away",
      onCard: "action",
      align: "end",
      cell: (row) => (
        <RemoveRole
          catalogId={catalogId}
          row={row}
          isLastOwner={row.role === "catalogOwner" && owners === 1}
          action={remove}
        />
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

type RemoveRoleProps = {
  catalogId: string;
  row: CatalogRoleRow;
  isLastOwner: boolean;
  action: ActionFormProps["action"];
};

function RemoveRole({ catalogId, row, isLastOwner, action }: RemoveRoleProps) {
  const role = administrativeRoleLabel[row.role];
  return (
    <ConfirmButton
      label={
        <>
          Take away<span className="sr-only">: {`${role} from ${row.displayName}`}</span>
        </>
      }
      title={`Take the role of ${role.toLowerCase()} from ${row.displayName}?`}
      confirmLabel="Take the role away"
      pendingLabel="Taking away…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={{ catalogId, role: row.role, principal: `${row.kind}:${row.id}` }}
    >
      <p>
        From the next click on {row.kind === "group" ? "whoever is in this group" : row.displayName} no longer does this
        by this role: {roleWords[row.role].toLowerCase()}.
      </p>
      {isLastOwner && (
        <Checkbox
          name="isLastOwnerConfirmed"
          label="Leave the catalog without an owner"
          description="Only governance administrators can look after it then."
        />
      )}
    </ConfirmButton>
  );
}
