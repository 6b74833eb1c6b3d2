import { and, eq, inArray, sql } from "drizzle-orm";
import { groupClosure, groupMembers, isPerson, kindOfPerson, people, personSponsors } from "@/db/schema";
import type { Decider } from "@/lib/engine/approval/decider";
import type { Account, Directory, Person } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";
import { loadHeldDelegations } from "./delegations";
import type { Reader } from "./reader";
import { loadSettings } from "./settings";
import { subquery } from "./subquery";

/** More eligible members than this never change a decision: it only asks whether anybody is left. */
const GROUP_MEMBERS_READ = 50;

/** The people with these ids as the rules see them; ids of nobody, and of services, are left out. */
export async function loadPeople(reader: Reader, ids: readonly PersonId[]): Promise<Map<PersonId, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({
      id: people.id,
      displayName: people.displayName,
      kind: kindOfPerson,
      isEnabled: people.isEnabled,
      managerId: people.managerId,
      sponsorIds: subquery<PersonId[]>(sql`select coalesce((
        select array_agg(${personSponsors.sponsorId} order by ${personSponsors.sponsorId})
        from ${personSponsors} where ${personSponsors.personId} = ${people.id}), '{}'::uuid[])`),
    })
    .from(people)
    .where(and(inArray(people.id, [...new Set(ids)]), isPerson));
  return new Map(rows.map((row) => [row.id, row]));
}

export const loadPerson = async (reader: Reader, id: PersonId): Promise<Person | null> =>
  (await loadPeople(reader, [id])).get(id) ?? null;

/** Whoever acts in the administration: a person or a service; null where there is neither. */
export async function loadAccount(reader: Reader, id: PersonId): Promise<Account | null> {
  const { displayName, kind, isEnabled } = people;
  const [row] = await reader
    .select({ id: people.id, displayName, kind, isEnabled })
    .from(people)
    .where(eq(people.id, id));
  return row ?? null;
}

/** WHO-20: every group the person is a member of, directly or through groups inside groups. */
export async function loadGroupIds(reader: Reader, personId: PersonId): Promise<ReadonlySet<GroupId>> {
  const rows = await reader
    .selectDistinct({ id: groupClosure.ancestorId })
    .from(groupMembers)
    .innerJoin(groupClosure, eq(groupClosure.descendantId, groupMembers.groupId))
    .where(sql`${groupMembers.personId} = ${personId} and ${groupMembers.role} = 'member'`);
  return new Set(rows.map((row) => row.id));
}

/** The person as somebody who wants to decide; null where there is no such person. */
export async function loadDecider(reader: Reader, id: PersonId): Promise<Decider | null> {
  const person = await loadPerson(reader, id);
  if (!person) return null;
  const groupIds = await loadGroupIds(reader, id);
  return {
    id: person.id,
    displayName: person.displayName,
    isEnabled: person.isEnabled,
    groupIds,
    delegations: await loadHeldDelegations(reader, id, groupIds),
    settings: await loadSettings(reader),
  };
}

const subjectsOf = (stages: readonly ApprovalStage[]): SubjectSet[] =>
  stages.flatMap((stage) => [
    ...stage.primaryApprovers,
    ...stage.fallbackPrimaryApprovers,
    ...stage.escalationApprovers,
    ...stage.fallbackEscalationApprovers,
  ]);

/** Enabled members of each group at any depth, at most 50 a group. */
async function loadGroupMembers(reader: Reader, groupIds: readonly GroupId[]): Promise<Map<GroupId, PersonId[]>> {
  const found = new Map<GroupId, PersonId[]>();
  for (const groupId of new Set(groupIds)) {
    const rows = await reader
      .selectDistinct({ id: people.id })
      .from(groupClosure)
      .innerJoin(groupMembers, eq(groupMembers.groupId, groupClosure.descendantId))
      .innerJoin(people, eq(people.id, groupMembers.personId))
      .where(sql`${groupClosure.ancestorId} = ${groupId} and ${groupMembers.role} = 'member' and ${people.isEnabled}`)
      .orderBy(people.id)
      .limit(GROUP_MEMBERS_READ);
    found.set(
      groupId,
      rows.map((row) => row.id),
    );
  }
  return found;
}

/**
 * The part of the directory these stages can ask for this target: relationships two levels up, lists, groups. `asked`
 * names people whom a running stage asks because of what they were to the target when it started (APP-24).
 */
export async function loadDirectory(
  reader: Reader,
  targetId: PersonId,
  stages: readonly ApprovalStage[],
  asked: readonly PersonId[] = [],
): Promise<Directory> {
  const subjects = subjectsOf(stages);
  const listed = subjects.flatMap((subject) => (subject.kind === "singleUser" ? [subject.userId] : []));
  const groupIds = subjects.flatMap((subject) => (subject.kind === "groupMembers" ? [subject.groupId] : []));
  const groupMembersFound = await loadGroupMembers(reader, groupIds);
  const members = [...groupMembersFound.values()].flat();
  const known = await loadPeople(reader, [targetId, ...asked, ...listed, ...members]);
  const target = known.get(targetId);
  for (let level = 0, above = [target?.managerId, ...(target?.sponsorIds ?? [])]; level < 2; level += 1) {
    const ids = above.filter((id): id is PersonId => !!id && !known.has(id));
    for (const person of (await loadPeople(reader, ids)).values()) known.set(person.id, person);
    above = [target?.managerId && known.get(target.managerId)?.managerId];
  }
  return { people: known, groupMembers: groupMembersFound };
}
