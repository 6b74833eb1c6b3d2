import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  accessPackages,
  directoryResourceOwners,
  directoryResources,
  groupMembers,
  groups,
  packageResourceRoles,
  resourceRoles,
  resources,
} from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import {
  type CatalogResource,
  type DirectoryResource,
  type Origin,
  type ResourceRight,
  rolesOfApplication,
  rolesOfGroup,
} from "@/lib/engine/catalog/resources";
import type { CatalogId, GroupId, PersonId, ResourceId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import type { Reader } from "./reader";
import { loadRoles } from "./roles";

/** A group, application or site as the directory has it now; null where it has none. */
export async function loadDirectoryResource(
  reader: Reader,
  { originSystem, originId }: Origin,
): Promise<DirectoryResource | null> {
  if (originSystem !== "AadGroup") {
    const isIt = and(eq(directoryResources.originSystem, originSystem), eq(directoryResources.originId, originId));
    const [row] = await reader.select().from(directoryResources).where(isIt);
    if (!row) return null;
    const { displayName, description, roles } = row;
    return { originSystem, originId, displayName, description, groupId: null, roles: rolesOfApplication(roles) };
  }
  if (!isUuid(originId)) return null;
  const groupId = originId as GroupId;
  const [group] = await reader.select().from(groups).where(eq(groups.id, groupId));
  if (!group) return null;
  const { displayName, description } = group;
  return { originSystem, originId: groupId, displayName, description, groupId, roles: rolesOfGroup };
}

/** DEL-30: whether somebody owns a group, an application or a site. */
async function ownsResource(reader: Reader, personId: PersonId, origin: Origin): Promise<boolean> {
  const { originSystem, originId } = origin;
  if (originSystem === "AadGroup") {
    if (!isUuid(originId)) return false;
    const isOwner = and(
      eq(groupMembers.groupId, originId as GroupId),
      eq(groupMembers.personId, personId),
      eq(groupMembers.role, "owner"),
    );
    return (await reader.$count(groupMembers, isOwner)) > 0;
  }
  const rows = await reader
    .select({ one: sql`1` })
    .from(directoryResourceOwners)
    .innerJoin(directoryResources, eq(directoryResources.id, directoryResourceOwners.resourceId))
    .where(
      and(
        eq(directoryResourceOwners.personId, personId),
        eq(directoryResources.originSystem, originSystem),
        eq(directoryResources.originId, originId),
      ),
    );
  return rows.length > 0;
}

/** DEL-30: what right somebody has over a resource itself. */
export async function loadResourceRight(reader: Reader, personId: PersonId, origin: Origin): Promise<ResourceRight> {
  const roles = await loadRoles(reader, personId);
  return {
    isGovernanceAdministrator: may({ roles }, "manageDirectory"),
    isOwner: await ownsResource(reader, personId, origin),
  };
}

/** CAT-39: whether the catalog has it already. */
export async function isInCatalog(
  reader: Reader,
  catalogId: CatalogId,
  { originSystem, originId }: Origin,
): Promise<boolean> {
  const isThere = and(
    eq(resources.catalogId, catalogId),
    eq(resources.originSystem, originSystem),
    eq(resources.originId, originId),
    isNull(resources.deletedAt),
  );
  return (await reader.$count(resources, isThere)) > 0;
}

/** A resource of the catalog; null where it has none by that id, or none any more. */
export async function loadCatalogResource(
  reader: Reader,
  catalogId: CatalogId,
  id: ResourceId,
): Promise<CatalogResource | null> {
  const { displayName, originSystem, originId } = resources;
  const [row] = await reader
    .select({ id: resources.id, displayName, originSystem, originId })
    .from(resources)
    .where(and(eq(resources.id, id), eq(resources.catalogId, catalogId), isNull(resources.deletedAt)));
  return row ?? null;
}

/** CAT-40: the packages that give a role of this resource, by name. */
export async function loadPackagesUsing(reader: Reader, id: ResourceId): Promise<string[]> {
  const rows = await reader
    .selectDistinct({ displayName: accessPackages.displayName })
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(accessPackages, eq(accessPackages.id, packageResourceRoles.packageId))
    .where(and(eq(resourceRoles.resourceId, id), isNull(accessPackages.deletedAt)))
    .orderBy(asc(accessPackages.displayName));
  return rows.map((row) => row.displayName);
}
