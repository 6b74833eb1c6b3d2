import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { type GroupRole, groupMembers, groupNestings, groups, people } from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import { packagesThrough } from "@/lib/facts/packages-through";
import { subquery } from "@/lib/facts/subquery";
import { isUuid } from "@/lib/platform/ids";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "@/lib/queries/keyset";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { GroupDetail, GroupMemberView, GroupRow } from "@/lib/views/admin";
import type { Page } from "@/lib/views/page";

const lowerName = sql<string>`lower(${groups.displayName})`;

const selectGroups = ({ db }: Reading) =>
  db
    .select({
      id: groups.id,
      displayName: groups.displayName,
      description: groups.description,
      version: groups.version,
      name: lowerName,
      memberCount: subquery<number>(sql`select count(*)::int from ${groupMembers}
        where ${groupMembers.groupId} = ${groups.id} and ${groupMembers.role} = 'member'`),
      nestedCount: subquery<number>(sql`select count(*)::int from ${groupNestings}
        where ${groupNestings.parentId} = ${groups.id}`),
    })
    .from(groups);

/** The groups of the directory, by name. The page asks for the right to see everything. */
export async function listGroups(
  input: { readonly search?: string | null; readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<GroupRow>> {
  const search = searchText(input.search);
  const after = fromCursor(input.cursor);
  const rows = await selectGroups(reading ?? (await currentReading()))
    .where(
      and(
        search === "" ? undefined : or(contains(groups.displayName, search), contains(groups.description, search)),
        after ? sql`(${lowerName}, ${groups.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(lowerName), asc(groups.id))
    .limit(PAGE_SIZE + 1);
  const page = pageOf(rows, (row) => toCursor(row.name, row.id));
  return { next: page.next, rows: page.rows.map(({ name: _, ...row }) => row) };
}

/** Those directly in a group in one role, since when and through which packages. */
const selectMembers = ({ db }: Reading, groupId: GroupId, role: GroupRole, where?: SQL) =>
  db
    .select({
      id: people.id,
      displayName: people.displayName,
      email: people.email,
      since: groupMembers.since,
      through: packagesThrough,
    })
    .from(groupMembers)
    .innerJoin(people, eq(people.id, groupMembers.personId))
    .where(and(eq(groupMembers.groupId, groupId), eq(groupMembers.role, role), where))
    .orderBy(asc(people.displayName), asc(people.id));

/** The direct members of a group, by name. The page asks for the right to see everything. */
export async function listGroupMembers(
  groupId: GroupId,
  input: { readonly search?: string | null; readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<GroupMemberView>> {
  const search = searchText(input.search);
  const after = fromCursor(input.cursor);
  const where = and(
    search === "" ? undefined : or(contains(people.displayName, search), contains(people.email, search)),
    after ? sql`(${people.displayName}, ${people.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
  );
  const now = reading ?? (await currentReading());
  const rows = await selectMembers(now, groupId, "member", where).limit(PAGE_SIZE + 1);
  return pageOf(rows, (row) => toCursor(row.displayName, row.id));
}

/** One group with its owners and how it lies in others; null where there is none. */
export async function getGroup(id: string, reading?: Reading): Promise<GroupDetail | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const groupId = id as GroupId;
  const [row] = await selectGroups(now).where(eq(groups.id, groupId));
  if (!row) return null;
  const { name: _, ...shown } = row;
  return {
    ...shown,
    owners: await selectMembers(now, groupId, "owner"),
    nested: await selectGroups(now)
      .innerJoin(groupNestings, eq(groupNestings.childId, groups.id))
      .where(eq(groupNestings.parentId, groupId))
      .orderBy(asc(lowerName)),
    parents: await db
      .select({ id: groups.id, displayName: groups.displayName })
      .from(groupNestings)
      .innerJoin(groups, eq(groups.id, groupNestings.parentId))
      .where(eq(groupNestings.childId, groupId))
      .orderBy(asc(groups.displayName)),
  };
}
