import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupMembers, packageResourceRoles, resourceRoles, resources, roleGrants } from "@/db/schema";
import type { AssignmentId, ResourceRoleId } from "@/lib/engine/ids";
import type { AssignmentRequest } from "@/lib/engine/request/request";

/** A role to be worked on from this instant on, with all its retries. */
const due = (at: Date) =>
  ({ state: "pendingGrant", attempts: 0, firstAttemptAt: null, nextAttemptAt: at, problem: null }) as const;

/** Makes a role due for every role of the package that has no row yet. Gives back the package's roles. */
export async function beginRoles(tx: Transaction, request: AssignmentRequest, at: Date): Promise<ResourceRoleId[]> {
  const { assignmentId, packageId, targetId: personId } = request;
  const roles = await tx
    .select({ resourceRoleId: packageResourceRoles.resourceRoleId })
    .from(packageResourceRoles)
    .where(eq(packageResourceRoles.packageId, packageId));
  if (roles.length > 0) {
    const rows = roles.map((role) => ({ ...role, assignmentId, personId, ...due(at) }));
    await tx.insert(roleGrants).values(rows).onConflictDoNothing();
  }
  return roles.map((role) => role.resourceRoleId);
}

/** ASN-4: what was granted is to be taken back, what was not never will be. */
export async function endRoles(tx: Transaction, assignmentId: AssignmentId, at: Date) {
  await tx
    .update(roleGrants)
    .set({ state: "pendingRevoke", attempts: 0, firstAttemptAt: null, nextAttemptAt: at, problem: null })
    .where(and(eq(roleGrants.assignmentId, assignmentId), eq(roleGrants.state, "granted")));
  await tx
    .update(roleGrants)
    .set({ state: "grantFailed", nextAttemptAt: null })
    .where(and(eq(roleGrants.assignmentId, assignmentId), eq(roleGrants.state, "pendingGrant")));
}

/** REQ-65: what failed is due again; what was granted stays. */
export async function retryFailedRoles(tx: Transaction, assignmentId: AssignmentId, at: Date) {
  await tx
    .update(roleGrants)
    .set(due(at))
    .where(and(eq(roleGrants.assignmentId, assignmentId), eq(roleGrants.state, "grantFailed")));
}

/** SQL: the role is a membership of a group, and the person is not in it. */
const isMembershipGone = sql`exists (select 1 from ${resourceRoles}
  join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
  where ${resourceRoles.id} = ${roleGrants.resourceRoleId} and ${resources.groupId} is not null
    and ${resourceRoles.groupRole} is not null and not exists (select 1 from ${groupMembers}
      where ${groupMembers.groupId} = ${resources.groupId} and ${groupMembers.personId} = ${roleGrants.personId}
        and ${groupMembers.role} = ${resourceRoles.groupRole}))`;

/**
 * ASN-33: every role of the package that the person does not have through this access is due again: one that never came
 * or was taken away, and a membership that is gone from its group.
 */
export async function retryMissingRoles(tx: Transaction, request: AssignmentRequest, at: Date) {
  const roleIds = await beginRoles(tx, request, at);
  await tx
    .update(roleGrants)
    .set(due(at))
    .where(
      and(
        eq(roleGrants.assignmentId, request.assignmentId),
        inArray(roleGrants.resourceRoleId, roleIds),
        or(
          inArray(roleGrants.state, ["grantFailed", "revoked"]),
          and(eq(roleGrants.state, "granted"), isMembershipGone),
        ),
      ),
    );
}
