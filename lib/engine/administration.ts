import type { GroupId, PersonId } from "./ids";

/** A group directly inside another one. */
export type Nesting = { readonly parentId: GroupId; readonly childId: GroupId };

/** Who administers the portal and through what; only people whose account is on (APP-27 has no say for the others). */
export type AdministrationFacts = {
  /** Those who were given the role of governance administrator everywhere themselves. */
  readonly people: readonly PersonId[];
  /** The groups that were given it. */
  readonly groups: readonly GroupId[];
  /** How groups lie in one another, as far as these groups go. */
  readonly nestings: readonly Nesting[];
  /** The members of those groups and of the groups inside them. */
  readonly members: readonly { readonly groupId: GroupId; readonly personId: PersonId }[];
};

/** Every group that lies in one of these at any depth, these included. A circle ends where it began. */
export function groupsInside(groups: readonly GroupId[], nestings: readonly Nesting[]): ReadonlySet<GroupId> {
  const found = new Set(groups);
  // A set is walked with what is added to it meanwhile.
  for (const group of found) {
    for (const { parentId, childId } of nestings) if (parentId === group) found.add(childId);
  }
  return found;
}

/** DEL-1, DEL-4: everybody who administers the whole portal now, by themselves or through a group at any depth. */
export function administratorsOf({ people, groups, nestings, members }: AdministrationFacts): ReadonlySet<PersonId> {
  const counted = groupsInside(groups, nestings);
  return new Set([...people, ...members.flatMap((each) => (counted.has(each.groupId) ? [each.personId] : []))]);
}

/**
 * P1: whether a change would leave the portal without any governance administrator, whom nobody could then appoint again.
 * Where there was none before, nothing is lost.
 */
export const losesTheLastAdministrator = (before: AdministrationFacts, after: AdministrationFacts): boolean =>
  administratorsOf(before).size > 0 && administratorsOf(after).size === 0;

/** The same portal without somebody: their account is off. */
export const withoutPerson = (facts: AdministrationFacts, personId: PersonId): AdministrationFacts => ({
  ...facts,
  people: facts.people.filter((id) => id !== personId),
  members: facts.members.filter((each) => each.personId !== personId),
});

/** The same portal after somebody left one group. */
export const withoutMember = (
  facts: AdministrationFacts,
  { groupId, personId }: { readonly groupId: GroupId; readonly personId: PersonId },
): AdministrationFacts => ({
  ...facts,
  members: facts.members.filter((each) => each.groupId !== groupId || each.personId !== personId),
});

/** The same portal after one group was taken out of another. */
export const withoutNesting = (facts: AdministrationFacts, nesting: Nesting): AdministrationFacts => ({
  ...facts,
  nestings: facts.nestings.filter((each) => each.parentId !== nesting.parentId || each.childId !== nesting.childId),
});
