import type { PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import { addHours, isDue } from "@/lib/engine/time";
import { isClosedByTime } from "./advance";
import type { Decision } from "./events";
import type { Refusal } from "./refusals";
import { type AssignmentRequest, activeStage, openExchange } from "./request";

/** NDG-1 to NDG-3: requestor or target reminds the approvers of the running stage, at most once in a day. */
export function decideNudge(request: AssignmentRequest, by: PersonId, now: Date): Result<Decision, Refusal> {
  if (by !== request.requestorId && by !== request.targetId) return err({ code: "requestNotFound" });
  const stage = activeStage(request);
  if (!stage || isClosedByTime(request, now)) return err({ code: "nothingToRemind", problem: "closed" });
  if (openExchange(request)) return err({ code: "nothingToRemind", problem: "waitsForYou" });
  const nextAt = addHours(stage.nudgedAt ?? stage.activatedAt, limits.nudgeIntervalHours);
  if (!isDue(nextAt, now)) return err({ code: "nudgeTooSoon", nextAt });
  return ok({ events: [{ kind: "approversNudged", at: now, stage: stage.index }] });
}
