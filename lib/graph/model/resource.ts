import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { catalogs, directoryResources, resourceRoles, resources } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { originSystems } from "@/lib/engine/catalog/resources";
import type { ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { loadAttributesOfResources } from "@/lib/facts/attributes";
import { byId, type EntityType, many, one, type ReadContext, through } from "@/lib/graph/read/entity";
import { seenCatalogs } from "@/lib/queries/admin/scope";
import { attributeJson } from "./attribute-json";

const resourceSource = sql`${resources} join ${catalogs} on ${catalogs.id} = ${resources.catalogId}
  left join ${directoryResources} on ${directoryResources.originSystem} = ${resources.originSystem}
    and ${directoryResources.originId} = ${resources.originId}`;
const roleSource = sql`${resourceRoles} join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
  join ${catalogs} on ${catalogs.id} = ${resources.catalogId}
  left join ${directoryResources} on ${directoryResources.originSystem} = ${resources.originSystem}
    and ${directoryResources.originId} = ${resources.originId}`;

/**
 * SQL: how the API names the thing outside: a group and an application by their ids, a site by its address. The portal
 * itself knows applications by their names.
 */
const originId = sql<string>`case when ${resources.originSystem} = 'AadApplication'
  then coalesce(${directoryResources.id}::text, ${resources.originId}) else ${resources.originId} end`;

/** SQL: `Member_<id of the group>`, as Graph names the roles of groups; others by their names. */
const roleOriginId = sql<string>`case ${resourceRoles.groupRole}
  when 'member' then 'Member_' || ${resources.originId}
  when 'owner' then 'Owner_' || ${resources.originId}
  else ${resourceRoles.displayName} end`;

const itself = through(resources, resources.id, resources.id);

const administered = (viewer: Viewer): SQL | undefined => seenCatalogs(viewer);
const exists = isNull(resources.deletedAt);

const origin = {
  originId: { kind: "text", sql: originId },
  originSystem: { kind: "enum", sql: resources.originSystem, values: originSystems },
} as const;

async function loadResources({ reading }: ReadContext, ids: readonly string[]) {
  return reading.db
    .select({
      id: resources.id,
      displayName: resources.displayName,
      description: resources.description,
      originSystem: resources.originSystem,
      originId,
    })
    .from(resources)
    .leftJoin(
      directoryResources,
      and(
        eq(directoryResources.originSystem, resources.originSystem),
        eq(directoryResources.originId, resources.originId),
      ),
    )
    .where(inArray(resources.id, ids as ResourceId[]));
}

/** A group, application or site in a catalog. */
export const resource: EntityType = {
  name: "accessPackageResource",
  properties: ["id", "displayName", "description", "originId", "originSystem", "attributes"],
  fields: {
    id: { kind: "id", sql: resources.id },
    displayName: { kind: "text", sql: resources.displayName },
    description: { kind: "text", sql: resources.description },
    ...origin,
  },
  navigations: {
    roles: many({
      to: () => resourceRole,
      isPartOfOwner: true,
      link: through(resourceRoles, resourceRoles.resourceId, resourceRoles.id, resourceRoles.displayName),
    }),
    // A resource has one scope, the whole of it, which shares its id.
    scopes: many({ to: () => resourceScope, isPartOfOwner: true, link: itself }),
    environment: { kind: "contained", isCollection: false, load: async () => new Map() },
  },
  source: resourceSource,
  id: resources.id,
  exists,
  administered,
  own: null,
  load: async (context, ids) => {
    const needed = await loadAttributesOfResources(context.reading.db, ids as ResourceId[]);
    const rows = await loadResources(context, ids);
    return byId(rows.map((row) => ({ ...row, attributes: (needed.get(row.id) ?? []).map(attributeJson) })));
  },
};

/** What a resource can be given as. */
export const resourceRole: EntityType = {
  name: "accessPackageResourceRole",
  properties: ["id", "displayName", "description", "originId", "originSystem"],
  fields: {
    id: { kind: "id", sql: resourceRoles.id },
    displayName: { kind: "text", sql: resourceRoles.displayName },
    originId: { kind: "text", sql: roleOriginId },
    originSystem: origin.originSystem,
    "resource/id": { kind: "id", sql: resources.id },
    "resource/originId": origin.originId,
  },
  navigations: {
    resource: one({
      to: () => resource,
      isPartOfOwner: true,
      link: through(resourceRoles, resourceRoles.id, resourceRoles.resourceId),
    }),
  },
  source: roleSource,
  id: resourceRoles.id,
  exists,
  administered,
  own: null,
  load: async ({ reading }, ids) => {
    const rows = await reading.db
      .select({
        id: resourceRoles.id,
        displayName: resourceRoles.displayName,
        originSystem: resources.originSystem,
        originId: roleOriginId,
      })
      .from(resourceRoles)
      .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
      .where(inArray(resourceRoles.id, ids as ResourceRoleId[]));
    return byId(rows.map((row) => ({ ...row, description: null })));
  },
};

/** The whole of a resource; there are no narrower scopes. */
export const resourceScope: EntityType = {
  name: "accessPackageResourceScope",
  properties: ["id", "displayName", "description", "originId", "originSystem", "isRootScope"],
  fields: {
    id: { kind: "id", sql: resources.id },
    ...origin,
    "resource/id": { kind: "id", sql: resources.id },
  },
  navigations: { resource: one({ to: () => resource, isPartOfOwner: true, link: itself }) },
  source: resourceSource,
  id: resources.id,
  exists,
  administered,
  own: null,
  load: async (context, ids) =>
    byId(
      (await loadResources(context, ids)).map(({ displayName: _name, description: _words, ...row }) => ({
        ...row,
        displayName: "Root",
        description: "Root Scope",
        isRootScope: true,
      })),
    ),
};
