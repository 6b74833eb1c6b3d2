import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  accessPackages,
  catalogs,
  groups,
  people,
  resourceAttributes,
  resourceRoles,
  resources,
  roleAssignments,
} from "@/db/schema";
import type { CatalogId } from "@/lib/engine/ids";
import { subquery } from "@/lib/facts/subquery";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { CatalogDetail, CatalogRow } from "@/lib/views/admin";
import { type Administrator, seenCatalogs } from "./scope";

async function selectCatalogs({ db }: Reading, viewer: Administrator, id: CatalogId | null): Promise<CatalogRow[]> {
  const rows = await db
    .select({
      id: catalogs.id,
      displayName: catalogs.displayName,
      description: catalogs.description,
      state: catalogs.state,
      isExternallyVisible: catalogs.isExternallyVisible,
      isGeneral: sql<boolean>`${catalogs.catalogType} = 'serviceDefault'`,
      version: catalogs.version,
      packageCount: subquery<number>(
        sql`select count(*)::int from ${accessPackages}
          where ${accessPackages.catalogId} = ${catalogs.id} and ${accessPackages.deletedAt} is null`,
      ),
      resourceCount: subquery<number>(
        sql`select count(*)::int from ${resources}
          where ${resources.catalogId} = ${catalogs.id} and ${resources.deletedAt} is null`,
      ),
      owners: subquery<string[]>(sql`select coalesce((
        select array_agg(coalesce(${people.displayName}, ${groups.displayName}) order by coalesce(${people.displayName}, ${groups.displayName}))
        from ${roleAssignments}
        left join ${people} on ${people.id} = ${roleAssignments.personId}
        left join ${groups} on ${groups.id} = ${roleAssignments.groupId}
        where ${roleAssignments.catalogId} = ${catalogs.id} and ${roleAssignments.role} = 'catalogOwner'), '{}'::text[])`),
    })
    .from(catalogs)
    .where(and(seenCatalogs(viewer), id ? eq(catalogs.id, id) : undefined))
    .orderBy(asc(sql`lower(${catalogs.displayName})`));
  return rows.map(({ state, ...row }) => ({ ...row, isPublished: state === "published" }));
}

/** CAT-18, CAT-19: the catalogs the viewer administers or may look into. */
export async function listCatalogs(viewer: Administrator, reading?: Reading): Promise<CatalogRow[]> {
  return selectCatalogs(reading ?? (await currentReading()), viewer, null);
}

/** One catalog with its resources and packages; null where there is none or the viewer holds no role in it (DEL-23). */
export async function getCatalog(viewer: Administrator, id: string, reading?: Reading): Promise<CatalogDetail | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const catalogId = id as CatalogId;
  const [row] = await selectCatalogs(now, viewer, catalogId);
  if (!row) return null;
  return {
    ...row,
    resources: await db
      .select({
        id: resources.id,
        displayName: resources.displayName,
        description: resources.description,
        originSystem: resources.originSystem,
        groupId: resources.groupId,
        roles: subquery<string[]>(sql`select coalesce((
          select array_agg(${resourceRoles.displayName} order by ${resourceRoles.displayName})
          from ${resourceRoles} where ${resourceRoles.resourceId} = ${resources.id}), '{}'::text[])`),
        attributes: subquery<string[]>(sql`select coalesce((
          select array_agg(${resourceAttributes.name} order by ${resourceAttributes.name})
          from ${resourceAttributes} where ${resourceAttributes.resourceId} = ${resources.id}), '{}'::text[])`),
      })
      .from(resources)
      .where(and(eq(resources.catalogId, catalogId), isNull(resources.deletedAt)))
      .orderBy(asc(resources.displayName)),
  };
}
