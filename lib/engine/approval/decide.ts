import { pointlessAt } from "@/lib/engine/assignment/period";
import { limits } from "@/lib/engine/limits";
import { type AdvanceFacts, afterApproval, startStage } from "@/lib/engine/request/advance";
import type { Decision, RequestEvent } from "@/lib/engine/request/events";
import { evolve } from "@/lib/engine/request/evolve";
import type { Refusal } from "@/lib/engine/request/refusals";
import { type AssignmentRequest, activeStage, openExchange, plannedStages } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import { isAfter, isDue } from "@/lib/engine/time";
import { isParty, partiesOf } from "./approvers";
import { type Decider, type Right, rightOf } from "./decider";
import type { StageDecision, Verdict } from "./stage";

export type DecideCommand = {
  /** The stage the approver saw; a decision never slips onto a later one. Counted from 0. */
  readonly stage: number;
  readonly verdict: Verdict;
  readonly reason: string;
};

/** Whether this person may decide right now: how, or the refusal a decision would meet. */
export function mayDecide(
  request: AssignmentRequest,
  stageIndex: number,
  decider: Decider,
  now: Date,
): Result<Right, Refusal> {
  const parties = partiesOf(request, decider.settings);
  if (isParty(parties, decider.id)) return err({ code: "ownRequest" });
  const seen = request.stages.find((stage) => stage.index === stageIndex);
  const right = seen && rightOf(seen.approvers, decider, parties, now);
  if (!seen || !right) return err({ code: "notAnApprover" });
  // APP-44: too late is too late, whether or not the sweep has closed the stage meanwhile.
  if (seen.state === "timedOut") return err({ code: "deadlinePassed", deadlineAt: seen.deadlineAt });
  if (seen.state !== "active") {
    const decision = "decision" in seen ? seen.decision : null;
    const decidedBy = decision && { personId: decision.personId, displayName: decision.displayName };
    return err({ code: "alreadyDecided", outcome: seen.state === "closed" ? request.state : seen.state, decidedBy });
  }
  // ASK-2: while a question waits, its own time runs out instead of the stage's.
  const exchange = openExchange(request);
  const until = exchange?.answerBy ?? seen.deadlineAt;
  // REQ-74: from the requested end on the request is closed, whether or not a job has recorded it.
  const pointless = pointlessAt(request.snapshot.expiration, request.schedule);
  const isPointless = pointless && isDue(pointless, now) && isAfter(until, pointless);
  if (isPointless || (exchange && isDue(until, now))) {
    return err({ code: "alreadyDecided", outcome: "denied", decidedBy: null });
  }
  if (isDue(until, now)) return err({ code: "deadlinePassed", deadlineAt: until });
  return ok(right);
}

/** APP-60: whether a stage wants a reason for either verdict. */
export const isReasonRequired = (request: AssignmentRequest, stageIndex: number): boolean =>
  plannedStages(request)[stageIndex]?.isApproverJustificationRequired ?? false;

/** APP-61: nothing longer is shown to the requestor and the other approvers. */
export const reasonTooLong: Refusal = {
  code: "invalidForm",
  issues: [{ code: "justificationRequired", field: "reason", problem: "tooLong", subject: "" }],
};

/**
 * APP-36 to APP-45: one eligible person decides the active stage. Approval starts the next stage in the same
 * breath (APP-3) or, after the last, schedules or delivers; a denial ends the request whatever stage it is (APP-37).
 */
export function decideStage(
  request: AssignmentRequest,
  facts: AdvanceFacts,
  decider: Decider,
  command: DecideCommand,
  now: Date,
): Result<Decision, Refusal> {
  const right = mayDecide(request, command.stage, decider, now);
  if (!right.ok) return right;
  const reason = command.reason.trim() || null;
  if (isReasonRequired(request, command.stage) && !reason) return err({ code: "reasonRequired" });
  if (reason && reason.length > limits.justificationChars) return err(reasonTooLong);
  const decision: StageDecision = {
    verdict: command.verdict,
    personId: decider.id,
    displayName: decider.displayName,
    ...right.value,
    reason,
    at: now,
  };
  if (command.verdict === "deny") {
    return ok({
      events: [
        { kind: "stageDenied", at: now, stage: command.stage, decision },
        { kind: "requestDenied", at: now, cause: "deniedByApprover", reason, conflicts: [] },
      ],
    });
  }
  const approved: RequestEvent = { kind: "stageApproved", at: now, stage: command.stage, decision };
  const after = evolve(request, approved);
  const isLast = command.stage + 1 >= plannedStages(request).length;
  const next = isLast ? afterApproval(after, facts, now) : startStage(after, command.stage + 1, facts, now);
  return ok({ events: [approved, ...next] });
}

/** The stage somebody is asked about now, with the way they are asked; null where they are not. */
export function askedStage(
  request: AssignmentRequest,
  decider: Decider,
  now: Date,
): ({ readonly stage: number } & Right) | null {
  const stage = activeStage(request);
  if (!stage) return null;
  const right = mayDecide(request, stage.index, decider, now);
  return right.ok ? { stage: stage.index, ...right.value } : null;
}
