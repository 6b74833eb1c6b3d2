import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import { assignmentStateLabel, endReasonLabel } from "@/lib/engine/assignment/labels";
import type { AdminAssignmentRow } from "@/lib/views/admin";
import { RoleOutcomes } from "./role-outcomes";

function End({ row }: { row: AdminAssignmentRow }) {
  if (row.expiredAt) {
    return (
      <span className="flex flex-col">
        <Time at={row.expiredAt.toISOString()} format="date" />
        {row.endReason && <span className="text-xs text-muted">{endReasonLabel[row.endReason]}</span>}
      </span>
    );
  }
  if (!row.endAt) return <span className="text-muted">No end date</span>;
  return <Time at={row.endAt.toISOString()} format="date" />;
}

const personColumn = (canOpen: boolean): Column<AdminAssignmentRow> => ({
  key: "person",
  header: "Person",
  onCard: "title",
  cell: ({ target }) => {
    const person = <Person name={target.displayName} />;
    if (!canOpen) return person;
    return (
      <Link href={`/admin/people/${target.id}` as Route} className="inline-flex rounded-lg hover:underline">
        {person}
      </Link>
    );
  },
});

const packageColumn = (onCard: "title" | "value"): Column<AdminAssignmentRow> => ({
  key: "package",
  header: "Package and policy",
  onCard,
  cell: (row) => (
    <span className={`flex min-w-0 flex-col ${onCard === "value" ? "max-md:items-end" : ""}`}>
      <Link href={`/admin/packages/${row.package.id}` as Route} className="text-link">
        {row.package.displayName}
      </Link>
      <span className="text-xs text-muted">{row.policyName}</span>
    </span>
  ),
});

const policyColumn: Column<AdminAssignmentRow> = { key: "policy", header: "Policy", cell: (row) => row.policyName };

const rest: readonly Column<AdminAssignmentRow>[] = [
  {
    key: "state",
    header: "State",
    cell: (row) => {
      const { text, tone } = assignmentStateLabel[row.state];
      return <StateChip tone={tone}>{text}</StateChip>;
    },
  },
  {
    key: "start",
    header: "Start",
    align: "end",
    cell: (row) => <Time at={row.startAt.toISOString()} format="date" />,
  },
  { key: "end", header: "End", align: "end", cell: (row) => <End row={row} /> },
  { key: "roles", header: "Roles", width: "w-44", cell: (row) => <RoleOutcomes roles={row.roles} /> },
];

export type AssignmentTableProps = {
  rows: readonly AdminAssignmentRow[];
  /** What all rows have in common and the table therefore leaves out. */
  of?: "package" | "person";
  /** Whether the reader may open people's pages. */
  canOpenPeople: boolean;
  caption?: string;
  empty: ReactNode;
  footer?: ReactNode;
};

/** POR-61: who holds what, until when, and whether it arrived. */
export function AssignmentTable({
  rows,
  of,
  canOpenPeople,
  caption = "Assignments",
  empty,
  footer,
}: AssignmentTableProps) {
  const subject =
    of === "person"
      ? [packageColumn("title")]
      : [personColumn(canOpenPeople), of === "package" ? policyColumn : packageColumn("value")];
  return (
    <DataTable
      caption={caption}
      columns={[...subject, ...rest]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      footer={footer}
    />
  );
}
