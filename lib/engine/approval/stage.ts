import type { NamedPerson } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import { addDays } from "@/lib/engine/time";

/** In which capacity somebody is asked (APP-43), the one that counts first first. */
export const approverCapacities = ["primary", "fallback", "added", "alternate", "alternateFallback"] as const;
export type ApproverCapacity = (typeof approverCapacities)[number];

export const approverSources = [
  "manager",
  "managerLevel2",
  "sponsor",
  "internalSponsor",
  "externalSponsor",
  "user",
  "group",
] as const;
export type ApproverSource = (typeof approverSources)[number];

/**
 * Whom a stage asks, an entry each. Relationships are people from here on (APP-24); a group stays a group, so that its
 * membership counts at the moment of the decision (APP-26).
 */
export type ApproverEntry = { readonly capacity: ApproverCapacity; readonly source: ApproverSource } & (
  | { readonly personId: PersonId }
  | { readonly groupId: GroupId }
);

/** An entry of a running stage. APP-81: a delegation covers only what was assigned after it took effect. */
export type StageApprover = ApproverEntry & { readonly assignedAt: Date };

export const verdicts = ["approve", "deny"] as const;
export type Verdict = (typeof verdicts)[number];

/** APP-43: who decided, as what, how and why. */
export type StageDecision = {
  readonly verdict: Verdict;
  readonly personId: PersonId;
  readonly displayName: string;
  readonly capacity: ApproverCapacity;
  /** APP-82: the approver for whom a delegate decided; null where somebody decided for themself. */
  readonly delegator: NamedPerson | null;
  readonly reason: string | null;
  readonly at: Date;
};

/** APP-97: an approval that was taken back later; the decision itself stays as it was made (APP-40). */
export type Revocation = { readonly by: NamedPerson; readonly reason: string; readonly at: Date };

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
  /** When the requestor last reminded the approvers. */
  readonly nudgedAt: Date | null;
} & (
  | { readonly state: "active" }
  | { readonly state: "approved"; readonly decision: StageDecision; readonly revocation: Revocation | null }
  | { readonly state: "denied"; readonly decision: StageDecision }
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
