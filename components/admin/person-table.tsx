import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip } from "@/components/ui/state-chip";
import type { AdminPersonRow } from "@/lib/views/admin";

const none = <span className="text-muted">–</span>;

/** Whether somebody may sign in. */
export function AccountState({ isEnabled }: { isEnabled: boolean }) {
  return <StateChip tone={isEnabled ? "good" : "neutral"}>{isEnabled ? "Enabled" : "Disabled"}</StateChip>;
}

const columns: readonly Column<AdminPersonRow>[] = [
  {
    key: "name",
    header: "Person",
    onCard: "title",
    cell: (row) => <Person name={row.displayName} detail={row.email} guest={row.isGuest} />,
  },
  { key: "title", header: "Job title", cell: (row) => row.jobTitle ?? none },
  { key: "department", header: "Department", cell: (row) => row.department ?? none },
  {
    key: "manager",
    header: "Manager",
    cell: (row) =>
      row.manager ? (
        <Link href={`/admin/people/${row.manager.id}` as Route} className="text-link">
          {row.manager.displayName}
        </Link>
      ) : (
        none
      ),
  },
  { key: "account", header: "Account", cell: (row) => <AccountState isEnabled={row.isEnabled} /> },
];

export type PersonTableProps = { rows: readonly AdminPersonRow[]; empty: ReactNode; footer?: ReactNode };

/** The people of the directory. */
export function PersonTable({ rows, empty, footer }: PersonTableProps) {
  return (
    <DataTable
      caption="People"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/people/${row.id}` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
