import { type Directory, managerOf } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";
import type { TenantSettings } from "@/lib/engine/settings";
import type { ApproverCapacity, ApproverEntry } from "./stage";

/** The people of a request who may not decide on it (APP-27, APP-66, APP-67). */
export type Parties = {
  readonly targetId: PersonId;
  readonly requestorId: PersonId;
  /** APP-67: only where the organization allows it; the target never may. */
  readonly maySubmitterDecide?: boolean;
};

/** Who is a party to this request as the organization has it now. */
export const partiesOf = (
  { targetId, requestorId }: Parties,
  settings: Pick<TenantSettings, "allowSubmitterToApprove">,
): Parties => ({ targetId, requestorId, maySubmitterDecide: settings.allowSubmitterToApprove });

export const isParty = ({ targetId, requestorId, maySubmitterDecide = false }: Parties, personId: PersonId): boolean =>
  personId === targetId || (personId === requestorId && !maySubmitterDecide);

/** APP-27: an approver is enabled and no party to the request. */
function isEligible(directory: Directory, parties: Parties, personId: PersonId): boolean {
  return !isParty(parties, personId) && directory.people.get(personId)?.isEnabled === true;
}

/** The entries a subject set stands for, seen from the target (APP-17); not yet filtered for eligibility. */
function entriesOf(
  subject: SubjectSet,
  capacity: ApproverCapacity,
  directory: Directory,
  parties: Parties,
): ApproverEntry[] {
  switch (subject.kind) {
    case "singleUser":
      return [{ capacity, source: "user", personId: subject.userId }];
    case "groupMembers":
      return [{ capacity, source: "group", groupId: subject.groupId }];
    case "requestorManager": {
      const first = managerOf(directory, parties.targetId);
      const manager = first && subject.managerLevel === 2 ? managerOf(directory, first.id) : first;
      const source = subject.managerLevel === 2 ? "managerLevel2" : "manager";
      return manager ? [{ capacity, source, personId: manager.id }] : [];
    }
    case "targetUserSponsors": {
      const sponsors = directory.people.get(parties.targetId)?.sponsorIds ?? [];
      return sponsors.map((personId) => ({ capacity, source: "sponsor", personId }));
    }
  }
}

/** Whether anybody behind an entry could decide right now. */
function hasSomebody(entry: ApproverEntry, directory: Directory, parties: Parties): boolean {
  if ("personId" in entry) return isEligible(directory, parties, entry.personId);
  return (directory.groupMembers.get(entry.groupId) ?? []).some((id) => isEligible(directory, parties, id));
}

/** Keeps people who are eligible and every group, whose members are looked at when they decide (APP-26). */
const keepEligible = (entries: readonly ApproverEntry[], directory: Directory, parties: Parties): ApproverEntry[] =>
  entries.filter((entry) => "groupId" in entry || isEligible(directory, parties, entry.personId));

const isSomebodyAmong = (entries: readonly ApproverEntry[], directory: Directory, parties: Parties): boolean =>
  entries.some((entry) => hasSomebody(entry, directory, parties));

function resolve(
  asked: readonly SubjectSet[],
  fallback: readonly SubjectSet[],
  capacities: { readonly asked: ApproverCapacity; readonly fallback: ApproverCapacity },
  directory: Directory,
  parties: Parties,
): ApproverEntry[] {
  const first = keepEligible(
    asked.flatMap((subject) => entriesOf(subject, capacities.asked, directory, parties)),
    directory,
    parties,
  );
  if (isSomebodyAmong(first, directory, parties)) return first;
  const instead = keepEligible(
    fallback.flatMap((subject) => entriesOf(subject, capacities.fallback, directory, parties)),
    directory,
    parties,
  );
  return [...first, ...instead];
}

/**
 * APP-24, APP-25: whom a stage asks when it starts. Fallbacks take over only where nobody can be asked (APP-29,
 * APP-69); silence never brings them in (APP-28). The result may be empty of people (APP-32).
 */
export const primaryApprovers = (stage: ApprovalStage, directory: Directory, parties: Parties): ApproverEntry[] =>
  resolve(
    stage.primaryApprovers,
    stage.fallbackPrimaryApprovers,
    { asked: "primary", fallback: "fallback" },
    directory,
    parties,
  );

/** APP-30, APP-65: who joins when the stage is forwarded; fallbacks of the alternates where none is found. */
export const alternateApprovers = (stage: ApprovalStage, directory: Directory, parties: Parties): ApproverEntry[] =>
  resolve(
    stage.escalationApprovers,
    stage.fallbackEscalationApprovers,
    { asked: "alternate", fallback: "alternateFallback" },
    directory,
    parties,
  );

/** APP-33: the fallbacks to bring into a running stage in which nobody is left who could decide; else none. */
export function missingFallbacks(
  stage: ApprovalStage,
  current: readonly ApproverEntry[],
  directory: Directory,
  parties: Parties,
): ApproverEntry[] {
  if (isSomebodyAmong(current, directory, parties)) return [];
  const known = new Set(current.filter((entry) => entry.capacity === "fallback").map(keyOf));
  return primaryApprovers({ ...stage, primaryApprovers: [] }, directory, parties).filter(
    (entry) => !known.has(keyOf(entry)),
  );
}

const keyOf = (entry: ApproverEntry): string => ("personId" in entry ? entry.personId : entry.groupId);

/** APP-32: nobody at all could decide on these entries. */
export const isNobody = (entries: readonly ApproverEntry[], directory: Directory, parties: Parties): boolean =>
  !isSomebodyAmong(entries, directory, parties);
