import type { Route } from "next";
import { type Column, DataTable } from "@/components/ui/data-table";
import { StateChip } from "@/components/ui/state-chip";
import type { CatalogRow } from "@/lib/views/admin";
import { NoCatalogs } from "./no-catalogs";

/** CAT-10: whether requestors see what is in a catalog. */
export function CatalogState({ isPublished }: { isPublished: boolean }) {
  return <StateChip tone={isPublished ? "good" : "neutral"}>{isPublished ? "Enabled" : "Not enabled"}</StateChip>;
}

const owners = (names: readonly string[]) =>
  names.length === 0 ? <span className="text-warning-soft-foreground">No owner</span> : names.join(", ");

const columns: readonly Column<CatalogRow>[] = [
  {
    key: "name",
    header: "Catalog",
    onCard: "title",
    cell: (row) => row.displayName,
  },
  { key: "packages", header: "Packages", align: "end", cell: (row) => row.packageCount },
  { key: "resources", header: "Resources", align: "end", cell: (row) => row.resourceCount },
  { key: "state", header: "State", cell: (row) => <CatalogState isPublished={row.isPublished} /> },
  {
    key: "external",
    header: "External users",
    cell: (row) => (row.isExternallyVisible ? "Can ask" : <span className="text-muted">Cannot ask</span>),
  },
  { key: "owners", header: "Owners", cell: (row) => owners(row.owners) },
];

/** CAT-18: the catalogs the reader sees. */
export function CatalogTable({ rows }: { rows: readonly CatalogRow[] }) {
  return (
    <DataTable
      caption="Catalogs"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/catalogs/${row.id}` as Route}
      empty={<NoCatalogs />}
    />
  );
}
