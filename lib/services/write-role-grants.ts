import { and, eq, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupMembers, packageResourceRoles, resourceRoles, resources, roleGrants } from "@/db/schema";
import { type RoleStep, roleStepsTo } from "@/lib/engine/assignment/role-sync";
import type { AccessPackageId, AssignmentId, PersonId } from "@/lib/engine/ids";
import { lockPackageForReading } from "./locks";

/** An assignment as its roles know it. */
export type RoleHolder = {
  readonly assignmentId: AssignmentId;
  readonly packageId: AccessPackageId;
  readonly targetId: PersonId;
};

/** To be worked on from this instant on, with all its retries. */
const due = (at: Date) => ({ attempts: 0, firstAttemptAt: null, nextAttemptAt: at, problem: null });
const dueGrant = (at: Date) => ({ ...due(at), state: "pendingGrant" }) as const;

/** ASN-28: what the roles of an assignment need to be those its package gives now; nobody changes the package meanwhile. */
export async function loadRoleSteps(tx: Transaction, holder: RoleHolder): Promise<readonly RoleStep[]> {
  await lockPackageForReading(tx, holder.packageId);
  const given = await tx
    .select({ id: packageResourceRoles.resourceRoleId })
    .from(packageResourceRoles)
    .where(eq(packageResourceRoles.packageId, holder.packageId));
  const held = await tx
    .select({ resourceRoleId: roleGrants.resourceRoleId, state: roleGrants.state, attempts: roleGrants.attempts })
    .from(roleGrants)
    .where(eq(roleGrants.assignmentId, holder.assignmentId));
  return roleStepsTo(
    given.map((role) => role.id),
    held,
  );
}

/** ASN-28: makes the roles of an assignment those its package gives now, as work that is due. Gives back whether there was any. */
export async function takeUpRoles(tx: Transaction, holder: RoleHolder, at: Date): Promise<boolean> {
  const steps = await loadRoleSteps(tx, holder);
  for (const step of steps) await writeStep(tx, holder, step, at);
  return steps.length > 0;
}

async function writeStep(
  tx: Transaction,
  { assignmentId, targetId: personId }: RoleHolder,
  { resourceRoleId, step }: RoleStep,
  at: Date,
) {
  const change = {
    grant: dueGrant(at),
    keep: { state: "granted", nextAttemptAt: null, problem: null },
    takeBack: { ...due(at), state: "pendingRevoke" },
    giveUp: { state: "revoked", revokedAt: at, nextAttemptAt: null, problem: null },
  } as const;
  if (step === "grant") {
    await tx
      .insert(roleGrants)
      .values({ assignmentId, resourceRoleId, personId, ...dueGrant(at) })
      .onConflictDoUpdate({ target: [roleGrants.assignmentId, roleGrants.resourceRoleId], set: dueGrant(at) });
  } else {
    await tx
      .update(roleGrants)
      .set(change[step])
      .where(and(eq(roleGrants.assignmentId, assignmentId), eq(roleGrants.resourceRoleId, resourceRoleId)));
  }
}

/** ASN-4: what was granted is to be taken back, what was not never will be. */
export async function endRoles(tx: Transaction, assignmentId: AssignmentId, at: Date) {
  await tx
    .update(roleGrants)
    .set({ ...due(at), state: "pendingRevoke" })
    .where(and(eq(roleGrants.assignmentId, assignmentId), eq(roleGrants.state, "granted")));
  await tx
    .update(roleGrants)
    .set({ state: "grantFailed", nextAttemptAt: null })
    .where(and(eq(roleGrants.assignmentId, assignmentId), eq(roleGrants.state, "pendingGrant")));
}

/** REQ-65: what failed is due again; what was granted stays. */
export async function retryFailedRoles(tx: Transaction, holder: RoleHolder, at: Date) {
  await takeUpRoles(tx, holder, at);
  await tx
    .update(roleGrants)
    .set(dueGrant(at))
    .where(and(eq(roleGrants.assignmentId, holder.assignmentId), eq(roleGrants.state, "grantFailed")));
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
export async function retryMissingRoles(tx: Transaction, holder: RoleHolder, at: Date) {
  await takeUpRoles(tx, holder, at);
  await tx
    .update(roleGrants)
    .set(dueGrant(at))
    .where(
      and(
        eq(roleGrants.assignmentId, holder.assignmentId),
        or(eq(roleGrants.state, "grantFailed"), and(eq(roleGrants.state, "granted"), isMembershipGone)),
      ),
    );
}
