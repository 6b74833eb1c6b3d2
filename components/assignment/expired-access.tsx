import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { requestFormHref } from "@/components/package/package-href";
import { buttonClass } from "@/components/ui/button-class";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { EndReason } from "@/lib/engine/assignment/assignment";
import { endReasonLabel } from "@/lib/engine/assignment/labels";
import type { ExpiredAccessRow } from "@/lib/views/access";

const columns: readonly Column<ExpiredAccessRow>[] = [
  {
    key: "package",
    header: "Package",
    onCard: "title",
    cell: (row) => row.package.displayName,
    detail: (row) => row.policyName,
  },
  {
    key: "start",
    header: "Held from",
    align: "end",
    cell: (row) => <Time at={row.startAt.toISOString()} format="date" />,
  },
  { key: "end", header: "Ended", align: "end", cell: (row) => <Time at={row.expiredAt.toISOString()} format="date" /> },
  { key: "reason", header: "Why it ended", cell: (row) => <Reason row={row} /> },
  {
    key: "action",
    header: "Ask again",
    onCard: "action",
    cell: (row) =>
      row.canAskAgain ? (
        <Link
          href={requestFormHref(row.package.id, { again: row.requestId })}
          className={buttonClass({ variant: "outline", size: "sm" })}
        >
          Request again<span className="sr-only">: {row.package.displayName}</span>
        </Link>
      ) : null,
  },
];

/** In the holder's own words; the engine's captions speak about them. */
const ownWords: Partial<Record<EndReason, string>> = {
  removedByYou: "You gave it back",
  removedByManager: "Your manager ended it",
};

function Reason({ row }: { row: ExpiredAccessRow }) {
  return (
    <span className="flex flex-col">
      <span>{ownWords[row.reason] ?? endReasonLabel[row.reason]}</span>
      {row.rolesLeft > 0 && (
        <span className="text-xs text-muted">
          {row.rolesLeft === 1 ? "1 role is" : `${row.rolesLeft} roles are`} still being taken back
        </span>
      )}
    </span>
  );
}

export type ExpiredAccessProps = { rows: readonly ExpiredAccessRow[]; empty: ReactNode; footer?: ReactNode };

/** What one held and when and why it ended (POR-21). */
export function ExpiredAccess(props: ExpiredAccessProps) {
  return (
    <DataTable
      caption="Access you held"
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => `/packages/${row.package.id}` as Route}
      {...props}
    />
  );
}
