import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { isActiveAt } from "./assignment";
import { submittedChange } from "./change";
import type { AssignmentFacts } from "./end";

/** ASN-33: why access cannot be delivered again; null where it can. */
export function repairRefusal(assignment: AssignmentFacts, now: Date): Refusal | null {
  const { state } = assignment;
  if (state === "delivering") return { code: "reprocessRetrying" };
  return state === "delivered" && isActiveAt(assignment, now) ? null : { code: "reprocessWrongState", state };
}

/** ASN-33, REQ-10: an administrator has delivered access delivered again; what is missing is granted anew. */
export function decideRepair(
  assignment: AssignmentFacts,
  by: PersonId,
  requestId: RequestId,
  now: Date,
): Result<Decision, Refusal> {
  const { id: assignmentId, startAt, endAt } = assignment;
  const refusal = repairRefusal(assignment, now);
  if (refusal) return err(refusal);
  return ok({
    events: [
      submittedChange(assignment, { id: requestId, type: "systemUpdate", requestorId: by, at: now }),
      { kind: "deliveryStarted", at: now, assignmentId, period: { startAt, endAt } },
    ],
  });
}
