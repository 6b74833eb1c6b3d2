import { inArray, isNull, sql } from "drizzle-orm";
import { accessPackages, catalogs, resourceRoles, resources } from "@/db/schema";
import { catalogStates, catalogTypes } from "@/db/schema/enums";
import type { CatalogId } from "@/lib/engine/ids";
import { byId, type EntityType, many, through } from "@/lib/graph/read/entity";
import { seenCatalogs } from "@/lib/queries/admin/scope";
import { accessPackage } from "./access-package";
import { resource, resourceRole, resourceScope } from "./resource";
import { instantText } from "./values";

const resourcesOf = through(resources, resources.catalogId, resources.id);

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
      link: through(accessPackages, accessPackages.catalogId, accessPackages.id),
    }),
    // Extensions are made with the policies that call them, and belong to no catalog yet.
    customWorkflowExtensions: { kind: "contained", isCollection: true, load: async () => new Map() },
    resources: many({ to: () => resource, isPartOfOwner: false, link: resourcesOf }),
    resourceScopes: many({ to: () => resourceScope, isPartOfOwner: false, link: resourcesOf }),
    resourceRoles: many({
      to: () => resourceRole,
      isPartOfOwner: false,
      link: through(
        sql`${resourceRoles} join ${resources} on ${resources.id} = ${resourceRoles.resourceId}`,
        resources.catalogId,
        resourceRoles.id,
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
