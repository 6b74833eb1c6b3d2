import type { Route } from "next";
import type { ReactNode } from "react";
import { AccountState } from "@/components/admin/person-table";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import { administrativeRoleLabel } from "@/lib/views/admin";
import type { ServiceRow } from "@/lib/views/services";

const ROLES_SHOWN = 3;

function Roles({ roles }: Pick<ServiceRow, "roles">) {
  if (roles.length === 0) return <span className="text-muted">None, so it may do nothing</span>;
  const more = roles.length - ROLES_SHOWN;
  return (
    <ul className="flex flex-col gap-1">
      {roles.slice(0, ROLES_SHOWN).map(({ role, catalog }) => (
        <li key={`${role}/${catalog}`}>
          {administrativeRoleLabel[role]}
          <span className="text-muted">{catalog === null ? ", everywhere" : `, ${catalog}`}</span>
        </li>
      ))}
      {more > 0 && <li className="text-muted">{`and ${more} more`}</li>}
    </ul>
  );
}

const columns: readonly Column<ServiceRow>[] = [
  {
    key: "name",
    header: "Service",
    onCard: "title",
    cell: (row) => row.displayName,
    detail: (row) => row.clientId && `Client ${row.clientId}`,
  },
  { key: "roles", header: "Roles", cell: Roles },
  { key: "tokens", header: "Tokens", align: "end", cell: (row) => row.tokenCount.toLocaleString("en") },
  {
    key: "used",
    header: "Token last used",
    cell: (row) => (row.lastUsedAt ? <Time at={row.lastUsedAt.toISOString()} /> : "never"),
  },
  { key: "state", header: "State", cell: (row) => <AccountState isEnabled={row.isEnabled} /> },
];

export type ServiceTableProps = { rows: readonly ServiceRow[]; empty: ReactNode; footer?: ReactNode };

/** The services, with what each may do and whether it does anything. */
export function ServiceTable({ rows, empty, footer }: ServiceTableProps) {
  return (
    <DataTable
      caption="Services"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/settings/services/${row.id}` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
