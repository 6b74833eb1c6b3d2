import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import { addDays } from "@/lib/engine/time";

/** In which capacity somebody is asked (APP-43). */
export const approverCapacities = ["primary", "fallback", "alternate", "alternateFallback"] as const;
export type ApproverCapacity = (typeof approverCapacities)[number];

export const approverSources = ["manager", "managerLevel2", "sponsor", "user", "group"] as const;
export type ApproverSource = (typeof approverSources)[number];

/**
 * One entry of the people a running stage asks. Relationships are frozen into people when the stage starts (APP-24);
 * a group stays a group, so that its membership counts at the moment of the decision (APP-26).
 */
export type StageApprover = { readonly capacity: ApproverCapacity; readonly source: ApproverSource } & (
  | { readonly personId: PersonId }
  | { readonly groupId: GroupId }
);

export const verdicts = ["approve", "deny"] as const;
export type Verdict = (typeof verdicts)[number];

/** APP-43: who decided, as what, how and why. */
export type StageDecision = {
  readonly verdict: Verdict;
  readonly personId: PersonId;
  readonly displayName: string;
  readonly capacity: ApproverCapacity;
  readonly reason: string | null;
  readonly at: Date;
};

export const stageStates = ["active", "approved", "denied", "timedOut", "closed"] as const;
export type StageState = (typeof stageStates)[number];

/** A stage of one request, from the moment it started; stages that have not started do not exist (APP-3). */
export type Stage = {
  readonly index: number;
  readonly activatedAt: Date;
  /** APP-59; null without alternates. */
  readonly forwardAt: Date | null;
  readonly forwardedAt: Date | null;
  /** APP-50. */
  readonly deadlineAt: Date;
  readonly approvers: readonly StageApprover[];
} & (
  | { readonly state: "active" }
  | { readonly state: "approved" | "denied"; readonly decision: StageDecision }
  | { readonly state: "timedOut" | "closed"; readonly closedAt: Date }
);

/** APP-48, APP-50, APP-59: the clock of a stage, counted in days of 24 h from the instant it started. */
export const stageClock = (stage: ApprovalStage, activatedAt: Date): { deadlineAt: Date; forwardAt: Date | null } => ({
  deadlineAt: addDays(activatedAt, stage.durationDays),
  forwardAt:
    stage.isEscalationEnabled && stage.escalationAfterDays !== null
      ? addDays(activatedAt, stage.escalationAfterDays)
      : null,
});
