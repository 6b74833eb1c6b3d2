import { inArray, isNull, sql } from "drizzle-orm";
import { accessPackages, catalogs, resourceRoles, resources } from "@/db/schema";
import { catalogStates, catalogTypes } from "@/db/schema/enums";
import type { CatalogId } from "@/lib/engine/ids";
import { byId, type EntityType, many, type ReadContext, targetsOf } from "@/lib/graph/read/entity";
import { seenCatalogs } from "@/lib/queries/admin/scope";
import { accessPackage } from "./access-package";
import { resource, resourceRole, resourceScope } from "./resource";
import { instantText } from "./values";

export const catalog: EntityType = {
  name: "accessPackageCatalog",
  properties: [
    "id",
    "displayName",
    "description",
    "catalogType",
    "state",
    "isExternallyVisible",
    "createdDateTime",
    "modifiedDateTime",
  ],
  fields: {
    id: { kind: "id", sql: catalogs.id },
    displayName: { kind: "text", sql: catalogs.displayName },
    description: { kind: "text", sql: catalogs.description },
    catalogType: { kind: "enum", sql: catalogs.catalogType, values: catalogTypes },
    state: { kind: "enum", sql: catalogs.state, values: catalogStates },
    isExternallyVisible: { kind: "boolean", sql: catalogs.isExternallyVisible },
    createdDateTime: { kind: "instant", sql: catalogs.createdAt },
    modifiedDateTime: { kind: "instant", sql: catalogs.modifiedAt },
  },
  navigations: {
    accessPackages: many({
      to: () => accessPackage,
      isPartOfOwner: false,
      targets: async ({ reading }, ids) =>
        targetsOf(
          await reading.db
            .select({ owner: accessPackages.catalogId, target: accessPackages.id })
            .from(accessPackages)
            .where(inArray(accessPackages.catalogId, ids as CatalogId[]))
            .orderBy(accessPackages.id),
        ),
    }),
    // Extensions are made with the policies that call them, and belong to no catalog yet.
    customWorkflowExtensions: { kind: "contained", isCollection: true, load: async () => new Map() },
    resources: many({ to: () => resource, isPartOfOwner: false, targets: resourcesOf }),
    resourceScopes: many({ to: () => resourceScope, isPartOfOwner: false, targets: resourcesOf }),
    resourceRoles: many({
      to: () => resourceRole,
      isPartOfOwner: false,
      targets: async ({ reading }, ids) =>
        targetsOf(
          await reading.db
            .select({ owner: resources.catalogId, target: resourceRoles.id })
            .from(resourceRoles)
            .innerJoin(resources, sql`${resources.id} = ${resourceRoles.resourceId}`)
            .where(inArray(resources.catalogId, ids as CatalogId[]))
            .orderBy(resourceRoles.id),
        ),
    }),
  },
  source: sql`${catalogs}`,
  id: catalogs.id,
  exists: isNull(catalogs.deletedAt),
  administered: seenCatalogs,
  own: null,
  load: async ({ reading }, ids) => {
    const rows = await reading.db
      .select()
      .from(catalogs)
      .where(inArray(catalogs.id, ids as CatalogId[]));
    return byId(
      rows.map((row) => ({
        id: row.id,
        displayName: row.displayName,
        description: row.description,
        catalogType: row.catalogType,
        state: row.state,
        isExternallyVisible: row.isExternallyVisible,
        createdDateTime: instantText(row.createdAt),
        modifiedDateTime: instantText(row.modifiedAt),
      })),
    );
  },
};

async function resourcesOf({ reading }: ReadContext, ids: readonly string[]) {
  return targetsOf(
    await reading.db
      .select({ owner: resources.catalogId, target: resources.id })
      .from(resources)
      .where(inArray(resources.catalogId, ids as CatalogId[]))
      .orderBy(resources.id),
  );
}
