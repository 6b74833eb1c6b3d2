import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assignments } from "@/db/schema";
import { assignmentStateAfter } from "@/lib/engine/assignment/delivery";
import { invariant } from "@/lib/engine/invariant";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import { endRoles, retryFailedRoles, retryMissingRoles, takeUpRoles } from "./write-role-grants";

type DeliveryStarted = Extract<RequestEvent, { kind: "deliveryStarted" }>;

/** The assignment a delivery begins with. */
export const assignmentRow = (request: AssignmentRequest, event: DeliveryStarted) => ({
  id: event.assignmentId,
  packageId: request.packageId,
  policyId: request.snapshot.policyId,
  targetId: request.targetId,
  state: "delivering" as const,
  policySnapshot: request.snapshot,
  startAt: event.period.startAt,
  endAt: event.period.endAt,
  isExtended: false,
  version: 1,
});

/** Makes the assignment a delivery begins with, and what there is to grant. */
async function beginAssignment(tx: Transaction, request: AssignmentRequest, event: DeliveryStarted) {
  await tx.insert(assignments).values(assignmentRow(request, event));
  await takeUpRoles(tx, request, event.at);
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
  await endRoles(tx, event.assignmentId, event.at);
}

/** REQ-42, ASN-33: access is delivered again, unless it has ended. */
async function beginAgain(tx: Transaction, { assignmentId }: AssignmentRequest) {
  await tx
    .update(assignments)
    .set({ state: "delivering", version: sql`${assignments.version} + 1` })
    .where(and(eq(assignments.id, assignmentId), ne(assignments.state, "expired")));
}

/** REQ-10: what the package gives now is due (ASN-28, the access stays as it is: ASN-29), or what is missing (ASN-33). */
async function deliverAgain(tx: Transaction, request: AssignmentRequest, event: DeliveryStarted) {
  if (event.isRoleChange) {
    await takeUpRoles(tx, request, event.at);
  } else {
    await beginAgain(tx, request);
    await retryMissingRoles(tx, request, event.at);
  }
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
      if (request.type === "systemUpdate") await deliverAgain(tx, request, event);
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
      await beginAgain(tx, request);
      await retryFailedRoles(tx, request, event.at);
      return;
    case "deliveryFinished":
      await finishDelivery(tx, request, event);
      return;
    default:
      return;
  }
}
