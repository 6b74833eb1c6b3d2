import { z } from "zod";
import { stageProblems } from "@/lib/engine/approval/stage-rules";
import { limits } from "@/lib/engine/limits";
import { type ApprovalStage, approvalStageSchema } from "@/lib/engine/policy/policy";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { type AdvanceFacts, afterClearance, afterCreation, isClosedByTime } from "./advance";
import type { Decision, RequestEvent } from "./events";
import { evolve } from "./evolve";
import type { Refusal } from "./refusals";
import { type AssignmentRequest, plannedStages } from "./request";

export type ResumeCommand = {
  readonly verdict: "continue" | "deny";
  /** APP-78: a text for the approvers; where the extension denies, for the requestor too. */
  readonly detail: string | null;
  /** APP-76: stages as the extension defines them, unread. */
  readonly stages: readonly unknown[];
};

/** APP-76, APP-79: the stages an extension defines, read; null where they cannot be run. */
export function dynamicStages(
  request: AssignmentRequest,
  settings: Pick<TenantSettings, "forwardingRule" | "maxStageDurationDays">,
  definition: readonly unknown[],
): ApprovalStage[] | null {
  if (definition.length === 0) return [];
  const stages = z.array(approvalStageSchema).safeParse(definition).data;
  if (!stages || stages.length + plannedStages(request).length > limits.stagesMax) return null;
  const { forwardingRule, maxStageDurationDays } = settings;
  return stageProblems(stages, true, forwardingRule, maxStageDurationDays).length === 0 ? stages : null;
}

/**
 * REQ-44, APP-76 to APP-79: what a request waited for has come. It goes on where it stood, with stages of the extension
 * first; or is denied (REQ-45). Stages that cannot be run fail the request; after the approval none can be added.
 */
export function decideResume(
  request: AssignmentRequest,
  facts: AdvanceFacts,
  { verdict, detail, stages: definition }: ResumeCommand,
  now: Date,
): Result<Decision, Refusal> {
  if (!("callback" in request) || isClosedByTime(request, now)) return err({ code: "notWaitingForCallback" });
  const { point } = request.callback;
  if (point === "assignmentRequestApproved" && definition.length > 0) {
    const problem = { code: "approvalConfigInvalid", stage: null, problem: "stagesAfterApproval" } as const;
    return err({ code: "approvalConfigInvalid", problems: [problem] });
  }
  if (verdict === "deny") {
    const cause = "deniedByExtension" as const;
    return ok({ events: [{ kind: "requestDenied", at: now, cause, reason: detail, conflicts: [] }] });
  }
  const stages = dynamicStages(request, facts.settings, definition);
  if (!stages) return ok({ events: [{ kind: "processExpired", at: now }] });
  const received: RequestEvent = { kind: "callbackReceived", at: now, point, detail, stages };
  const resumed = evolve(request, received);
  const next = point === "assignmentRequestCreated" ? afterCreation : afterClearance;
  return ok({ events: [received, ...next(resumed, facts, now)] });
}
