import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { groupMembers, groupNestings, groups, isPerson, people } from "@/db/schema";
import type { Nesting } from "@/lib/engine/administration";
import type { NamedPerson } from "@/lib/engine/directory";
import type { GroupRole } from "@/lib/engine/group/events";
import type { Group } from "@/lib/engine/group/group";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { packagesThrough } from "./packages-through";
import type { Reader } from "./reader";

/** A group as it is now; null where there is none. */
export async function loadGroup(reader: Reader, id: GroupId): Promise<Group | null> {
  const { displayName, description, version } = groups;
  const [row] = await reader
    .select({ id: groups.id, displayName, description, version })
    .from(groups)
    .where(eq(groups.id, id));
  return row ?? null;
}

/** Whether another group than this one has that name, whatever its case. */
export async function isGroupNameTaken(reader: Reader, displayName: string, except: GroupId): Promise<boolean> {
  const isThatName = eq(sql`lower(${groups.displayName})`, displayName.toLowerCase());
  return (await reader.$count(groups, and(isThatName, ne(groups.id, except)))) > 0;
}

/** Who has this role in a group directly, of these people. */
export async function loadMembersAmong(
  reader: Reader,
  groupId: GroupId,
  role: GroupRole,
  personIds: readonly PersonId[],
): Promise<Set<PersonId>> {
  const rows = await reader
    .select({ id: groupMembers.personId })
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.groupId, groupId),
        eq(groupMembers.role, role),
        inArray(groupMembers.personId, [...personIds]),
      ),
    );
  return new Set(rows.map((row) => row.id));
}

/** The packages through which somebody has this role in a group; null where they have it not. */
export async function loadMembership(
  reader: Reader,
  groupId: GroupId,
  role: GroupRole,
  personId: PersonId,
): Promise<readonly string[] | null> {
  const [row] = await reader
    .select({ through: packagesThrough })
    .from(groupMembers)
    .where(and(eq(groupMembers.groupId, groupId), eq(groupMembers.role, role), eq(groupMembers.personId, personId)));
  return row?.through ?? null;
}

/** People by their present names; ids of nobody, and of services, are left out. */
export async function loadNames(
  reader: Reader,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, NamedPerson>> {
  const rows = await reader
    .select({ personId: people.id, displayName: people.displayName })
    .from(people)
    .where(and(inArray(people.id, [...personIds]), isPerson));
  return new Map(rows.map((row) => [row.personId, row]));
}

/** How all groups lie in one another. */
export const loadNestings = (reader: Reader): Promise<Nesting[]> =>
  reader.select({ parentId: groupNestings.parentId, childId: groupNestings.childId }).from(groupNestings);

/** Groups by their present names; ids of none are left out. */
export async function loadGroupNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<GroupId, string>> {
  if (ids.length === 0) return new Map();
  const { id, displayName } = groups;
  const rows = await reader
    .select({ id, displayName })
    .from(groups)
    .where(inArray(id, [...new Set(ids)] as GroupId[]));
  return new Map(rows.map((row) => [row.id, row.displayName]));
}
