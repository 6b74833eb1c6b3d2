import { limits } from "@/lib/engine/limits";
import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";

/** APP-63: the tenant setting that widens the forwarding window. */
export const forwardingRules = ["halfLife", "anyDay"] as const;
export type ForwardingRule = (typeof forwardingRules)[number];

export type ForwardingWindow = { readonly earliestDay: number; readonly latestDay: number };

/** APP-55: alternates need a stage of at least this many days. */
const MIN_DURATION_DAYS = 4;

/**
 * APP-55, APP-57: the days on which a stage of `durationDays` may be forwarded, both ends included; null where it
 * may not. Half a day rounds up: a stage of 5 days is past its half-life on day 4, not 3.
 */
export function forwardingWindow(durationDays: number, rule: ForwardingRule = "halfLife"): ForwardingWindow | null {
  if (durationDays < MIN_DURATION_DAYS) return null;
  const earliestDay = rule === "anyDay" ? 1 : Math.ceil(durationDays / 2) + 1;
  return { earliestDay, latestDay: durationDays - 1 };
}

export type StageProblem =
  | { readonly code: "approvalConfigInvalid"; readonly stage: number | null; readonly problem: string }
  | {
      readonly code: "forwardingDayInvalid";
      readonly stage: number;
      readonly window: ForwardingWindow | null;
    };

/** APP-18: whoever it is depends on whom the request is for, so there may be nobody. */
export const isRelationship = (subject: SubjectSet): boolean =>
  subject.kind === "requestorManager" || subject.kind === "targetUserSponsors";

const uses = (stage: ApprovalStage, kind: SubjectSet["kind"]): boolean =>
  stage.primaryApprovers.some((subject) => subject.kind === kind);

/**
 * APP-2, APP-9 to APP-11, APP-18, APP-49, APP-54, APP-55: what is wrong with the stages of a policy, at saving.
 * `maxDurationDays` is the tenant's ceiling, 30 unless lowered (LIM-2; a new stage starts at 14). An empty list means the
 * configuration may be saved.
 */
export function stageProblems(
  stages: readonly ApprovalStage[],
  isApprovalRequired: boolean,
  rule: ForwardingRule = "halfLife",
  maxDurationDays: number = limits.stageDurationDaysMax,
): StageProblem[] {
  const problems: StageProblem[] = [];
  const invalid = (stage: number | null, problem: string) =>
    problems.push({ code: "approvalConfigInvalid", stage, problem });
  if (isApprovalRequired && stages.length === 0) invalid(null, "noStage");
  if (!isApprovalRequired && stages.length > 0) invalid(null, "stagesWithoutApproval");
  if (stages.length > limits.stagesMax) invalid(null, "tooManyStages");
  for (const [index, stage] of stages.entries()) {
    const earlier = stages.slice(0, index);
    if (stage.durationDays < 1 || stage.durationDays > maxDurationDays) invalid(index, "durationOutOfRange");
    if (stage.primaryApprovers.length === 0) invalid(index, "noApprover");
    if (stage.primaryApprovers.some(isRelationship) && stage.fallbackPrimaryApprovers.length === 0) {
      invalid(index, "noFallback");
    }
    for (const kind of ["requestorManager", "targetUserSponsors"] as const) {
      if (uses(stage, kind) && earlier.some((each) => uses(each, kind))) invalid(index, `${kind}Repeated`);
    }
    if (uses(stage, "targetUserSponsors") && index > 1) invalid(index, "sponsorsInThirdStage");
    problems.push(...escalationProblems(stage, index, rule));
  }
  return problems;
}

function escalationProblems(stage: ApprovalStage, index: number, rule: ForwardingRule): StageProblem[] {
  if (!stage.isEscalationEnabled) return [];
  const problems: StageProblem[] = [];
  const window = forwardingWindow(stage.durationDays, rule);
  const day = stage.escalationAfterDays;
  if (!window || day === null || day < window.earliestDay || day > window.latestDay) {
    problems.push({ code: "forwardingDayInvalid", stage: index, window });
  }
  const invalid = (problem: string) => problems.push({ code: "approvalConfigInvalid", stage: index, problem });
  if (stage.escalationApprovers.length === 0) invalid("noAlternate");
  if (stage.escalationApprovers.some(isRelationship)) {
    if (!uses(stage, "requestorManager")) invalid("managerLevelTwoWithoutManager");
    if (stage.fallbackEscalationApprovers.length === 0) invalid("noAlternateFallback");
  }
  return problems;
}
