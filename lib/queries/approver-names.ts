import { and, asc, eq, inArray } from "drizzle-orm";
import { groupClosure, groupMembers, people } from "@/db/schema";
import { isParty, type Parties } from "@/lib/engine/approval/approvers";
import type { ApproverEntry } from "@/lib/engine/approval/stage";
import { firstShown, showsApprovers } from "@/lib/engine/approval/visibility";
import type { AccountKind } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { Reader } from "@/lib/facts/reader";
import { loadSettings } from "@/lib/facts/settings";
import type { PeopleView, PersonView } from "@/lib/views/people";

/** APP-70: whether this kind of viewer is shown who decides. */
export const seesApprovers = async (reader: Reader, viewer: AccountKind): Promise<boolean> =>
  showsApprovers(await loadSettings(reader), "default", viewer);

type Named = {
  readonly people: ReadonlyMap<PersonId, PersonView>;
  readonly members: ReadonlyMap<GroupId, PersonView[]>;
};

const person = { id: people.id, displayName: people.displayName, email: people.email };

/** Everybody these entries can mean who is enabled, read once for all stages of a page. */
export async function loadApproverNames(reader: Reader, entries: readonly ApproverEntry[]): Promise<Named> {
  const personIds = entries.flatMap((entry) => ("personId" in entry ? [entry.personId] : []));
  const groupIds = entries.flatMap((entry) => ("groupId" in entry ? [entry.groupId] : []));
  const named =
    personIds.length === 0
      ? []
      : await reader
          .select(person)
          .from(people)
          .where(and(inArray(people.id, personIds), eq(people.isEnabled, true)));
  const members = new Map<GroupId, PersonView[]>();
  if (groupIds.length > 0) {
    const rows = await reader
      .selectDistinct({ groupId: groupClosure.ancestorId, ...person })
      .from(groupClosure)
      .innerJoin(groupMembers, eq(groupMembers.groupId, groupClosure.descendantId))
      .innerJoin(people, eq(people.id, groupMembers.personId))
      .where(
        and(inArray(groupClosure.ancestorId, groupIds), eq(groupMembers.role, "member"), eq(people.isEnabled, true)),
      )
      .orderBy(asc(people.displayName));
    for (const { groupId, ...member } of rows) members.set(groupId, [...(members.get(groupId) ?? []), member]);
  }
  return { people: new Map(named.map((each) => [each.id, each])), members };
}

/** APP-27, APP-71: the people behind the entries who could really decide, each once, by name. */
export function namesOf(entries: readonly ApproverEntry[], names: Named, parties: Parties): PeopleView {
  const found = new Map<string, PersonView>();
  for (const entry of entries) {
    const who = "personId" in entry ? [names.people.get(entry.personId)] : (names.members.get(entry.groupId) ?? []);
    for (const each of who) {
      if (each && !isParty(parties, each.id as PersonId)) found.set(each.id, each);
    }
  }
  return firstShown([...found.values()].sort((a, b) => a.displayName.localeCompare(b.displayName)));
}
