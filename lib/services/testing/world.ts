import type { Database } from "@/db/client";
import {
  accessPackages,
  assignmentPolicies,
  catalogs,
  type GroupRole,
  groupClosure,
  groupMembers,
  groupNestings,
  groups,
  incompatibleGroups,
  incompatiblePackages,
  packageResourceRoles,
  people,
  personSponsors,
  policyTargets,
  resourceRoles,
  resources,
  roleAssignments,
  tenantSettings,
} from "@/db/schema";
import type { RoleName } from "@/db/schema/enums";
import { type Account, type Person, serviceAddress } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, GroupId, PersonId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import type { SettingName, TenantSettings } from "@/lib/engine/settings";
import { policy } from "@/lib/engine/testing/facts";
import { newId } from "@/lib/platform/ids";

/** Everything in a test's world is older than its story. */
const before = new Date("2025-01-01T00:00:00Z");
const makeId = <Of extends string>(): Of => newId(before) as Of;

/** People as the engine's cast describes them; managers and sponsors have to be among them or there already. */
export async function insertPeople(db: Database, ...cast: readonly Person[]): Promise<void> {
  await db.insert(people).values(
    cast.map(({ id, displayName, kind, isEnabled, managerId }) => ({
      id,
      displayName,
      email: `${id}@example.test`,
      userPrincipalName: `${id}@example.test`,
      kind,
      isEnabled,
      managerId,
      createdAt: before,
    })),
  );
  const sponsors = cast.flatMap(({ id, sponsorIds }) => sponsorIds.map((sponsorId) => ({ personId: id, sponsorId })));
  if (sponsors.length > 0) await db.insert(personSponsors).values(sponsors);
}

/** A service as the portal adds it. */
export async function insertService(db: Database, { id, displayName, isEnabled }: Account): Promise<void> {
  const [email, userPrincipalName] = [serviceAddress(id), serviceAddress(id)];
  const row = { id, displayName, email, userPrincipalName, isEnabled, createdAt: before };
  await db.insert(people).values({ ...row, kind: "service" });
}

/** Somebody without manager whose name is all that matters. */
export const somebody = (displayName: string): Person => ({
  id: makeId<PersonId>(),
  displayName,
  kind: "member",
  isEnabled: true,
  managerId: null,
  sponsorIds: [],
});

/** A group with its members; `inside` names the groups it is directly in, whose own nesting has to be there already. */
export async function insertGroup(
  db: Database,
  id: GroupId,
  parts: { readonly name?: string; readonly members?: readonly Person[]; readonly inside?: readonly GroupId[] } = {},
): Promise<void> {
  await db.insert(groups).values({ id, displayName: parts.name ?? `Group ${id}`, description: "", createdAt: before });
  await db.insert(groupClosure).values({ ancestorId: id, descendantId: id });
  for (const parentId of parts.inside ?? []) {
    await db.insert(groupNestings).values({ parentId, childId: id });
    const closure = await db.select().from(groupClosure);
    const above = closure.filter((row) => row.descendantId === parentId).map((row) => row.ancestorId);
    await db.insert(groupClosure).values(above.map((ancestorId) => ({ ancestorId, descendantId: id })));
  }
  for (const member of parts.members ?? []) await joinGroup(db, id, member);
}

export async function joinGroup(db: Database, groupId: GroupId, who: Person, role: GroupRole = "member") {
  await db.insert(groupMembers).values({ groupId, personId: who.id, role, since: before });
}

export async function insertCatalog(
  db: Database,
  parts: { readonly name?: string; readonly isPublished?: boolean; readonly isExternallyVisible?: boolean } = {},
): Promise<CatalogId> {
  const id = makeId<CatalogId>();
  await db.insert(catalogs).values({
    id,
    displayName: parts.name ?? `Catalog ${id}`,
    description: "",
    state: (parts.isPublished ?? true) ? "published" : "unpublished",
    isExternallyVisible: parts.isExternallyVisible ?? true,
    catalogType: "userManaged",
    createdAt: before,
    modifiedAt: before,
  });
  return id;
}

