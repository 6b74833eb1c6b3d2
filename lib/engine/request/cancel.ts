import type { PersonId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import { isDue } from "@/lib/engine/time";
import type { Decision, RequestEvent } from "./events";
import type { Refusal } from "./refusals";
import type { AssignmentRequest } from "./request";
import { intentOf, isOpen, stateAfter } from "./states";

/** Whether the request can be withdrawn from the state it is in; a start whose instant has come is no longer ahead. */
function mayBeCanceled(request: AssignmentRequest, now: Date): boolean {
  const isStarted = request.state === "scheduled" && isDue(request.startAt, now);
  return stateAfter(request.state, "cancel") !== null && !isStarted;
}

/** REQ-34, REQ-37, REQ-53, WHO-43: the requestor or the target withdraws what nobody has delivered yet. */
export function decideCancellation(
  request: AssignmentRequest,
  by: PersonId,
  reason: string | null,
  now: Date,
): Result<Decision, Refusal> {
  if (by !== request.requestorId && by !== request.targetId) return err({ code: "requestNotFound" });
  // What failed is for administrators to clear up (REQ-54).
  if (!isOpen(request.state)) return err({ code: "cancelNotAllowed", state: request.state });
  return decideAdminCancellation(request, by, reason, now);
}

/** REQ-54, REQ-56: an administrator withdraws what is not delivered, or failed; while it is delivered, nobody does. */
export function decideAdminCancellation(
  request: AssignmentRequest,
  by: PersonId,
  reason: string | null,
  now: Date,
): Result<Decision, Refusal> {
  if (!mayBeCanceled(request, now)) return err({ code: "cancelNotAllowed", state: request.state });
  return ok({ events: [{ kind: "requestCanceled", at: now, by, reason }] });
}

/** REQ-57: whoever leaves takes nothing new with them; no events where nothing waits. */
export const decideLeaverCancellation = (request: AssignmentRequest, now: Date): Decision => ({
  events:
    isOpen(request.state) && mayBeCanceled(request, now)
      ? [{ kind: "requestCanceled", at: now, by: null, reason: "the person has left" }]
      : [],
});

/** REQ-77: the words and the instant with which an update goes when its access does. */
export const closedWithAccess = (at: Date): RequestEvent => ({
  kind: "requestCanceled",
  at,
  by: null,
  reason: "assignment ended",
});

/** REQ-77, ASN-46: an update that still waits is closed with the access it was for; no events for any other request. */
export const decideClosureWithAccess = (request: AssignmentRequest, at: Date): Decision => ({
  events:
    intentOf(request.type) === "update" && isOpen(request.state) && mayBeCanceled(request, at)
      ? [closedWithAccess(at)]
      : [],
});
