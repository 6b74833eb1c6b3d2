import { and, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { accessPackages, catalogs, packageResourceRoles } from "@/db/schema";
import type { AccessPackageId } from "@/lib/engine/ids";
import { byId, type EntityType, many, type ReadContext, through } from "@/lib/graph/read/entity";
import { isOpenToViewer } from "@/lib/queries/available-packages";
import { resourceRoleScope } from "./resource-role-scope";

/** SQL: WHO-4, WHO-6: what the caller may ask for, administrators too; hidden ones are there for those who name them. */
export const availableToCaller = ({ viewer }: ReadContext): SQL =>
  sql`(${and(isOpenToViewer(viewer), isNull(accessPackages.deletedAt))})`;

/** A package as those see it who may ask for it. */
export const availablePackage: EntityType = {
  name: "availableAccessPackage",
  properties: ["id", "displayName", "description"],
  fields: {
    id: { kind: "id", sql: accessPackages.id },
    displayName: { kind: "text", sql: accessPackages.displayName },
    description: { kind: "text", sql: accessPackages.description },
  },
  navigations: {
    resourceRoleScopes: many({
      to: () => resourceRoleScope,
      isPartOfOwner: true,
      link: through(packageResourceRoles, packageResourceRoles.packageId, packageResourceRoles.resourceRoleId),
    }),
  },
  source: sql`${accessPackages} left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}`,
  id: accessPackages.id,
  exists: undefined,
  administered: () => sql`false`,
  own: availableToCaller,
  load: async ({ reading }, ids) =>
    byId(
      await reading.db
        .select({
          id: accessPackages.id,
          displayName: accessPackages.displayName,
          description: accessPackages.description,
        })
        .from(accessPackages)
        .where(inArray(accessPackages.id, ids as AccessPackageId[])),
    ),
};
