import type { Route } from "next";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip, type StateTone } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { ApprovalHistoryRow } from "@/lib/views/approvals";
import { TakeBack, type TakeBackProps } from "./take-back";
import { TakenBackBy, TakenBackChip } from "./taken-back";

const outcomes: Record<ApprovalHistoryRow["outcome"], { text: string; tone: StateTone }> = {
  active: { text: "Waiting", tone: "waiting" },
  approved: { text: "Approved", tone: "good" },
  denied: { text: "Denied", tone: "bad" },
  timedOut: { text: "Expired", tone: "neutral" },
  closed: { text: "Withdrawn", tone: "neutral" },
};

const columns = (takeBack: TakeBackProps["action"]): readonly Column<ApprovalHistoryRow>[] => [
  { key: "for", header: "For", onCard: "title", cell: (row) => <Person name={row.targetName} size="sm" /> },
  { key: "package", header: "Access package", cell: (row) => row.packageName },
  {
    key: "outcome",
    header: "Outcome",
    cell: (row) => (
      <span className="inline-flex flex-wrap gap-1.5">
        <StateChip tone={outcomes[row.outcome].tone}>{outcomes[row.outcome].text}</StateChip>
        {row.revocation && <TakenBackChip />}
      </span>
    ),
  },
  {
    key: "by",
    header: "Decided by",
    cell: (row) =>
      row.decidedBy ? (
        `${row.wasMe ? "You" : row.decidedBy}${row.delegator ? ` for ${row.delegator}` : ""}`
      ) : (
        <span className="text-muted">Nobody</span>
      ),
  },
  {
    key: "reason",
    header: "Reason",
    cell: (row) => (
      <span className="flex flex-col gap-1 text-muted">
        {row.reason ? (
          <span className="line-clamp-2" title={row.reason}>
            {row.reason}
          </span>
        ) : (
          !row.revocation && "–"
        )}
        {row.revocation && (
          <span className="text-xs leading-5">
            <span className="block text-danger-soft-foreground">
              <TakenBackBy revocation={row.revocation} />
            </span>
            <span className="line-clamp-2" title={row.revocation.reason}>
              {row.revocation.reason}
            </span>
          </span>
        )}
      </span>
    ),
  },
  { key: "when", header: "When", align: "end", cell: (row) => <Time at={row.closedAt.toISOString()} /> },
  {
    key: "action",
    header: "What you can do",
    onCard: "action",
    align: "end",
    cell: (row) =>
      row.canRevoke && (
        <TakeBack
          requestId={row.requestId}
          stage={row.stage}
          packageName={row.packageName}
          targetName={row.targetName}
          action={takeBack}
        />
      ),
  },
];

export type HistoryTableProps = {
  rows: readonly ApprovalHistoryRow[];
  takeBack: TakeBackProps["action"];
  empty: ReactNode;
  footer?: ReactNode;
};

/** What became of the requests the reader was asked about, whoever decided them (POR-51). */
export function HistoryTable({ rows, takeBack, empty, footer }: HistoryTableProps) {
  return (
    <DataTable
      caption="Decided requests"
      columns={columns(takeBack)}
      rows={rows}
      rowKey={(row) => `${row.requestId}-${row.stage}`}
      rowHref={(row) => `/approvals/${row.requestId}?tab=history` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
