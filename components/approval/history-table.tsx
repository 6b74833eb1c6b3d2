import type { Route } from "next";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip, type StateTone } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { ApprovalHistoryRow } from "@/lib/views/approvals";

const outcomes: Record<ApprovalHistoryRow["outcome"], { text: string; tone: StateTone }> = {
  active: { text: "Waiting", tone: "waiting" },
  approved: { text: "Approved", tone: "good" },
  denied: { text: "Denied", tone: "bad" },
  timedOut: { text: "Expired", tone: "neutral" },
  closed: { text: "Withdrawn", tone: "neutral" },
};

const columns: readonly Column<ApprovalHistoryRow>[] = [
  { key: "for", header: "For", onCard: "title", cell: (row) => <Person name={row.targetName} size="sm" /> },
  { key: "package", header: "Access package", cell: (row) => row.packageName },
  {
    key: "outcome",
    header: "Outcome",
    cell: (row) => <StateChip tone={outcomes[row.outcome].tone}>{outcomes[row.outcome].text}</StateChip>,
  },
  {
    key: "by",
    header: "Decided by",
    cell: (row) => (row.wasMe ? "You" : (row.decidedBy ?? <span className="text-muted">Nobody</span>)),
  },
  {
    key: "reason",
    header: "Reason",
    cell: (row) =>
      row.reason ? (
        <span className="line-clamp-2 text-muted" title={row.reason}>
          {row.reason}
        </span>
      ) : (
        <span className="text-muted">–</span>
      ),
  },
  { key: "when", header: "When", align: "end", cell: (row) => <Time at={row.closedAt.toISOString()} /> },
];

export type HistoryTableProps = { rows: readonly ApprovalHistoryRow[]; empty: ReactNode; footer?: ReactNode };

/** What became of the requests the reader was asked about, whoever decided them (POR-51). */
export function HistoryTable({ rows, empty, footer }: HistoryTableProps) {
  return (
    <DataTable
      caption="Decided requests"
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.requestId}-${row.stage}`}
      rowHref={(row) => `/approvals/${row.requestId}?tab=history` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
