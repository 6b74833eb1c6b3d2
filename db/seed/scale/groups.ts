import type { Database } from "@/db/client";
import { groupMembers, groupNestings, groups as groupsTable } from "@/db/schema";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { rebuildGroupClosure } from "@/lib/services/group-closure";
import { seedId } from "../seed-id";
import { insertAll } from "./bulk";
import { departments, type Employee, leadOf } from "./people";

const id = (key: string) => seedId<GroupId>("group", `scale ${key}`);

/** Everybody, directly: the largest membership there is. */
export const everybodyGroup = id("everybody");
/** Everybody of a department, through its teams. */
export const departmentGroup = (department: number): GroupId => id(`department ${department}`);
const teamGroup = (team: number): GroupId => id(`team ${team}`);

/** The groups somebody is in, through teams and departments. */
export const groupsOf = (person: Employee): Set<GroupId> =>
  new Set([everybodyGroup, departmentGroup(person.department), teamGroup(person.team)]);

/** Makes groups with their members; the first is the owner as well. */
export async function insertGroups(
  db: Database,
  named: readonly { readonly id: GroupId; readonly displayName: string; readonly members: readonly PersonId[] }[],
  at: Date,
): Promise<void> {
  await insertAll(
    db,
    groupsTable,
    named.map((group) => ({
      id: group.id,
      displayName: group.displayName,
      description: "",
      version: 1,
      createdAt: at,
    })),
  );
  await insertAll(
    db,
    groupMembers,
    named.flatMap(({ id: groupId, members }) => [
      ...members.slice(0, 1).map((personId) => ({ groupId, personId, role: "owner" as const, since: at })),
      ...members.map((personId) => ({ groupId, personId, role: "member" as const, since: at })),
    ]),
  );
}

/** A group a team, a group a department with its teams inside, and one of everybody. */
export async function seedTeams(db: Database, people: readonly Employee[], at: Date): Promise<void> {
  const teams = new Map<number, Employee[]>();
  for (const person of people) teams.set(person.team, [...(teams.get(person.team) ?? []), person]);
  const idsOf = (some: readonly Employee[]) => some.map((person) => person.id);
  const nameOf = (department: number) => departments[department] ?? "";
  await insertGroups(
    db,
    [
      { id: everybodyGroup, displayName: "Everybody in the group of companies", members: idsOf(people) },
      ...departments.map((name, department) => ({
        id: departmentGroup(department),
        displayName: `${name} worldwide`,
        members: idsOf(people.slice(leadOf(department), leadOf(department) + 1)),
      })),
      ...[...teams].map(([team, members]) => ({
        id: teamGroup(team),
        displayName: `${nameOf(team % departments.length)} team ${team + 1}`,
        members: idsOf(members),
      })),
    ],
    at,
  );
  await insertAll(
    db,
    groupNestings,
    [...teams.keys()].map((team) => ({
      parentId: departmentGroup(team % departments.length),
      childId: teamGroup(team),
    })),
  );
  await db.transaction(rebuildGroupClosure);
}
