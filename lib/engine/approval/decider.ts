import type { NamedPerson } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { TenantSettings } from "@/lib/engine/settings";
import { isDue } from "@/lib/engine/time";
import { isParty, type Parties } from "./approvers";
import { type ApproverCapacity, type ApproverEntry, approverCapacities, type StageApprover } from "./stage";

/** APP-80: somebody whose approvals a decider may make in their place. */
export type HeldDelegation = {
  readonly delegator: NamedPerson;
  /** APP-27: whoever is switched off passes nothing on. */
  readonly isDelegatorEnabled: boolean;
  /** APP-81: its start, or when it was saved if that was later. */
  readonly takesEffectAt: Date;
  readonly endAt: Date | null;
};

/** Somebody who wants to decide, with all groups they are in and the delegations they hold, by name or by group. */
export type Decider = {
  readonly id: PersonId;
  readonly displayName: string;
  readonly isEnabled: boolean;
  readonly groupIds: ReadonlySet<GroupId>;
  readonly delegations: readonly HeldDelegation[];
  readonly settings: Pick<TenantSettings, "allowApprovalDelegation" | "allowSubmitterToApprove">;
};

/** In which capacity somebody decides, and for whom: null for themself (APP-43, APP-82). */
export type Right = { readonly capacity: ApproverCapacity; readonly delegator: NamedPerson | null };

/** APP-19, APP-26, APP-41: in which capacity this person is asked themself; null where not at all. */
export function capacityOf(entries: readonly ApproverEntry[], decider: Decider): ApproverCapacity | null {
  if (!decider.isEnabled) return null;
  const held = entries
    .filter((entry) => ("personId" in entry ? entry.personId === decider.id : decider.groupIds.has(entry.groupId)))
    .map((entry) => entry.capacity);
  return approverCapacities.find((capacity) => held.includes(capacity)) ?? null;
}

/** APP-85, APP-87, APP-91: whether the delegation lets anybody decide at this instant. */
const isInForce = ({ isDelegatorEnabled, takesEffectAt, endAt }: HeldDelegation, now: Date): boolean =>
  isDelegatorEnabled && isDue(takesEffectAt, now) && !(endAt && isDue(endAt, now));

/** APP-81: whether a delegation passes on what an entry asks: by name, and assigned since it took effect. */
const passesOn = (delegation: HeldDelegation, entry: StageApprover, now: Date): boolean =>
  isInForce(delegation, now) &&
  "personId" in entry &&
  entry.personId === delegation.delegator.personId &&
  isDue(delegation.takesEffectAt, entry.assignedAt);

/** APP-80, APP-82: the delegations by which others share in what these entries ask. */
export const sharing = <Each extends HeldDelegation>(
  entries: readonly StageApprover[],
  delegations: readonly Each[],
  settings: Pick<TenantSettings, "allowApprovalDelegation">,
  now: Date,
): Each[] =>
  settings.allowApprovalDelegation
    ? delegations.filter((delegation) => entries.some((entry) => passesOn(delegation, entry, now)))
    : [];

/**
 * APP-81, APP-84: what the decider's delegators are asked by name, since the delegation took effect. What asks them as
 * members of a group or as delegates of somebody else is not theirs to pass on.
 */
function delegatedRights(entries: readonly StageApprover[], decider: Decider, parties: Parties, now: Date): Right[] {
  if (!decider.isEnabled) return [];
  return sharing(entries, decider.delegations, decider.settings, now)
    .filter(({ delegator }) => !isParty(parties, delegator.personId))
    .flatMap((delegation) =>
      entries
        .filter((entry) => passesOn(delegation, entry, now))
        .map(({ capacity }) => ({ capacity, delegator: delegation.delegator })),
    );
}

const rank = ({ capacity }: Right): number => approverCapacities.indexOf(capacity);

/**
 * How this person may decide among the entries; null where not at all. The own right beats a delegated one; of several
 * delegated ones the first capacity counts, then the delegator's id, so that inbox and decision name the same person.
 */
export function rightOf(
  entries: readonly StageApprover[],
  decider: Decider,
  parties: Parties,
  now: Date,
): Right | null {
  const capacity = capacityOf(entries, decider);
  if (capacity) return { capacity, delegator: null };
  const [first] = delegatedRights(entries, decider, parties, now).sort(
    (a, b) => rank(a) - rank(b) || ((a.delegator?.personId ?? "") < (b.delegator?.personId ?? "") ? -1 : 1),
  );
  return first ?? null;
}
