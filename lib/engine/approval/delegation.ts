import type { Person } from "@/lib/engine/directory";
import type { Delegate, PersonEvent } from "@/lib/engine/directory-events";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { addDays, isAfter, isDue } from "@/lib/engine/time";

/** Who may be named, as the rules see them; a group is in itself and in the groups around it. */
export type Candidate = {
  readonly delegate: Delegate;
  readonly isEnabled: boolean;
  readonly groupIds: ReadonlySet<GroupId>;
};

export type DelegationFacts = {
  readonly settings: Pick<
    TenantSettings,
    "allowApprovalDelegation" | "maxDelegationDays" | "delegatesAreDirectManagers" | "delegateGroupIds"
  >;
  readonly delegator: Person;
  /** APP-88: whether the actor may set a delegation for anybody. */
  readonly mayActForAnybody: boolean;
  /** LIM-38: the one delegation there is. */
  readonly current: Delegate | null;
};

/** APP-83: it has no narrower scope than everything the delegator is asked by name. */
type DelegationCommand = {
  readonly by: PersonId;
  /** Null where there is no such person or group. */
  readonly candidate: Candidate | null;
  readonly startAt: Date;
  /** APP-85: null where it has no end. */
  readonly endAt: Date | null;
};

type Problem = Extract<Refusal, { code: "delegateNotPermitted" }>["problem"];

/** APP-80, APP-86, APP-91, ERR-39: why this candidate cannot be the delegate; null where they can. */
function delegateProblem({ settings, delegator }: DelegationFacts, candidate: Candidate | null): Problem | null {
  if (!settings.allowApprovalDelegation) return "switchedOff";
  if (!candidate?.isEnabled) return "disabled";
  const { delegate, groupIds } = candidate;
  if ("personId" in delegate && delegate.personId === delegator.id) return "oneself";
  const { delegatesAreDirectManagers, delegateGroupIds } = settings;
  if (!delegatesAreDirectManagers && delegateGroupIds.length === 0) return null;
  const isManager = "personId" in delegate && delegate.personId === delegator.managerId;
  const isListed = delegateGroupIds.some((groupId) => groupIds.has(groupId));
  return (delegatesAreDirectManagers && isManager) || isListed ? null : "restricted";
}

/** APP-85, ERR-40: an end after the start, and one in time where the organization wants one. */
function isPeriodValid(startAt: Date, endAt: Date | null, maxDays: number | null): boolean {
  if (endAt && isDue(endAt, startAt)) return false;
  return maxDays === null || (endAt !== null && !isAfter(endAt, addDays(startAt, maxDays)));
}

const mayAct = ({ delegator, mayActForAnybody }: DelegationFacts, by: PersonId): boolean =>
  by === delegator.id || mayActForAnybody;

/** APP-80, APP-83 to APP-88: names a delegate; whoever was named before no longer is (LIM-38). */
export function decideDelegation(
  facts: DelegationFacts,
  { by, candidate, startAt, endAt }: DelegationCommand,
  now: Date,
): Result<PersonEvent, Refusal> {
  if (!mayAct(facts, by)) return err({ code: "roleNotSufficient" });
  const problem = delegateProblem(facts, candidate);
  if (problem || !candidate) return err({ code: "delegateNotPermitted", problem: problem ?? "disabled" });
  const { maxDelegationDays: maxDays } = facts.settings;
  if (!isPeriodValid(startAt, endAt, maxDays)) return err({ code: "delegationPeriodInvalid", maxDays });
  const { delegate } = candidate;
  return ok({
    kind: "delegationSet",
    at: now,
    personId: facts.delegator.id,
    delegate,
    previous: facts.current,
    startAt,
    endAt,
  });
}

/** APP-87, APP-88: takes the delegation away, at once; null where there is none. */
export function decideDelegationRemoval(
  facts: DelegationFacts,
  by: PersonId,
  now: Date,
): Result<PersonEvent | null, Refusal> {
  if (!mayAct(facts, by)) return err({ code: "roleNotSufficient" });
  const { current: previous, delegator } = facts;
  return ok(previous && { kind: "delegationRemoved", at: now, personId: delegator.id, previous });
}
