import { inArray, sql } from "drizzle-orm";
import { accessPackages, catalogs, packageResourceRoles, resourceRoles } from "@/db/schema";
import type { ResourceRoleId } from "@/lib/engine/ids";
import { type EntityType, one, through } from "@/lib/graph/read/entity";
import { seenCatalogs } from "@/lib/queries/admin/scope";
import { resourceRole, resourceScope } from "./resource";

/**
 * A role that packages give. It is found by the id of the role here, and shown by that of the role and the scope, as in
 * Graph.
 */
export const resourceRoleScope: EntityType = {
  name: "accessPackageResourceRoleScope",
  properties: ["id", "createdDateTime"],
  fields: {},
  navigations: {
    role: one({
      to: () => resourceRole,
      isPartOfOwner: true,
      targets: async (_context, ids) => new Map(ids.map((id) => [id, [id]])),
    }),
    scope: one({
      to: () => resourceScope,
      isPartOfOwner: true,
      targets: through(resourceRoles, resourceRoles.id, resourceRoles.resourceId),
    }),
  },
  source: sql`${packageResourceRoles}
    left join ${accessPackages} on ${accessPackages.id} = ${packageResourceRoles.packageId}
    left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}`,
  id: packageResourceRoles.resourceRoleId,
  exists: undefined,
  administered: seenCatalogs,
  own: null,
  load: async ({ reading }, ids) => {
    const rows = await reading.db
      .select({ id: resourceRoles.id, resourceId: resourceRoles.resourceId })
      .from(resourceRoles)
      .where(inArray(resourceRoles.id, ids as ResourceRoleId[]));
    return new Map(
      rows.map(({ id, resourceId }): [string, { id: string; createdDateTime: null }] => [
        id,
        { id: `${id}_${resourceId}`, createdDateTime: null },
      ]),
    );
  },
};
