import { asc, eq, inArray } from "drizzle-orm";
import { packageResourceRoles, resourceAttributes, resourceRoles, resources } from "@/db/schema";
import { admissionTo } from "@/lib/auth/permissions";
import type { AccessPackageId, CatalogId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { attributeSchema, distinctAttributes } from "@/lib/engine/policy/attributes";
import { countAttributeChanges, loadResourceAttributes } from "@/lib/facts/attributes";
import { loadCatalog } from "@/lib/facts/catalogs";
import { loadCatalogResource } from "@/lib/facts/directory-resources";
import type { Reader } from "@/lib/facts/reader";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { NeededAttribute, ResourceAttributesView } from "@/lib/views/attributes";
import type { Administrator } from "./scope";

/**
 * CAT-46, CAT-57: what a resource needs of a profile, for those who may change it. Null where the viewer knows no such
 * resource; a refusal where they see it and may not change it.
 */
export async function getResourceAttributes(
  viewer: Administrator,
  wanted: { readonly catalogId: string; readonly resourceId: string },
  reading?: Reading,
): Promise<ResourceAttributesView | "roleNotSufficient" | null> {
  const { catalogId, resourceId } = wanted;
  if (!isUuid(catalogId) || !isUuid(resourceId)) return null;
  const admission = admissionTo(viewer, "configureAttributes", catalogId);
  if (admission === "notFound") return null;
  const { db } = reading ?? (await currentReading());
  const catalog = await loadCatalog(db, catalogId as CatalogId);
  const resource = await loadCatalogResource(db, catalogId as CatalogId, resourceId as ResourceId);
  if (!catalog || !resource) return null;
  if (admission === "roleNotSufficient") return "roleNotSufficient";
  return {
    catalog: { id: catalog.id, displayName: catalog.displayName },
    resource: { id: resource.id, displayName: resource.displayName },
    version: await countAttributeChanges(db, resource.id),
    attributes: await loadResourceAttributes(db, resource.id),
  };
}

/** CAT-56, INF-19: what the resources of these roles need, each once, with where it comes from. */
export async function listNeededAttributes(
  reader: Reader,
  roleIds: readonly ResourceRoleId[],
): Promise<NeededAttribute[]> {
  if (roleIds.length === 0) return [];
  const rows = await reader
    .selectDistinct({
      resourceName: resources.displayName,
      name: resourceAttributes.name,
      definition: resourceAttributes.definition,
    })
    .from(resourceRoles)
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .innerJoin(resourceAttributes, eq(resourceAttributes.resourceId, resources.id))
    .where(inArray(resourceRoles.id, [...roleIds]))
    .orderBy(asc(resources.displayName), asc(resourceAttributes.name));
  return distinctAttributes(rows.map((row) => attributeSchema.parse(row.definition))).map((attribute) => ({
    attribute,
    resources: rows.filter((row) => row.name === attribute.name).map((row) => row.resourceName),
  }));
}

/** CAT-56: the same for what a package gives. */
export async function listPackageAttributes(reader: Reader, packageId: AccessPackageId): Promise<NeededAttribute[]> {
  const given = await reader
    .select({ id: packageResourceRoles.resourceRoleId })
    .from(packageResourceRoles)
    .where(eq(packageResourceRoles.packageId, packageId));
  return listNeededAttributes(
    reader,
    given.map((row) => row.id),
  );
}
