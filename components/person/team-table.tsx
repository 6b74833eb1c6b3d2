import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip } from "@/components/ui/state-chip";
import type { ReportRow } from "@/lib/views/team";
import { reportHref } from "./report-href";

const columns: readonly Column<ReportRow>[] = [
  {
    key: "name",
    header: "Name",
    onCard: "title",
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Person name={row.displayName} detail={row.detail} />
        {!row.isEnabled && <StateChip tone="warning">Account switched off</StateChip>}
      </span>
    ),
  },
  {
    key: "active",
    header: "Access held",
    width: "w-36",
    align: "end",
    cell: (row) => row.activeCount.toLocaleString("en"),
  },
  {
    key: "ending",
    header: "Ends within 14 days",
    width: "w-44",
    align: "end",
    cell: (row) => (row.endingSoonCount === 0 ? <span className="text-muted">–</span> : row.endingSoonCount),
  },
];

/** POR-57: one's direct reports; each leads to what they hold. */
export function TeamTable({ rows, empty }: { rows: readonly ReportRow[]; empty: ReactNode }) {
  return (
    <DataTable
      caption="Your direct reports"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => reportHref(row.id)}
      empty={empty}
    />
  );
}
