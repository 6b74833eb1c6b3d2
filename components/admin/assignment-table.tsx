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
import { selectColumn } from "./select-column";
import { RowWords } from "./selection";
import { type SortBy, sorted } from "./sort-by";

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

const personColumn: Column<AdminAssignmentRow> = {
  key: "person",
  header: "Person",
  onCard: "title",
  cell: ({ target }) => <Person name={target.displayName} detail={target.email} />,
};

const packageColumn: Column<AdminAssignmentRow> = {
  key: "package",
  header: "Package and policy",
  cell: (row) => (
    <span className="flex min-w-0 flex-col max-md:items-end">
      <Link href={`/admin/packages/${row.package.id}` as Route} className="text-link">
        {row.package.displayName}
      </Link>
      <span className="text-xs text-muted">{row.policyName}</span>
    </span>
  ),
};

/** Where all rows are of one person; the row leads to the assignment. */
const packageTitle: Column<AdminAssignmentRow> = {
  key: "package",
  header: "Package and policy",
  onCard: "title",
  cell: (row) => row.package.displayName,
  detail: (row) => row.policyName,
};

const policyColumn: Column<AdminAssignmentRow> = { key: "policy", header: "Policy", cell: (row) => row.policyName };

const facts: readonly Column<AdminAssignmentRow>[] = [
  {
    key: "state",
    header: "State",
    cell: (row) => {
      const { text, tone } = assignmentStateLabel[row.state];
      return (
        <span className="inline-flex flex-col items-start gap-1 max-md:items-end">
          <StateChip tone={tone}>{text}</StateChip>
          <RowWords id={row.id} />
        </span>
      );
    },
  },
  {
    key: "start",
    header: "Start",
    align: "end",
    cell: (row) => <Time at={row.startAt.toISOString()} format="date" />,
  },
  { key: "end", header: "End", align: "end", cell: (row) => <End row={row} /> },
  { key: "roles", header: "Roles", width: "w-36", cell: (row) => <RoleOutcomes roles={row.roles} /> },
];

export type AssignmentTableProps = {
  rows: readonly AdminAssignmentRow[];
  /** What all rows have in common and the table therefore leaves out. */
  of?: "package" | "person";
  /** Which rows can be selected; nothing where none can. */
  canSelect?: ((row: AdminAssignmentRow) => boolean) | undefined;
  /** How a column's header sorts the list; nothing where the order is fixed. */
  sort?: SortBy;
  caption?: string;
  empty: ReactNode;
  footer?: ReactNode;
};

/** Of whom an assignment is, and of what, where a row is named in words. */
export const assignmentLabel = ({ target, package: of }: Pick<AdminAssignmentRow, "target" | "package">): string =>
  `${target.displayName}, ${of.displayName}`;

/** POR-61: who holds what, until when, and whether it arrived. */
export function AssignmentTable({ rows, of, canSelect, sort, caption = "Assignments", ...rest }: AssignmentTableProps) {
  const subject = of === "person" ? [packageTitle] : [personColumn, of === "package" ? policyColumn : packageColumn];
  const columns = [...subject, ...facts];
  return (
    <DataTable
      {...rest}
      caption={caption}
      columns={[
        ...(canSelect ? [selectColumn(canSelect, assignmentLabel)] : []),
        ...(sort ? columns.map((column) => sorted(column, sort)) : columns),
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/assignments/${row.id}` as Route}
    />
  );
}
