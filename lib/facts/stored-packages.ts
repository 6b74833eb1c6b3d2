import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { accessPackages, auditEvents, packageResourceRoles, resourceRoles, resources } from "@/db/schema";
import type { AccessPackageId, CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import type { NamedRole } from "@/lib/engine/package/events";
import type { StoredPackage } from "@/lib/engine/package/package";
import { loadLastEditor } from "./last-editor";
import type { Reader } from "./reader";

/** A package as administrators edit it, with its catalog; null where there is none, or none any more. */
export async function loadStoredPackage(
  reader: Reader,
  id: AccessPackageId,
): Promise<(StoredPackage & { readonly catalogId: CatalogId }) | null> {
  const { displayName, description, isHidden, version, catalogId } = accessPackages;
  const [row] = await reader
    .select({ displayName, description, isHidden, version, catalogId })
    .from(accessPackages)
    .where(and(eq(accessPackages.id, id), isNull(accessPackages.deletedAt)));
  if (!row) return null;
  return { id, ...row, lastEditor: await loadLastEditor(reader, "packageUpdated", eq(auditEvents.packageId, id)) };
}

/** LIM-30: whether another package of the catalog has that name, whatever its case. */
export async function isPackageNameTaken(
  reader: Reader,
  catalogId: CatalogId,
  displayName: string,
  except: AccessPackageId,
): Promise<boolean> {
  const isOther = and(eq(accessPackages.catalogId, catalogId), ne(accessPackages.id, except));
  const isThatName = eq(sql`lower(${accessPackages.displayName})`, displayName.toLowerCase());
  return (await reader.$count(accessPackages, and(isOther, isThatName, isNull(accessPackages.deletedAt)))) > 0;
}

/** A role with what it belongs to, as the audit log calls it. */
const roleName = sql<string>`${resources.displayName} || ' – ' || ${resourceRoles.displayName}`;
const named = { id: resourceRoles.id, displayName: roleName };

/** What a package gives, by name. */
export const loadGivenRoles = (reader: Reader, packageId: AccessPackageId): Promise<NamedRole[]> =>
  reader
    .select(named)
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(eq(packageResourceRoles.packageId, packageId))
    .orderBy(asc(roleName));

/**
 * CAT-2, RES-2: those of these roles that belong to resources of the catalog, by name. None of the resources can leave
 * the catalog before the transaction around has ended.
 */
export const loadRolesOfCatalog = (
  reader: Reader,
  catalogId: CatalogId,
  ids: readonly ResourceRoleId[],
): Promise<NamedRole[]> =>
  reader
    .select(named)
    .from(resourceRoles)
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(and(eq(resources.catalogId, catalogId), isNull(resources.deletedAt), inArray(resourceRoles.id, [...ids])))
    .orderBy(asc(roleName))
    .for("share", { of: resources });
