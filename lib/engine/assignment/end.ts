import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import type { PolicySnapshot } from "@/lib/engine/policy/policy";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { isDue } from "@/lib/engine/time";
import { type AssignmentState, type EndReason, isActiveAt } from "./assignment";
import { type Change, submittedChange } from "./change";

/** An assignment with the terms it was granted under (WHO-54). */
export type AssignmentFacts = {
  readonly id: AssignmentId;
  readonly packageId: AccessPackageId;
  readonly targetId: PersonId;
  readonly state: AssignmentState;
  readonly startAt: Date;
  readonly endAt: Date | null;
  readonly snapshot: PolicySnapshot;
};

/** REQ-12: every end of access owns a request; it starts and delivers at the instant access stops. */
export function ending(assignment: AssignmentFacts, removal: Change, reason: EndReason): Decision {
  const { at } = removal;
  const period = { startAt: assignment.startAt, endAt: at };
  return {
    events: [
      submittedChange(assignment, removal),
      { kind: "deliveryStarted", at, assignmentId: assignment.id, period },
      { kind: "assignmentEnded", at, assignmentId: assignment.id, reason },
    ],
  };
}

/** ASN-40, ASN-45: the target gives access back; it ends at once and without approval. */
export function decideOwnRemoval(
  assignment: AssignmentFacts,
  by: PersonId,
  requestId: RequestId,
  now: Date,
): Result<Decision, Refusal> {
  if (by !== assignment.targetId) return err({ code: "requestNotFound" });
  if (!isActiveAt(assignment, now)) return err({ code: "alreadyRevokedOrEnded" });
  if (!assignment.snapshot.requestorSettings.enableTargetsToSelfRemoveAccess) return err({ code: "removeNotAllowed" });
  return ok(ending(assignment, { id: requestId, type: "userRemove", requestorId: by, at: now }, "removedByYou"));
}

/** ASN-35, REQ-11: the end has come. Recorded at the end instant itself, however late the sweep is. */
export function decideExpiry(
  assignment: AssignmentFacts,
  requestId: RequestId,
  now: Date,
): Result<Decision, { readonly code: "nothingDue" }> {
  const { endAt, state } = assignment;
  if (!endAt || state === "expired" || state === "deliveryFailed" || !isDue(endAt, now)) {
    return err({ code: "nothingDue" });
  }
  const removal: Change = { id: requestId, type: "systemRemove", requestorId: assignment.targetId, at: endAt };
  return ok(ending(assignment, removal, "expired"));
}
