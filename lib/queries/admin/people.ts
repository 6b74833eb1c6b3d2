import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  catalogs,
  groupClosure,
  groupMembers,
  groups,
  isPerson,
  kindOfPerson,
  people,
  personSponsors,
  roleAssignments,
} from "@/db/schema";
import type { PersonKind } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { packagesThrough } from "@/lib/facts/packages-through";
import { isUuid } from "@/lib/platform/ids";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "@/lib/queries/keyset";
import { contains, groupIdsOf, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdminPersonDetail, AdminPersonRow } from "@/lib/views/admin";
import type { Page } from "@/lib/views/page";

const manager = alias(people, "manager");
const lowerName = sql<string>`lower(${people.displayName})`;

const selectPeople = ({ db }: Reading) =>
  db
    .select({
      id: people.id,
      displayName: people.displayName,
      email: people.email,
      jobTitle: people.jobTitle,
      department: people.department,
      kind: kindOfPerson,
      isEnabled: people.isEnabled,
      manager: { id: manager.id, displayName: manager.displayName },
      name: lowerName,
    })
    .from(people)
    .leftJoin(manager, eq(manager.id, people.managerId));

type Selected = Omit<AdminPersonRow, "isGuest"> & { readonly kind: PersonKind; readonly name: string };

const rowOf = ({ kind, name: _, ...row }: Selected): AdminPersonRow => ({ ...row, isGuest: kind === "guest" });

/** The people of the directory, by name. The page asks for the right to see everything. */
export async function listPeople(
  input: { readonly search?: string | null; readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<AdminPersonRow>> {
  const search = searchText(input.search);
  const after = fromCursor(input.cursor);
  const found = [people.displayName, people.email, people.jobTitle, people.department];
  const rows = await selectPeople(reading ?? (await currentReading()))
    .where(
      and(
        isPerson,
        search === "" ? undefined : or(...found.map((column) => contains(column, search))),
        after ? sql`(${lowerName}, ${people.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(lowerName), asc(people.id))
    .limit(PAGE_SIZE + 1);
  const page = pageOf(rows, (row) => toCursor(row.name, row.id));
  return { next: page.next, rows: page.rows.map(rowOf) };
}

/** Somebody with everything the directory says of them; null where there is nobody. */
export async function getPerson(id: string, reading?: Reading): Promise<AdminPersonDetail | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const personId = id as PersonId;
  const [row] = await selectPeople(now).where(and(eq(people.id, personId), isPerson));
  if (!row) return null;
  const named = { id: people.id, displayName: people.displayName };
  const { userPrincipalName, preferredLanguage } = people;
  const [profile] = await db
    .select({ userPrincipalName, preferredLanguage })
    .from(people)
    .where(eq(people.id, personId));
  return {
    ...rowOf(row),
    userPrincipalName: profile?.userPrincipalName ?? row.email,
    preferredLanguage: profile?.preferredLanguage ?? null,
    sponsors: await db
      .select(named)
      .from(personSponsors)
      .innerJoin(people, eq(people.id, personSponsors.sponsorId))
      .where(eq(personSponsors.personId, personId))
      .orderBy(asc(people.displayName)),
    reports: await db
      .select(named)
      .from(people)
      .where(and(eq(people.managerId, personId), eq(people.isEnabled, true)))
      .orderBy(asc(people.displayName)),
    groups: await listMemberships(now, personId),
    outerGroups: await listOuterGroups(now, personId),
    roles: await listHeldRoles(now, personId),
  };
}

const listMemberships = ({ db }: Reading, personId: PersonId) =>
  db
    .select({
      id: groups.id,
      displayName: groups.displayName,
      role: groupMembers.role,
      since: groupMembers.since,
      through: packagesThrough,
    })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(eq(groupMembers.personId, personId))
    .orderBy(asc(groups.displayName), desc(groupMembers.role));

/** WHO-20: the groups somebody is in because a group they are in is inside them. */
async function listOuterGroups({ db }: Reading, personId: PersonId) {
  const inner = alias(groups, "inner_group");
  return db
    .select({
      id: groups.id,
      displayName: groups.displayName,
      through: sql<string[]>`array_agg(distinct ${inner.displayName})`,
    })
    .from(groupMembers)
    .innerJoin(groupClosure, eq(groupClosure.descendantId, groupMembers.groupId))
    .innerJoin(groups, eq(groups.id, groupClosure.ancestorId))
    .innerJoin(inner, eq(inner.id, groupMembers.groupId))
    .where(
      and(
        eq(groupMembers.personId, personId),
        eq(groupMembers.role, "member"),
        sql`${groupClosure.ancestorId} <> ${groupClosure.descendantId}`,
      ),
    )
    .groupBy(groups.id, groups.displayName)
    .orderBy(asc(groups.displayName));
}

/** DEL-3, DEL-4: what somebody administers, by themselves or through a group at any depth. */
export async function listHeldRoles({ db }: Reading, personId: PersonId): Promise<AdminPersonDetail["roles"]> {
  const rows = await db
    .select({
      role: roleAssignments.role,
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
      group: { id: groups.id, displayName: groups.displayName },
    })
    .from(roleAssignments)
    .leftJoin(catalogs, eq(catalogs.id, roleAssignments.catalogId))
    .leftJoin(groups, eq(groups.id, roleAssignments.groupId))
    .where(or(eq(roleAssignments.personId, personId), sql`${roleAssignments.groupId} in ${groupIdsOf(personId)}`))
    .orderBy(asc(roleAssignments.role), asc(catalogs.displayName));
  return rows;
}
