import type { Directory, Person } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";
import type { ScopedPerson } from "@/lib/engine/policy/scope";

/** An enabled person; people with the same number have the same manager, or the same sponsors. */
export type Inhabitant = ScopedPerson & {
  readonly managerClass: number;
  readonly sponsorsClass: number;
  /** They come up among their own managers or sponsors, so that what a relationship finds may be themself. */
  readonly isOwnRelation: boolean;
};

/** Everybody who could ask for something, and what it takes to tell them apart. */
export type Population = {
  /** In the directory's order, with those of its groups they are in (WHO-20). */
  readonly people: readonly Inhabitant[];
  /** One enabled member of each group that has any: with them it has somebody for everybody else, in it or not. */
  readonly firstMembers: ReadonlyMap<GroupId, PersonId>;
};

/** Numbers texts from 0 in the order in which they come. */
function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
}

function isOwnRelation(person: Person, directory: Directory): boolean {
  const manager = person.managerId === null ? undefined : directory.people.get(person.managerId);
  return manager?.id === person.id || manager?.managerId === person.id || person.sponsorIds.includes(person.id);
}

export function populationOf(directory: Directory): Population {
  const groupIds = new Map<PersonId, Set<GroupId>>();
  const firstMembers = new Map<GroupId, PersonId>();
  for (const [groupId, members] of directory.groupMembers) {
    for (const id of members) groupIds.set(id, (groupIds.get(id) ?? new Set()).add(groupId));
    const first = members.find((id) => directory.people.get(id)?.isEnabled);
    if (first) firstMembers.set(groupId, first);
  }
  const managerClass = numbering();
  const sponsorsClass = numbering();
  const inNone: ReadonlySet<GroupId> = new Set();
  const people: Inhabitant[] = [];
  for (const person of directory.people.values()) {
    if (!person.isEnabled) continue;
    people.push({
      id: person.id,
      kind: person.kind,
      groupIds: groupIds.get(person.id) ?? inNone,
      managerClass: managerClass(person.managerId ?? ""),
      sponsorsClass: sponsorsClass(person.sponsorIds.join()),
      isOwnRelation: isOwnRelation(person, directory),
    });
  }
  return { people, firstMembers };
}

const subjectsOf = (stage: ApprovalStage): readonly SubjectSet[] => [
  ...stage.primaryApprovers,
  ...stage.fallbackPrimaryApprovers,
  ...stage.escalationApprovers,
  ...stage.fallbackEscalationApprovers,
];

/**
 * Tells people apart as far as this stage does: all with the same number meet the same approvers, because only their
 * relationships count, and only where the stage asks for them (APP-17). Null for those who might be left out of it as
 * the target (APP-27): each of them has to be looked at alone.
 */
export function likenessFor(
  stage: ApprovalStage,
  { people, firstMembers }: Population,
): (person: Inhabitant) => number | null {
  const subjects = subjectsOf(stage);
  const asked = new Set(
    subjects.map((subject) => {
      if (subject.kind === "singleUser") return subject.userId;
      return subject.kind === "groupMembers" ? firstMembers.get(subject.groupId) : undefined;
    }),
  );
  const asksManagers = subjects.some((subject) => subject.kind === "requestorManager");
  const asksSponsors = subjects.some((subject) => subject.kind === "targetUserSponsors");
  return ({ id, isOwnRelation, managerClass, sponsorsClass }) => {
    if (asked.has(id) || ((asksManagers || asksSponsors) && isOwnRelation)) return null;
    // There are no more classes than people.
    return (asksManagers ? managerClass * people.length : 0) + (asksSponsors ? sponsorsClass : 0);
  };
}
