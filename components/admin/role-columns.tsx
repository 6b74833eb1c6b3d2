import type { Route } from "next";
import type { Column } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import { administrativeRoleLabel } from "@/lib/views/admin";
import { type CatalogRoleRow, roleWords } from "@/lib/views/catalog-roles";
import { NamedLink } from "./named-link";

/** Whose pages the reader may open: those of people and groups, and those of services. */
export type Openable = { readonly directory: boolean; readonly services: boolean };

const places = { person: "people", group: "groups", service: "settings/services" } as const;

function detailOf({ kind, isEnabled }: CatalogRoleRow): string | null {
  if (kind === "group") return "Group: everybody in it";
  if (kind === "service") return isEnabled ? "Service" : "Service, switched off";
  return isEnabled ? null : "Account switched off";
}

/** Who holds which role, whether in a catalog or everywhere. */
export function roleColumns(canOpen: Openable): Column<CatalogRoleRow>[] {
  return [
    {
      key: "who",
      header: "Who",
      onCard: "title",
      cell: (row) => (
        <NamedLink
          href={`/admin/${places[row.kind]}/${row.id}` as Route}
          canOpen={row.kind === "service" ? canOpen.services : canOpen.directory}
        >
          {row.displayName}
        </NamedLink>
      ),
      detail: detailOf,
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
