import { and, asc, eq, inArray, isNull, ne, or } from "drizzle-orm";
import {
  accessPackages,
  groupClosure,
  groups,
  incompatibleGroups,
  overridePackages,
  packageResourceRoles,
  resourceRoles,
  resources,
} from "@/db/schema";
import type { AccessPackageId, GroupId, PersonId, ResourceRoleId } from "@/lib/engine/ids";
import type { NamedGroup, NamedPackage } from "@/lib/engine/sod/events";
import type { ListedPackage, OtherPackage, OverridingPackage } from "@/lib/engine/sod/lists";
import { loadIncompatibilities, noIncompatibilities } from "./packages";
import type { Reader } from "./reader";
import { loadPackageRights } from "./roles";

async function loadNamedPackage(reader: Reader, packageId: AccessPackageId): Promise<NamedPackage | null> {
  const [row] = await reader
    .select({ id: accessPackages.id, displayName: accessPackages.displayName })
    .from(accessPackages)
    .where(and(eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt)));
  return row ?? null;
}

/** A package with its lists; null where there is none. */
export async function loadListedPackage(reader: Reader, packageId: AccessPackageId): Promise<ListedPackage | null> {
  const named = await loadNamedPackage(reader, packageId);
  if (!named) return null;
  const lists = (await loadIncompatibilities(reader, [packageId])).get(packageId) ?? noIncompatibilities;
  return { ...named, lists };
}

/** SOD-6, DEL-23: another package as an editor may name it; null where they have no role in its catalog. */
export async function loadOtherPackage(
  reader: Reader,
  personId: PersonId,
  packageId: AccessPackageId,
): Promise<OtherPackage | null> {
  const rights = await loadPackageRights(reader, personId, packageId);
  const listed = rights?.may("viewCatalog") ? await loadListedPackage(reader, packageId) : null;
  return listed && rights ? { ...listed, isEditors: rights.may("configureSeparationOfDuties") } : null;
}

/** SOD-34: a package with what it is tagged as an exception to; null where there is none. */
export async function loadOverridingPackage(
  reader: Reader,
  packageId: AccessPackageId,
): Promise<OverridingPackage | null> {
  const named = await loadNamedPackage(reader, packageId);
  if (!named) return null;
  const overrides = await reader
    .select({ id: accessPackages.id, displayName: accessPackages.displayName })
    .from(overridePackages)
    .innerJoin(accessPackages, eq(accessPackages.id, overridePackages.overriddenPackageId))
    .where(eq(overridePackages.packageId, packageId))
    .orderBy(asc(accessPackages.displayName));
  return { ...named, overrides };
}

export async function loadNamedGroup(reader: Reader, groupId: GroupId): Promise<NamedGroup | null> {
  const { id, displayName } = groups;
  const [row] = await reader.select({ id, displayName }).from(groups).where(eq(id, groupId));
  return row ?? null;
}

/**
 * SOD-9: the groups the package gives, and the groups around those, in which its holders would be as well. Owners of a
 * group are not in the groups around it.
 */
export async function loadGivenGroupIds(reader: Reader, packageId: AccessPackageId): Promise<ReadonlySet<GroupId>> {
  const rows = await reader
    .selectDistinct({
      given: groupClosure.descendantId,
      around: groupClosure.ancestorId,
      role: resourceRoles.groupRole,
    })
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .innerJoin(groupClosure, eq(groupClosure.descendantId, resources.groupId))
    .where(eq(packageResourceRoles.packageId, packageId));
  return new Set(rows.flatMap(({ given, around, role }) => (role === "owner" ? [given] : [given, around])));
}

/** SOD-9, the other way round: which of these roles would bring their holders into a group the package excludes. */
export async function loadExcludedRoles(
  reader: Reader,
  packageId: AccessPackageId,
  roleIds: readonly ResourceRoleId[],
): Promise<ReadonlyMap<ResourceRoleId, string>> {
  if (roleIds.length === 0) return new Map();
  const isOwnGroup = eq(groupClosure.ancestorId, groupClosure.descendantId);
  const rows = await reader
    .select({ id: resourceRoles.id, group: groups.displayName })
    .from(resourceRoles)
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .innerJoin(groupClosure, eq(groupClosure.descendantId, resources.groupId))
    .innerJoin(incompatibleGroups, eq(incompatibleGroups.groupId, groupClosure.ancestorId))
    .innerJoin(groups, eq(groups.id, incompatibleGroups.groupId))
    .where(
      and(
        inArray(resourceRoles.id, [...roleIds]),
        eq(incompatibleGroups.packageId, packageId),
        or(ne(resourceRoles.groupRole, "owner"), isOwnGroup),
      ),
    );
  return new Map(rows.map((row) => [row.id, row.group]));
}
