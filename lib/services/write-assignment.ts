import { and, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assignments, groupMembers, packageResourceRoles, resourceRoles, resources, roleGrants } from "@/db/schema";
import { assignmentStateAfter } from "@/lib/engine/assignment/delivery";
import { invariant } from "@/lib/engine/invariant";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";

/** Makes the assignment a delivery begins with, and a role grant to be worked on for every role of the package. */
async function beginAssignment(
  tx: Transaction,
  request: AssignmentRequest,
  event: Extract<RequestEvent, { kind: "deliveryStarted" }>,
) {
  await tx.insert(assignments).values({
    id: event.assignmentId,
    packageId: request.packageId,
    policyId: request.snapshot.policyId,
    targetId: request.targetId,
    state: "delivering",
    policySnapshot: request.snapshot,
    startAt: event.period.startAt,
    endAt: event.period.endAt,
    isExtended: false,
    version: 1,
  });
  const roles = await tx
    .select({ resourceRoleId: packageResourceRoles.resourceRoleId })
    .from(packageResourceRoles)
    .where(eq(packageResourceRoles.packageId, request.packageId));
  if (roles.length === 0) return;
  await tx.insert(roleGrants).values(
    roles.map(({ resourceRoleId }) => ({
      assignmentId: event.assignmentId,
      resourceRoleId,
      personId: request.targetId,
      state: "pendingGrant" as const,
      attempts: 0,
      nextAttemptAt: event.at,
    })),
  );
}

/** ASN-4, ASN-13: access is over from this instant; what was granted is to be taken back, what was not never will be. */
async function endAssignment(tx: Transaction, event: Extract<RequestEvent, { kind: "assignmentEnded" }>) {
  const ended = await tx
    .update(assignments)
    .set({ state: "expired", expiredAt: event.at, endReason: event.reason, version: sql`${assignments.version} + 1` })
    .where(
      and(
        eq(assignments.id, event.assignmentId),
        inArray(assignments.state, ["delivering", "delivered", "partiallyDelivered"]),
      ),
    )
    .returning({ id: assignments.id });
  invariant(ended.length === 1, "ASN-2 only access that is there can end");
  await tx
    .update(roleGrants)
    .set({ state: "pendingRevoke", attempts: 0, firstAttemptAt: null, nextAttemptAt: event.at, problem: null })
    .where(and(eq(roleGrants.assignmentId, event.assignmentId), eq(roleGrants.state, "granted")));
  await tx
    .update(roleGrants)
    .set({ state: "grantFailed", nextAttemptAt: null })
    .where(and(eq(roleGrants.assignmentId, event.assignmentId), eq(roleGrants.state, "pendingGrant")));
}

/** REQ-65: what failed is due again, with all its retries; what was granted stays. */
async function retryFailedRoles(tx: Transaction, request: AssignmentRequest, at: Date) {
  await tx
    .update(assignments)
    .set({ state: "delivering", version: sql`${assignments.version} + 1` })
    .where(and(eq(assignments.id, request.assignmentId), ne(assignments.state, "expired")));
  await tx
    .update(roleGrants)
    .set(dueAgain(at))
    .where(and(eq(roleGrants.assignmentId, request.assignmentId), eq(roleGrants.state, "grantFailed")));
}

const dueAgain = (at: Date) =>
  ({ state: "pendingGrant", attempts: 0, firstAttemptAt: null, nextAttemptAt: at, problem: null }) as const;

/**
 * ASN-33: every role of the package that the person does not have through this access is due again: one that never came
 * or was taken away, and a membership that is gone from its group (ASN-32).
 */
