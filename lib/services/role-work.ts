import { and, asc, eq, lte, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupMembers, requests, resourceRoles, resources, roleGrants } from "@/db/schema";
import type { RoleGrantState } from "@/lib/engine/assignment/assignment";
import { mayBeTakenBack } from "@/lib/engine/assignment/role-sync";
import type { AssignmentId, RequestId, ResourceRoleId } from "@/lib/engine/ids";
import type { Reader } from "@/lib/facts/reader";
import type { RoleOrder } from "./connectors";

/** The roles of a request's assignment that wait in this state and are due, in the order of their names. */
export async function dueRoles(
  reader: Reader,
  requestId: RequestId,
  state: RoleGrantState,
  now: Date,
): Promise<ResourceRoleId[]> {
  const rows = await reader
    .select({ id: roleGrants.resourceRoleId })
    .from(requests)
    .innerJoin(roleGrants, eq(roleGrants.assignmentId, requests.assignmentId))
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .where(and(eq(requests.id, requestId), eq(roleGrants.state, state), lte(roleGrants.nextAttemptAt, now)))
    .orderBy(asc(resourceRoles.displayName), asc(resourceRoles.id));
  return rows.map((row) => row.id);
}

/** RES-40: the roles of a request's assignment that its package lost, that are due, and whose place nothing is still to take. */
export async function replaceableRoles(reader: Reader, requestId: RequestId, now: Date): Promise<ResourceRoleId[]> {
  const due = await dueRoles(reader, requestId, "pendingRevoke", now);
  if (due.length === 0) return [];
  const roles = await reader
    .select({
      resourceRoleId: roleGrants.resourceRoleId,
      resourceId: resourceRoles.resourceId,
      state: roleGrants.state,
    })
    .from(requests)
    .innerJoin(roleGrants, eq(roleGrants.assignmentId, requests.assignmentId))
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .where(eq(requests.id, requestId));
  const free = new Set(mayBeTakenBack(roles));
  return due.filter((id) => free.has(id));
}

/** One role of an assignment with where it leads. */
export type RoleWork = Awaited<ReturnType<typeof lockRole>> & {};

/** One role of an assignment, locked; null where it no longer waits in this state or is not due. */
export async function lockRole(
  tx: Transaction,
  assignmentId: AssignmentId,
  resourceRoleId: ResourceRoleId,
  state: RoleGrantState,
  now: Date,
) {
  const [role] = await tx
    .select({
      assignmentId: roleGrants.assignmentId,
      resourceRoleId: roleGrants.resourceRoleId,
      personId: roleGrants.personId,
      attempts: roleGrants.attempts,
      firstAttemptAt: roleGrants.firstAttemptAt,
      groupRole: resourceRoles.groupRole,
      roleName: resourceRoles.displayName,
      resourceName: resources.displayName,
      originSystem: resources.originSystem,
      originId: resources.originId,
      groupId: resources.groupId,
    })
    .from(roleGrants)
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(
      and(
        eq(roleGrants.assignmentId, assignmentId),
        eq(roleGrants.resourceRoleId, resourceRoleId),
        eq(roleGrants.state, state),
        lte(roleGrants.nextAttemptAt, now),
      ),
    )
    .for("update", { of: roleGrants });
  return role ?? null;
}

/** How a role is called in the timeline. */
export const roleLabel = (role: RoleWork): string => `${role.resourceName} – ${role.roleName}`;

export const roleOrder = (role: RoleWork, at: Date): RoleOrder => ({
  personId: role.personId,
  originId: role.originId,
  groupId: role.groupId,
  groupRole: role.groupRole,
  at,
});

export async function setRole(
  tx: Transaction,
  role: Pick<RoleWork, "assignmentId" | "resourceRoleId">,
  values: Partial<typeof roleGrants.$inferInsert>,
) {
  await tx
    .update(roleGrants)
    .set(values)
    .where(and(eq(roleGrants.assignmentId, role.assignmentId), eq(roleGrants.resourceRoleId, role.resourceRoleId)));
}

export const roleStates = (tx: Transaction, assignmentId: AssignmentId) =>
  tx
    .select({ state: roleGrants.state, nextAttemptAt: roleGrants.nextAttemptAt })
    .from(roleGrants)
    .where(eq(roleGrants.assignmentId, assignmentId));

/** ASN-31: whether the person is in the group of a role, and no access here is what put them there. */
export async function isHeldOnTheirOwn(tx: Transaction, { personId, groupId, groupRole }: RoleWork): Promise<boolean> {
  if (!groupId || !groupRole) return false;
  const { rows } = await tx.execute<{ found: boolean }>(sql`
    select exists (select 1 from ${groupMembers} where ${groupMembers.groupId} = ${groupId}
        and ${groupMembers.personId} = ${personId} and ${groupMembers.role} = ${groupRole})
      and not exists (select 1 from ${roleGrants}
        join ${resourceRoles} on ${resourceRoles.id} = ${roleGrants.resourceRoleId}
        join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
        where ${roleGrants.personId} = ${personId} and ${roleGrants.state} in ('granted', 'pendingRevoke')
          and ${resources.groupId} = ${groupId} and ${resourceRoles.groupRole} = ${groupRole}) as found`);
  return rows[0]?.found ?? false;
}

/**
 * ASN-30, RES-30: whether other access gives this person the same role of the same thing, in any catalog. For a group
 * the kind of membership is the role, whatever a catalog calls it. A delivery still to come does not count: it may fail,
 * and gives the role anew where it does not.
 */
export async function isGrantedOtherwise(tx: Transaction, role: RoleWork): Promise<boolean> {
  const rows = await tx
    .select({ one: sql`1` })
    .from(roleGrants)
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(
      and(
        eq(roleGrants.personId, role.personId),
        ne(roleGrants.assignmentId, role.assignmentId),
        eq(roleGrants.state, "granted"),
        eq(resources.originSystem, role.originSystem),
        eq(resources.originId, role.originId),
        role.groupRole ? eq(resourceRoles.groupRole, role.groupRole) : eq(resourceRoles.displayName, role.roleName),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
