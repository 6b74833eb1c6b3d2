import type { Route } from "next";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { GroupRow } from "@/lib/views/admin";

const columns: readonly Column<GroupRow>[] = [
  { key: "name", header: "Group", onCard: "title", cell: (row) => row.displayName },
  {
    key: "about",
    header: "What it is for",
    onCard: "hidden",
    cell: (row) => <span className="text-muted">{row.description}</span>,
  },
  { key: "members", header: "Members", align: "end", cell: (row) => row.memberCount.toLocaleString("en") },
  { key: "nested", header: "Groups inside", align: "end", cell: (row) => row.nestedCount.toLocaleString("en") },
];

export type GroupTableProps = { rows: readonly GroupRow[]; empty: ReactNode; footer?: ReactNode };

/** The groups of the directory. */
export function GroupTable({ rows, empty, footer }: GroupTableProps) {
  return (
    <DataTable
      caption="Groups"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/groups/${row.id}` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