/** A group placed in a catalog; its two roles are membership and ownership (RES-4). */
export async function insertGroupResource(
  db: Database,
  catalogId: CatalogId,
  groupId: GroupId,
  names: Readonly<Record<GroupRole, string>> = { member: "Member", owner: "Owner" },
): Promise<Record<GroupRole, ResourceRoleId>> {
  const id = makeId<ResourceId>();
  await db.insert(resources).values({
    id,
    catalogId,
    originSystem: "AadGroup",
    originId: groupId,
    groupId,
    displayName: "Ledger group",
    description: "",
  });
  const roles = { member: makeId<ResourceRoleId>(), owner: makeId<ResourceRoleId>() };
  await db.insert(resourceRoles).values([
    { id: roles.member, resourceId: id, displayName: names.member, groupRole: "member" },
    { id: roles.owner, resourceId: id, displayName: names.owner, groupRole: "owner" },
  ]);
  return roles;
}

/** An application with one role. */
export async function insertApplicationRole(
  db: Database,
  catalogId: CatalogId,
  application: string,
  role = "User",
): Promise<ResourceRoleId> {
  const resourceId = makeId<ResourceId>();
  await db.insert(resources).values({
    id: resourceId,
    catalogId,
    originSystem: "AadApplication",
    originId: application,
    displayName: application,
    description: "",
  });
  const id = makeId<ResourceRoleId>();
  await db.insert(resourceRoles).values({ id, resourceId, displayName: role });
  return id;
}

/** A package in a catalog of its own unless one is named, with one policy for all members unless others are given. */
export async function insertPackage(
  db: Database,
  id: AccessPackageId,
  parts: {
    readonly name?: string;
    readonly catalogId?: CatalogId;
    readonly isHidden?: boolean;
    readonly roles?: readonly ResourceRoleId[];
    readonly policies?: readonly AssignmentPolicy[];
  } = {},
): Promise<void> {
  await db.insert(accessPackages).values({
    id,
    catalogId: parts.catalogId ?? (await insertCatalog(db)),
    displayName: parts.name ?? `Package ${id}`,
    description: "",
    isHidden: parts.isHidden ?? false,
    createdAt: before,
    modifiedAt: before,
  });
  const roles = parts.roles ?? [];
  if (roles.length > 0) {
    await db.insert(packageResourceRoles).values(roles.map((resourceRoleId) => ({ packageId: id, resourceRoleId })));
  }
  for (const each of parts.policies ?? [policy({ policyId: makeId() })]) await insertPolicy(db, id, each);
}

export async function insertPolicy(db: Database, packageId: AccessPackageId, terms: AssignmentPolicy): Promise<void> {
  const { policyId, specificAllowedTargets, ...columns } = terms;
  await db.insert(assignmentPolicies).values({
    ...columns,
    id: policyId,
    packageId,
    enableTargetsToSelfAddAccess: terms.requestorSettings.enableTargetsToSelfAddAccess,
    createdAt: before,
    modifiedAt: before,
  });
  for (const target of specificAllowedTargets) {
    await db.insert(policyTargets).values({
      id: makeId(),
      policyId,
      personId: target.kind === "singleUser" ? target.userId : null,
      groupId: target.kind === "groupMembers" ? target.groupId : null,
    });
  }
}

/** SOD-2: whoever holds `held` cannot get `wanted`; one direction only. */
export async function forbid(db: Database, wanted: AccessPackageId, held: AccessPackageId): Promise<void> {
  await db.insert(incompatiblePackages).values({ packageId: wanted, incompatiblePackageId: held });
}

/** SOD-8: whoever is in the group cannot get the package. */
export async function forbidGroup(db: Database, wanted: AccessPackageId, groupId: GroupId): Promise<void> {
  await db.insert(incompatibleGroups).values({ packageId: wanted, groupId });
}

/** Gives somebody an administrative role, in one catalog or everywhere. */
export async function appoint(
  db: Database,
  who: Pick<Account, "id">,
  role: RoleName,
  catalogId: CatalogId | null = null,
) {
  await db.insert(roleAssignments).values({ id: makeId(), role, catalogId, personId: who.id, createdAt: before });
}

export const appointGovernanceAdministrator = (db: Database, who: Person): Promise<void> =>
  appoint(db, who, "governanceAdministrator");

/** What is set for the whole organization from now on. */
export async function changeSettings(db: Database, settings: Partial<TenantSettings>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    const row = { name: name as SettingName, value, changedAt: before };
    await db.insert(tenantSettings).values(row).onConflictDoUpdate({ target: tenantSettings.name, set: row });
  }
}
