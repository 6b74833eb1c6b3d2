import type { Route } from "next";
import type { Column } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import { administrativeRoleLabel } from "@/lib/views/admin";
import { type CatalogRoleRow, roleWords } from "@/lib/views/catalog-roles";
import { NamedLink } from "./named-link";

/** Who holds which role, whether in a catalog or everywhere. */
export function roleColumns(canOpenDirectory: boolean): Column<CatalogRoleRow>[] {
  return [
    {
      key: "who",
      header: "Who",
      onCard: "title",
      cell: (row) => (
        <NamedLink
          href={`/admin/${row.kind === "person" ? "people" : "groups"}/${row.id}` as Route}
          canOpen={canOpenDirectory}
        >
          {row.displayName}
        </NamedLink>
      ),
      detail: (row) =>
        row.kind === "group" ? "Group: everybody in it" : row.isEnabled ? null : "Account switched off",
    },
    {
      key: "role",
      header: "Role",
      cell: (row) => administrativeRoleLabel[row.role],
      detail: (row) => roleWords[row.role],
    },
    { key: "since", header: "Since", cell: (row) => <Time at={row.since.toISOString()} /> },
  ];
}