async function retryMissingRoles(tx: Transaction, request: AssignmentRequest, at: Date) {
  const { assignmentId, packageId, targetId } = request;
  await tx
    .update(assignments)
    .set({ state: "delivering", version: sql`${assignments.version} + 1` })
    .where(eq(assignments.id, assignmentId));
  const roles = await tx
    .select({ resourceRoleId: packageResourceRoles.resourceRoleId })
    .from(packageResourceRoles)
    .where(eq(packageResourceRoles.packageId, packageId));
  const roleIds = roles.map((role) => role.resourceRoleId);
  if (roleIds.length === 0) return;
  await tx
    .insert(roleGrants)
    .values(roleIds.map((resourceRoleId) => ({ assignmentId, resourceRoleId, personId: targetId, ...dueAgain(at) })))
    .onConflictDoNothing();
  const isGone = sql`exists (select 1 from ${resourceRoles}
    join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
    where ${resourceRoles.id} = ${roleGrants.resourceRoleId} and ${resources.groupId} is not null
      and ${resourceRoles.groupRole} is not null and not exists (select 1 from ${groupMembers}
        where ${groupMembers.groupId} = ${resources.groupId} and ${groupMembers.personId} = ${roleGrants.personId}
          and ${groupMembers.role} = ${resourceRoles.groupRole}))`;
  await tx
    .update(roleGrants)
    .set(dueAgain(at))
    .where(
      and(
        eq(roleGrants.assignmentId, assignmentId),
        inArray(roleGrants.resourceRoleId, roleIds),
        or(inArray(roleGrants.state, ["grantFailed", "revoked"]), and(eq(roleGrants.state, "granted"), isGone)),
      ),
    );
}

/** ASN-25: the end moves in place; notices of the old end do not count for the new one (ASN-3). */
async function updateAssignment(tx: Transaction, event: Extract<RequestEvent, { kind: "assignmentUpdated" }>) {
  const { period, isExtended } = event;
  const endAt = period.endAt?.toISOString() ?? null;
  const updated = await tx
    .update(assignments)
    .set({
      ...period,
      ...(isExtended && { isExtended }),
      endNoticeDays: sql`case when ${assignments.endAt} is not distinct from ${endAt}::timestamptz
        then ${assignments.endNoticeDays} end`,
      version: sql`${assignments.version} + 1`,
    })
    .where(
      and(
        eq(assignments.id, event.assignmentId),
        inArray(assignments.state, ["delivering", "delivered", "partiallyDelivered"]),
      ),
    )
    .returning({ id: assignments.id });
  invariant(updated.length === 1, "ASN-17 only access that is there can be changed");
}

/** A delivery that settles after its access has ended does not bring it back. */
async function finishDelivery(
  tx: Transaction,
  request: AssignmentRequest,
  event: Extract<RequestEvent, { kind: "deliveryFinished" }>,
) {
  const intent = intentOf(request.type);
  const isUnchanged = intent === "update" && request.type !== "systemUpdate";
  if (isUnchanged) return;
  await tx
    .update(assignments)
    .set({
      version: sql`${assignments.version} + 1`,
      ...(intent === "remove" ? { deprovisionedAt: event.at } : { state: assignmentStateAfter(event.outcome) }),
    })
    .where(
      and(
        eq(assignments.id, request.assignmentId),
        eq(assignments.state, intent === "remove" ? "expired" : "delivering"),
      ),
    );
}

/** What an event does to the assignment of its request. */
export async function writeAssignment(tx: Transaction, request: AssignmentRequest, event: RequestEvent) {
  switch (event.kind) {
    case "deliveryStarted":
      if (intentOf(request.type) === "add") await beginAssignment(tx, request, event);
      if (request.type === "systemUpdate") await retryMissingRoles(tx, request, event.at);
      return;
    case "assignmentEnded":
      await endAssignment(tx, event);
      return;
    case "assignmentUpdated":
      await updateAssignment(tx, event);
      return;
    case "endAnnounced":
      await tx
        .update(assignments)
        .set({ endNoticeDays: event.days, version: sql`${assignments.version} + 1` })
        .where(eq(assignments.id, event.assignmentId));
      return;
    case "reprocessStarted":
      await retryFailedRoles(tx, request, event.at);
      return;
    case "deliveryFinished":
      await finishDelivery(tx, request, event);
      return;
    default:
      return;
  }
}
