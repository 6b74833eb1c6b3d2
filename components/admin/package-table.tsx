import { EyeOff } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { AdminPackageRow } from "@/lib/views/admin";

const name: Column<AdminPackageRow> = {
  key: "name",
  header: "Package",
  onCard: "title",
  cell: (row) => (
    <span className="inline-flex items-center gap-2">
      {row.displayName}
      {row.isHidden && (
        <span className="chip chip--sm text-muted">
          <EyeOff aria-hidden className="size-3" /> Hidden
        </span>
      )}
    </span>
  ),
};

const catalog: Column<AdminPackageRow> = {
  key: "catalog",
  header: "Catalog",
  cell: (row) => row.catalog.displayName,
};

const numbers: readonly Column<AdminPackageRow>[] = [
  {
    key: "policies",
    header: "Policies",
    align: "end",
    cell: (row) =>
      row.policyCount === 0 ? <span className="text-warning-soft-foreground">None</span> : row.policyCount,
  },
  { key: "holders", header: "Holders", align: "end", cell: (row) => row.holderCount.toLocaleString("en") },
  { key: "pending", header: "Waiting", align: "end", cell: (row) => row.pendingCount.toLocaleString("en") },
];

export type AdminPackageTableProps = {
  rows: readonly AdminPackageRow[];
  /** Left out where all rows belong to one catalog. */
  showsCatalog?: boolean;
  empty: ReactNode;
  footer?: ReactNode;
};

/** Packages with who holds them and what waits. */
export function AdminPackageTable({ rows, showsCatalog = true, empty, footer }: AdminPackageTableProps) {
  return (
    <DataTable
      caption="Access packages"
      columns={showsCatalog ? [name, catalog, ...numbers] : [name, ...numbers]}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/packages/${row.id}` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
