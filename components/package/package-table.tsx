import type { Route } from "next";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { PackageRow } from "@/lib/views/packages";
import { blockedBecause, StandingAction } from "./standing-action";

const columns: readonly Column<PackageRow>[] = [
  {
    key: "package",
    header: "Package",
    onCard: "title",
    cell: (row) => row.displayName,
    detail: (row) => (
      <>
        <p className="line-clamp-2 max-w-2xl">{row.description}</p>
        <p className="mt-1 md:hidden">
          {row.catalogName} · {row.resourceCount === 1 ? "1 resource" : `${row.resourceCount} resources`}
        </p>
        {row.standing.kind === "blocked" && (
          <p className="mt-0.5 text-warning-soft-foreground">{blockedBecause(row.standing.refusal)}.</p>
        )}
      </>
    ),
  },
  { key: "catalog", header: "Catalog", onCard: "hidden", cell: (row) => row.catalogName, width: "w-40" },
  {
    key: "resources",
    header: "Resources",
    align: "end",
    onCard: "hidden",
    cell: (row) => row.resourceCount,
    width: "w-24",
  },
  { key: "action", header: "How you stand", onCard: "action", cell: (row) => <StandingAction row={row} /> },
];

export type PackageTableProps = { rows: readonly PackageRow[]; empty: ReactNode; footer?: ReactNode };

/** The packages one may ask for (POR-12). */
export function PackageTable(props: PackageTableProps) {
  return (
    <DataTable
      caption="Access packages you can ask for"
      columns={columns}
      rowKey={(row) => row.id}
      rowHref={(row) => `/packages/${row.id}` as Route}
      {...props}
    />
  );
}
