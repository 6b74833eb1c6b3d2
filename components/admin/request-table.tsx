import type { Route } from "next";
import type { ReactNode } from "react";
import { RequestStateChip } from "@/components/request/request-state-chip";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import type { AdminRequestRow } from "@/lib/views/admin";
import { selectColumn } from "./select-column";
import { RowWords } from "./selection";
import { type SortBy, sorted } from "./sort-by";

function Outcome({ row }: { row: AdminRequestRow }) {
  return (
    <span className="inline-flex flex-col items-start gap-1 max-md:items-end">
      <RequestStateChip request={row} />
      {row.isStuck && <StateChip tone="warning">Nobody can decide</StateChip>}
      <RowWords id={row.id} />
    </span>
  );
}

function Next({ row }: { row: AdminRequestRow }) {
  const verb = row.waitsUntil ? (row.state === "scheduled" ? "Starts" : "Decide by") : "Closed";
  const at = row.waitsUntil ?? row.completedAt;
  if (!at) return <span className="text-muted">Under way</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="text-muted">{verb}</span> <Time at={at.toISOString()} />
    </span>
  );
}

const person: Column<AdminRequestRow> = {
  key: "person",
  header: "For",
  onCard: "title",
  cell: (row) => (
    <Person
      name={row.target.displayName}
      detail={row.requestor.id === row.target.id ? null : `asked by ${row.requestor.displayName}`}
    />
  ),
};

const packageColumn: Column<AdminRequestRow> = {
  key: "package",
  header: "Package and policy",
  cell: (row) => (
    <span className="flex min-w-0 flex-col">
      <span>{row.package.displayName}</span>
      <span className="text-xs text-muted">{row.policyName}</span>
    </span>
  ),
};

const policyColumn: Column<AdminRequestRow> = { key: "policy", header: "Policy", cell: (row) => row.policyName };

const facts: readonly Column<AdminRequestRow>[] = [
  {
    key: "type",
    header: "Kind",
    onCard: "hidden",
    cell: (row) => requestTypeLabel[row.type],
  },
  { key: "state", header: "State", cell: (row) => <Outcome row={row} /> },
  { key: "submitted", header: "Submitted", align: "end", cell: (row) => <Time at={row.createdAt.toISOString()} /> },
  { key: "next", header: "Due or closed", align: "end", cell: (row) => <Next row={row} /> },
];

export type AdminRequestTableProps = {
  rows: readonly AdminRequestRow[];
  /** Left out where all rows are for one package. */
  showsPackage?: boolean;
  /** Which rows can be selected; nothing where none can. */
  canSelect?: ((row: AdminRequestRow) => boolean) | undefined;
  /** How a column's header sorts the list; nothing where the order is fixed. */
  sort?: SortBy;
  empty: ReactNode;
  footer?: ReactNode;
};

/** For whom a request is, and for what, where a row is named in words. */
export const requestLabel = ({ target, package: of }: Pick<AdminRequestRow, "target" | "package">): string =>
  `${target.displayName}, ${of.displayName}`;

/** POR-60: requests as administrators see them. */
export function AdminRequestTable({ rows, showsPackage = true, canSelect, sort, ...rest }: AdminRequestTableProps) {
  const columns = [person, showsPackage ? packageColumn : policyColumn, ...facts];
  return (
    <DataTable
      {...rest}
      caption="Requests"
      columns={[
        ...(canSelect ? [selectColumn(canSelect, requestLabel)] : []),
        ...(sort ? columns.map((column) => sorted(column, sort)) : columns),
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/requests/${row.id}` as Route}
    />
  );
}
