import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import { accessPackages, catalogs, packageResourceRoles, resourceRoles, resources } from "@/db/schema";
import { catalogsFor } from "@/lib/auth/permissions";
import type { AccessPackageId, CatalogId } from "@/lib/engine/ids";
import { subquery } from "@/lib/facts/subquery";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { OfferedResource, PackageCatalog } from "@/lib/views/package-roles";
import type { Administrator } from "./scope";

const role = {
  resourceId: resources.id,
  displayName: resources.displayName,
  originSystem: resources.originSystem,
  roleId: resourceRoles.id,
  roleName: resourceRoles.displayName,
};

type RoleRow = {
  readonly resourceId: string;
  readonly displayName: string;
  readonly originSystem: OfferedResource["originSystem"];
  readonly roleId: string;
  readonly roleName: string;
};

/** Roles by the resource they belong to, in the order in which they came. */
function byResource(rows: readonly RoleRow[]): OfferedResource[] {
  const found = new Map<string, OfferedResource>();
  for (const { resourceId: id, displayName, originSystem, roleId, roleName } of rows) {
    const resource = found.get(id) ?? { id, displayName, originSystem, roles: [] };
    found.set(id, { ...resource, roles: [...resource.roles, { id: roleId, displayName: roleName }] });
  }
  return [...found.values()];
}

const shaped = (viewer: Administrator) => {
  const ids = catalogsFor(viewer, "editPackages");
  return and(isNull(catalogs.deletedAt), ids === "all" ? undefined : inArray(catalogs.id, ids as CatalogId[]));
};

/** CAT-2, P23: the roles of the catalog's resources that the package does not give yet; none for those who may not add any. */
export async function listAddableRoles(
  viewer: Administrator,
  packageId: AccessPackageId,
  reading?: Reading,
): Promise<OfferedResource[]> {
  const { db } = reading ?? (await currentReading());
  const isGiven = and(
    eq(packageResourceRoles.packageId, packageId),
    eq(packageResourceRoles.resourceRoleId, resourceRoles.id),
  );
  const rows = await db
    .select(role)
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .innerJoin(resources, and(eq(resources.catalogId, catalogs.id), isNull(resources.deletedAt)))
    .innerJoin(resourceRoles, eq(resourceRoles.resourceId, resources.id))
    .where(
      and(
        eq(accessPackages.id, packageId),
        isNull(accessPackages.deletedAt),
        shaped(viewer),
        notExists(db.select({ one: sql`1` }).from(packageResourceRoles).where(isGiven)),
      ),
    )
    .orderBy(asc(sql`lower(${resources.displayName})`), asc(resourceRoles.displayName));
  return byResource(rows);
}

/** RES-2, P20: what a catalog has to give to a new package; nothing to those who may not make one in it. */
export async function listOfferedRoles(
  viewer: Administrator,
  catalogId: CatalogId,
  reading?: Reading,
): Promise<OfferedResource[]> {
  const { db } = reading ?? (await currentReading());
  const rows = await db
    .select(role)
    .from(resources)
    .innerJoin(resourceRoles, eq(resourceRoles.resourceId, resources.id))
    .innerJoin(catalogs, eq(catalogs.id, resources.catalogId))
    .where(and(eq(resources.catalogId, catalogId), isNull(resources.deletedAt), shaped(viewer)))
    .orderBy(asc(sql`lower(${resources.displayName})`), asc(resourceRoles.displayName));
  return byResource(rows);
}

/** P20: the catalogs in which the viewer may make packages, by name. */
export async function listPackageCatalogs(viewer: Administrator, reading?: Reading): Promise<PackageCatalog[]> {
  const { db } = reading ?? (await currentReading());
  return db
    .select({
      id: catalogs.id,
      displayName: catalogs.displayName,
      resourceCount: subquery<number>(
        sql`select count(*)::int from ${resources}
          where ${resources.catalogId} = ${catalogs.id} and ${resources.deletedAt} is null`,
      ),
    })
    .from(catalogs)
    .where(shaped(viewer))
    .orderBy(asc(sql`lower(${catalogs.displayName})`));
}
