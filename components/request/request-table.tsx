import type { Route } from "next";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import { isOpen } from "@/lib/engine/request/states";
import type { RequestRow } from "@/lib/views/requests";
import { RequestStateChip } from "./request-state-chip";

function dueVerb({ state, subStatus }: RequestRow): string {
  if (state === "scheduled") return "Starts";
  return subStatus === "waitingForRequestor" ? "Answer due" : "Decision due";
}

/** What happens next to an open request, what happened last to a closed one. */
function Next({ row }: { row: RequestRow }) {
  const verb = row.waitsUntil ? dueVerb(row) : "Closed";
  const at = row.waitsUntil ?? row.completedAt;
  if (!at) return <span className="text-muted">{isOpen(row.state) ? "Under way" : "–"}</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="text-muted">{verb}</span> <Time at={at.toISOString()} />
    </span>
  );
}

const packageColumn: Column<RequestRow> = {
  key: "package",
  header: "Access package",
  onCard: "title",
  cell: (row) => row.package.displayName,
};

/** Who asked for somebody else stands beside whom it is for. */
const kindOf = ({ type }: RequestRow): string =>
  requestTypeLabel[type === "onBehalfAdd" ? "userAdd" : type === "onBehalfUpdate" ? "userUpdate" : type];

const columns: readonly Column<RequestRow>[] = [
  { key: "type", header: "Kind", width: "w-36", cell: (row) => kindOf(row) },
  { key: "state", header: "State", width: "w-48", cell: (row) => <RequestStateChip request={row} /> },
  {
    key: "submitted",
    header: "Submitted",
    width: "w-28",
    align: "end",
    cell: (row) => <Time at={row.createdAt.toISOString()} />,
  },
  { key: "next", header: "Due or closed", width: "w-48", align: "end", cell: (row) => <Next row={row} /> },
];

/** Whom it is for and, where that is somebody else, who asked. */
const targetColumn = (readerId: string): Column<RequestRow> => ({
  key: "for",
  header: "For",
  width: "w-36",
  cell: ({ target }) => (target.id === readerId ? <span className="text-muted">You</span> : target.displayName),
  detail: ({ target, requestor }) =>
    requestor.id !== target.id && `asked by ${requestor.id === readerId ? "you" : requestor.displayName}`,
});

export type RequestTableProps = {
  rows: readonly RequestRow[];
  /** Whose list it is; a request for somebody else names that person. */
  readerId: string;
  empty: ReactNode;
  footer?: ReactNode;
};

/** POR-40: the requests somebody made or that are for them; each row leads to the whole story. */
export function RequestTable({ rows, readerId, empty, footer }: RequestTableProps) {
  const isForOthers = rows.some(({ target, requestor }) => target.id !== readerId || requestor.id !== readerId);
  return (
    <DataTable
      caption="Your requests"
      columns={[packageColumn, ...(isForOthers ? [targetColumn(readerId)] : []), ...columns]}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/requests/${row.id}` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
