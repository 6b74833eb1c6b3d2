import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { accessPackages, catalogs, groups, people, roleAssignments } from "@/db/schema";
import { type CatalogAction, mayIn } from "@/lib/auth/permissions";
import type { Catalog } from "@/lib/engine/catalog/catalog";
import type { NamedPrincipal } from "@/lib/engine/catalog/events";
import { type CatalogRole, catalogRoles, type HeldCatalogRole } from "@/lib/engine/catalog/roles";
import type { Principal } from "@/lib/engine/directory";
import type { CatalogId, PersonId } from "@/lib/engine/ids";
import type { Reader } from "./reader";
import { loadRoles } from "./roles";

/** A catalog as it is now; null where there is none or somebody deleted it. */
export async function loadCatalog(reader: Reader, id: CatalogId): Promise<Catalog | null> {
  const [row] = await reader
    .select()
    .from(catalogs)
    .where(and(eq(catalogs.id, id), isNull(catalogs.deletedAt)));
  if (!row) return null;
  const { displayName, description, isExternallyVisible, version, state, catalogType } = row;
  const isPublished = state === "published";
  return {
    id,
    displayName,
    description,
    isPublished,
    isExternallyVisible,
    version,
    isGeneral: catalogType === "serviceDefault",
  };
}

/** CAT-8: whether another catalog than this one has that name, whatever its case. */
export async function isCatalogNameTaken(reader: Reader, displayName: string, except: CatalogId): Promise<boolean> {
  const isThatName = eq(sql`lower(${catalogs.displayName})`, displayName.toLowerCase());
  return (await reader.$count(catalogs, and(isThatName, isNull(catalogs.deletedAt), ne(catalogs.id, except)))) > 0;
}

/** Packages of a catalog that nobody has deleted. */
export const countPackagesOf = (reader: Reader, id: CatalogId): Promise<number> =>
  reader.$count(accessPackages, and(eq(accessPackages.catalogId, id), isNull(accessPackages.deletedAt)));

/** What a person may do with one catalog by the roles they hold on it. */
export async function loadCatalogRights(reader: Reader, personId: PersonId, catalogId: CatalogId) {
  const roles = await loadRoles(reader, personId);
  return { may: (action: CatalogAction): boolean => mayIn({ roles }, action, catalogId) };
}

const isCatalogRole = (role: string): role is CatalogRole => (catalogRoles as readonly string[]).includes(role);

/** Who holds which role in a catalog. */
export async function loadCatalogRoles(reader: Reader, catalogId: CatalogId): Promise<HeldCatalogRole[]> {
  const rows = await reader
    .select({ role: roleAssignments.role, personId: roleAssignments.personId, groupId: roleAssignments.groupId })
    .from(roleAssignments)
    .where(eq(roleAssignments.catalogId, catalogId));
  return rows.flatMap(({ role, personId, groupId }): HeldCatalogRole[] => {
    if (!isCatalogRole(role)) return [];
    if (personId) return [{ role, principal: { kind: "person", personId } }];
    return groupId ? [{ role, principal: { kind: "group", groupId } }] : [];
  });
}

/** A person or group by its present name; null where it is not in the directory. */
export async function loadPrincipal(reader: Reader, principal: Principal): Promise<NamedPrincipal | null> {
  const [row] =
    principal.kind === "person"
      ? await reader.select({ displayName: people.displayName }).from(people).where(eq(people.id, principal.personId))
      : await reader.select({ displayName: groups.displayName }).from(groups).where(eq(groups.id, principal.groupId));
  return row ? { ...principal, ...row } : null;
}
