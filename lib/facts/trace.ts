import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  accessPackages,
  assignments,
  delegations,
  groupClosure,
  groupMembers,
  incompatiblePackages,
  packageResourceRoles,
  people,
  resourceRoles,
  resources,
  roleGrants,
} from "@/db/schema";
import type { NamedPerson } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { Delegates } from "@/lib/engine/trace/stage-trace";
import type { RoleHeld, TraceFacts } from "@/lib/engine/trace/trace";
import type { Reader } from "./reader";
import { loadSubmissionFacts, type SubmissionKind } from "./submission";

/** APP-80, APP-88, APP-91: who decides in place of these people at this moment, named or as a member of a named group. */
export async function loadDelegates(reader: Reader, delegatorIds: readonly PersonId[], now: Date): Promise<Delegates> {
  const found = new Map<PersonId, NamedPerson[]>();
  if (delegatorIds.length === 0) return found;
  // From each delegation to those it names, so that nobody else is looked at.
  const delegates = sql`lateral (
    select ${delegations.delegateId} as id
    union
    select ${groupMembers.personId} from ${groupClosure}
    join ${groupMembers} on ${groupMembers.groupId} = ${groupClosure.descendantId} and ${groupMembers.role} = 'member'
    where ${groupClosure.ancestorId} = ${delegations.delegateGroupId}) as delegate`;
  const rows = await reader
    .select({ delegatorId: delegations.delegatorId, personId: people.id, displayName: people.displayName })
    .from(delegations)
    .innerJoin(delegates, sql`true`)
    .innerJoin(people, sql`${people.id} = delegate.id`)
    .where(
      and(
        inArray(delegations.delegatorId, [...delegatorIds]),
        lte(delegations.startAt, now),
        or(isNull(delegations.endAt), gt(delegations.endAt, now)),
        ne(people.id, delegations.delegatorId),
        people.isEnabled,
      ),
    )
    .orderBy(asc(people.displayName), asc(people.id));
  for (const { delegatorId, ...person } of rows) found.set(delegatorId, [...(found.get(delegatorId) ?? []), person]);
  return found;
}

/** SOD-3 read backwards: the packages that declare this one incompatible, by name. */
export const loadIncompatibleWith = (reader: Reader, packageId: AccessPackageId) =>
  reader
    .select({ id: accessPackages.id, displayName: accessPackages.displayName })
    .from(incompatiblePackages)
    .innerJoin(accessPackages, eq(accessPackages.id, incompatiblePackages.packageId))
    .where(eq(incompatiblePackages.incompatiblePackageId, packageId))
    .orderBy(asc(accessPackages.displayName));

/** Which roles of a package a person has already, and through which other packages (RES-30: the same role of the same thing). */
async function loadRolesHeld(reader: Reader, personId: PersonId, packageId: AccessPackageId): Promise<RoleHeld[]> {
  const held = alias(resourceRoles, "held_role");
  const heldResource = alias(resources, "held_resource");
  const rows = await reader
    .selectDistinct({
      resource: resources.displayName,
      role: resourceRoles.displayName,
      through: accessPackages.displayName,
    })
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .innerJoin(
      heldResource,
      and(eq(heldResource.originSystem, resources.originSystem), eq(heldResource.originId, resources.originId)),
    )
    .innerJoin(
      held,
      and(
        eq(held.resourceId, heldResource.id),
        or(
          eq(held.groupRole, resourceRoles.groupRole),
          and(isNull(resourceRoles.groupRole), eq(held.displayName, resourceRoles.displayName)),
        ),
      ),
    )
    .innerJoin(
      roleGrants,
      and(eq(roleGrants.resourceRoleId, held.id), eq(roleGrants.personId, personId), eq(roleGrants.state, "granted")),
    )
    .innerJoin(assignments, eq(assignments.id, roleGrants.assignmentId))
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(eq(packageResourceRoles.packageId, packageId))
    .orderBy(asc(resources.displayName), asc(resourceRoles.displayName), asc(accessPackages.displayName));
  const roles = new Map<string, string[]>();
  for (const { resource, role, through } of rows) {
    const name = `${resource} – ${role}`;
    roles.set(name, [...(roles.get(name) ?? []), through]);
  }
  return [...roles].map(([role, through]) => ({ role, through }));
}

/** What an explanation of a submission looks at; null where requestor or target do not exist. */
export async function loadTraceFacts(
  reader: Reader,
  requestorId: PersonId,
  packageId: AccessPackageId,
  now: Date,
  kind: SubmissionKind = {},
): Promise<TraceFacts | null> {
  const submission = await loadSubmissionFacts(reader, requestorId, packageId, kind);
  if (!submission) return null;
  const { settings, directory, target } = submission;
  const approvers = settings.allowApprovalDelegation ? [...directory.people.keys()] : [];
  return {
    submission,
    delegates: await loadDelegates(reader, approvers, now),
    incompatibleWith: await loadIncompatibleWith(reader, packageId),
    roles: await loadRolesHeld(reader, target.id, packageId),
  };
}
