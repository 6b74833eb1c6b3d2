import { inArray, sql } from "drizzle-orm";
import { catalogs, packageResourceRoles, resourceRoles, resources } from "@/db/schema";
import type { ResourceRoleId } from "@/lib/engine/ids";
import { type EntityType, one, through } from "@/lib/graph/read/entity";
import { isUuid } from "@/lib/platform/ids";
import { seenCatalogs } from "@/lib/queries/admin/scope";
import { resourceRole, resourceScope } from "./resource";

/** The ids of the role and the scope that the id `<roleId>_<scopeId>` is made of; null for what is none. */
export function roleScopeIds(id: string): { readonly roleId: string; readonly scopeId: string } | null {
  const [roleId, scopeId, ...rest] = id.toLowerCase().split("_");
  return isUuid(roleId) && isUuid(scopeId) && rest.length === 0 ? { roleId, scopeId } : null;
}

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
      link: through(resourceRoles, resourceRoles.id, resourceRoles.id),
    }),
    scope: one({
      to: () => resourceScope,
      isPartOfOwner: true,
      link: through(resourceRoles, resourceRoles.id, resourceRoles.resourceId),
    }),
  },
  source: sql`${resourceRoles} join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
    join ${catalogs} on ${catalogs.id} = ${resources.catalogId}`,
  id: resourceRoles.id,
  exists: sql`exists (select 1 from ${packageResourceRoles}
    where ${packageResourceRoles.resourceRoleId} = ${resourceRoles.id})`,
  administered: seenCatalogs,
  own: null,
  called: (text) => {
    const ids = roleScopeIds(text);
    return ids && sql`(${resourceRoles.id} = ${ids.roleId}::uuid and ${resources.id} = ${ids.scopeId}::uuid)`;
  },
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
