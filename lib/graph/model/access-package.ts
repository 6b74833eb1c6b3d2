import { inArray, isNull, sql } from "drizzle-orm";
import {
  accessPackages,
  assignmentPolicies,
  assignments,
  catalogs,
  incompatibleGroups,
  incompatiblePackages,
  packageResourceRoles,
  requests,
} from "@/db/schema";
import type { AccessPackageId } from "@/lib/engine/ids";
import { byId, type EntityType, many, one, through } from "@/lib/graph/read/entity";
import { packagesOfSeenCatalogs } from "@/lib/queries/admin/scope";
import { isOpenToViewer } from "@/lib/queries/available-packages";
import { catalog } from "./catalog";
import { group } from "./directory";
import { assignmentPolicy } from "./policy";
import { resourceRoleScope } from "./resource-role-scope";
import { instantText } from "./values";

const idsOf = (ids: readonly string[]) => ids as AccessPackageId[];

export const accessPackage: EntityType = {
  name: "accessPackage",
  properties: ["id", "displayName", "description", "isHidden", "createdDateTime", "modifiedDateTime"],
  fields: {
    id: { kind: "id", sql: accessPackages.id },
    displayName: { kind: "text", sql: accessPackages.displayName },
    description: { kind: "text", sql: accessPackages.description },
    isHidden: { kind: "boolean", sql: accessPackages.isHidden },
    createdDateTime: { kind: "instant", sql: accessPackages.createdAt },
    modifiedDateTime: { kind: "instant", sql: accessPackages.modifiedAt },
    "catalog/id": { kind: "id", sql: catalogs.id },
    "catalog/displayName": { kind: "text", sql: catalogs.displayName },
  },
  navigations: {
    catalog: one({
      to: () => catalog,
      isPartOfOwner: false,
      link: through(accessPackages, accessPackages.id, accessPackages.catalogId),
    }),
    assignmentPolicies: many({
      to: () => assignmentPolicy,
      isPartOfOwner: false,
      isForAdministrators: true,
      link: through(assignmentPolicies, assignmentPolicies.packageId, assignmentPolicies.id),
    }),
    resourceRoleScopes: many({
      to: () => resourceRoleScope,
      isPartOfOwner: false,
      isForAdministrators: true,
      link: through(packageResourceRoles, packageResourceRoles.packageId, packageResourceRoles.resourceRoleId),
    }),
    incompatibleAccessPackages: many({
      to: () => accessPackage,
      isPartOfOwner: false,
      isForAdministrators: true,
      link: through(incompatiblePackages, incompatiblePackages.packageId, incompatiblePackages.incompatiblePackageId),
    }),
    accessPackagesIncompatibleWith: many({
      to: () => accessPackage,
      isPartOfOwner: false,
      isForAdministrators: true,
      link: through(incompatiblePackages, incompatiblePackages.incompatiblePackageId, incompatiblePackages.packageId),
    }),
    incompatibleGroups: many({
      to: () => group,
      isPartOfOwner: false,
      isForAdministrators: true,
      link: through(incompatibleGroups, incompatibleGroups.packageId, incompatibleGroups.groupId),
    }),
  },
  source: sql`${accessPackages} left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}`,
  id: accessPackages.id,
  exists: isNull(accessPackages.deletedAt),
  administered: packagesOfSeenCatalogs,
  /** What one may ask for, has, had and asked for. */
  own: ({ viewer }) => sql`(${isOpenToViewer(viewer) ?? sql`true`}
    or exists (select 1 from ${assignments} where ${assignments.packageId} = ${accessPackages.id}
      and ${assignments.targetId} = ${viewer.personId})
    or exists (select 1 from ${requests} where ${requests.packageId} = ${accessPackages.id}
      and ${viewer.personId} in (${requests.targetId}, ${requests.requestorId})))`,
  load: async ({ reading }, ids) => {
    const rows = await reading.db
      .select()
      .from(accessPackages)
      .where(inArray(accessPackages.id, idsOf(ids)));
    return byId(
      rows.map((row) => ({
        id: row.id,
        displayName: row.displayName,
        description: row.description,
        isHidden: row.isHidden,
        createdDateTime: instantText(row.createdAt),
        modifiedDateTime: instantText(row.modifiedAt),
      })),
    );
  },
};
