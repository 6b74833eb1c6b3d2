import type { PersonId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import { isDue } from "@/lib/engine/time";
import type { Decision } from "./events";
import type { Refusal } from "./refusals";
import type { AssignmentRequest } from "./request";
import { stateAfter } from "./states";

/** REQ-34, REQ-37, REQ-53, WHO-43: the requestor or the target withdraws what nobody has delivered yet. */
export function decideCancellation(
  request: AssignmentRequest,
  by: PersonId,
  reason: string | null,
  now: Date,
): Result<Decision, Refusal> {
  if (by !== request.requestorId && by !== request.targetId) return err({ code: "requestNotFound" });
  const isStarted = request.state === "scheduled" && isDue(request.startAt, now);
  if (!stateAfter(request.state, "cancel") || isStarted) {
    return err({ code: "cancelNotAllowed", state: request.state });
  }
  return ok({ events: [{ kind: "requestCanceled", at: now, by, reason }] });
}
