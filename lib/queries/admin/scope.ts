import { and, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { accessPackages, catalogs } from "@/db/schema";
import { catalogsFor } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { CatalogId } from "@/lib/engine/ids";

export type Administrator = Pick<Viewer, "roles">;

/** The same administrator with what their roles give them in one catalog alone. */
export const onlyIn = ({ roles }: Administrator, catalogId: string): Administrator => ({
  roles: roles
    .filter((held) => held.catalogId === null || held.catalogId === catalogId)
    .map(({ role }) => ({ role, catalogId })),
});

/** CAT-19, DEL-23: only catalogs in which the viewer holds a role exist for them; no condition for those who see all. */
function within(viewer: Administrator, column: typeof catalogs.id | typeof accessPackages.catalogId): SQL | undefined {
  const seen = catalogsFor(viewer, "viewCatalog");
  if (seen === "all") return undefined;
  return seen.length === 0 ? sql`false` : inArray(column, seen as CatalogId[]);
}

/** CAT-26: one that was deleted is there for nobody. */
export const seenCatalogs = (viewer: Administrator) => and(within(viewer, catalogs.id), isNull(catalogs.deletedAt));
export const packagesOfSeenCatalogs = (viewer: Administrator) => within(viewer, accessPackages.catalogId);
