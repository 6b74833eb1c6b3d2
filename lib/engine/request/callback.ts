import { z } from "zod";
import { type StageProblem, stageProblems } from "@/lib/engine/approval/stage-rules";
import { limits } from "@/lib/engine/limits";
import { type ApprovalStage, approvalStageSchema } from "@/lib/engine/policy/policy";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { type AdvanceFacts, afterClearance, afterCreation, isClosedByTime } from "./advance";
import { type Decision, evolve, type RequestEvent } from "./events";
import type { Refusal } from "./refusals";
import { type AssignmentRequest, plannedStages } from "./request";

export type ResumeCommand = {
  readonly verdict: "continue" | "deny";
  /** APP-78: a text for the approvers; where the extension denies, for the requestor too. */
  readonly detail: string | null;
  /** APP-76: stages as the extension defines them, unread. */
  readonly stages: readonly unknown[];
};

const problem = (name: string): StageProblem => ({ code: "approvalConfigInvalid", stage: null, problem: name });

/** APP-76, APP-79: the stages an extension defines, read; or what is wrong with them. */
export function dynamicStages(
  request: AssignmentRequest,
  settings: Pick<TenantSettings, "forwardingRule" | "maxStageDurationDays">,
  definition: readonly unknown[],
): Result<ApprovalStage[], readonly StageProblem[]> {
  if (definition.length === 0) return ok([]);
  const read = z.array(approvalStageSchema).safeParse(definition);
  if (!read.success) return err([problem("unreadable")]);
  const problems = stageProblems(read.data, true, settings.forwardingRule, settings.maxStageDurationDays);
  const total = read.data.length + plannedStages(request).length;
  if (total > limits.stagesMax && problems.every((each) => each.stage !== null))
    problems.push(problem("tooManyStages"));
  return problems.length > 0 ? err(problems) : ok(read.data);
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
    return err({ code: "approvalConfigInvalid", problems: [problem("stagesAfterApproval")] });
  }
  if (verdict === "deny") {
    const cause = "deniedByExtension" as const;
    return ok({ events: [{ kind: "requestDenied", at: now, cause, reason: detail, conflicts: [] }] });
  }
  const stages = dynamicStages(request, facts.settings, definition);
  if (!stages.ok) return ok({ events: [{ kind: "processExpired", at: now }] });
  const received: RequestEvent = { kind: "callbackReceived", at: now, point, detail, stages: stages.value };
  const resumed = evolve(request, received);
  const next = point === "assignmentRequestCreated" ? afterCreation : afterClearance;
  return ok({ events: [received, ...next(resumed, facts, now)] });
}
