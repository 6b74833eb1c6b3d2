import { alternateApprovers, isParty, type Parties, primaryApprovers } from "@/lib/engine/approval/approvers";
import { type ApproverCapacity, type ApproverEntry, stageClock } from "@/lib/engine/approval/stage";
import type { Directory, NamedPerson } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";
import { unreachable } from "@/lib/engine/result";

/** APP-80: who decides in somebody's place at this moment. */
export type Delegates = ReadonlyMap<PersonId, readonly NamedPerson[]>;

/** Somebody a stage asks who could really decide, and as what. */
export type AskedPerson = NamedPerson & {
  readonly capacity: ApproverCapacity;
  /** APP-82: the approver in whose place they decide. */
  readonly delegator: NamedPerson | null;
};

/** Somebody a stage names who cannot decide on this request, and why (APP-27, APP-66, APP-67). */
export type ExcludedPerson = NamedPerson & { readonly why: "target" | "requestor" | "disabled" };

/** One stage as it would be if it started at `startsAt` and everything else stayed as it is. */
export type StageTrace = {
  readonly index: number;
  readonly startsAt: Date;
  readonly forwardAt: Date | null;
  readonly deadlineAt: Date;
  readonly asked: readonly AskedPerson[];
  /** Who joins when nobody has decided by `forwardAt`. */
  readonly alternates: readonly AskedPerson[];
  readonly excluded: readonly ExcludedPerson[];
  readonly usesFallback: boolean;
};

type Who = { readonly directory: Directory; readonly parties: Parties; readonly delegates: Delegates };

const named = (directory: Directory, id: PersonId): NamedPerson => ({
  personId: id,
  displayName: directory.people.get(id)?.displayName ?? "",
});

/** The people behind an entry, whether or not they could decide. */
const peopleBehind = (entry: ApproverEntry, { directory }: Who): readonly PersonId[] =>
  "personId" in entry ? [entry.personId] : (directory.groupMembers.get(entry.groupId) ?? []);

function whyNot(id: PersonId, { directory, parties }: Who): ExcludedPerson["why"] | null {
  if (isParty(parties, id)) return id === parties.targetId ? "target" : "requestor";
  return directory.people.get(id)?.isEnabled ? null : "disabled";
}

/** Each person once, in the capacity named first; delegates after those they decide for (APP-81: of people, not groups). */
function askedAmong(entries: readonly ApproverEntry[], who: Who): AskedPerson[] {
  const found = new Map<PersonId, AskedPerson>();
  const add = (person: AskedPerson) => {
    if (whyNot(person.personId, who) === null && !found.has(person.personId)) found.set(person.personId, person);
  };
  for (const entry of entries) {
    for (const id of peopleBehind(entry, who)) {
      add({ ...named(who.directory, id), capacity: entry.capacity, delegator: null });
    }
  }
  for (const entry of entries) {
    if (!("personId" in entry) || whyNot(entry.personId, who) !== null) continue;
    const delegator = named(who.directory, entry.personId);
    for (const delegate of who.delegates.get(entry.personId) ?? []) {
      if (!isParty(who.parties, delegate.personId) && !found.has(delegate.personId)) {
        found.set(delegate.personId, { ...delegate, capacity: entry.capacity, delegator });
      }
    }
  }
  return [...found.values()];
}

/** Whom a subject set names, before anybody is left out. */
function namedBy(subject: SubjectSet, { directory, parties }: Who): readonly PersonId[] {
  const target = directory.people.get(parties.targetId);
  const above = (id: PersonId | null | undefined) => (id ? (directory.people.get(id)?.managerId ?? null) : null);
  switch (subject.kind) {
    case "singleUser":
      return [subject.userId];
    case "groupMembers":
      return directory.groupMembers.get(subject.groupId) ?? [];
    case "requestorManager": {
      const manager = subject.managerLevel === 2 ? above(target?.managerId) : target?.managerId;
      return manager ? [manager] : [];
    }
    case "targetUserSponsors":
      return target?.sponsorIds ?? [];
    default:
      return unreachable(subject);
  }
}

function excludedBy(stage: ApprovalStage, who: Who): ExcludedPerson[] {
  const everybody = new Set(stage.primaryApprovers.flatMap((subject) => namedBy(subject, who)));
  return [...everybody].flatMap((id) => {
    const why = whyNot(id, who);
    return why ? [{ ...named(who.directory, id), why }] : [];
  });
}

/** APP-24 to APP-33, APP-81: a stage with the people it would really ask, and its instants. */
export function traceStage(stage: ApprovalStage, index: number, startsAt: Date, who: Who): StageTrace {
  const asked = primaryApprovers(stage, who.directory, who.parties);
  const alternates = stage.isEscalationEnabled ? alternateApprovers(stage, who.directory, who.parties) : [];
  return {
    index,
    startsAt,
    ...stageClock(stage, startsAt),
    asked: askedAmong(asked, who),
    alternates: askedAmong(alternates, who),
    excluded: excludedBy(stage, who),
    usesFallback: asked.some((entry) => entry.capacity === "fallback"),
  };
}
