import { UserRoundCog } from "lucide-react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { CatalogRoleRow } from "@/lib/views/catalog-roles";
import { roleColumns } from "./role-columns";
import { TakeRole } from "./take-role";

export type PortalRolesProps = {
  rows: readonly CatalogRoleRow[];
  /** The reader, who is told when it is their own role. */
  viewerId: string;
  /** Where the reader may take roles away. */
  remove: ActionFormProps["action"] | null;
  canOpenServices: boolean;
};

/** P1: who was given which role in the whole portal. */
export function PortalRoles({ rows, viewerId, remove, canOpenServices }: PortalRolesProps) {
  const columns = roleColumns({ directory: true, services: canOpenServices });
  if (remove) {
    columns.push({
      key: "remove",
      header: "Take away",
      onCard: "action",
      align: "end",
      cell: (row) => (
        <TakeRole row={row} action={remove}>
          {row.id === viewerId && <p>This is your own role. Somebody else would have to give it back to you.</p>}
        </TakeRole>
      ),
    });
  }
  return (
    <DataTable
      caption="Roles in the whole portal"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.role}/${row.id}`}
      empty={
        <Empty icon={UserRoundCog} title="Nobody administers the portal" level={3}>
          No person, no group and no service has a role that holds everywhere.
        </Empty>
      }
    />
  );
}
