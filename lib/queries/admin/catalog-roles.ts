import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { groupClosure, groupMembers, groups, people, roleAssignments } from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import type { CatalogId } from "@/lib/engine/ids";
import { isService } from "@/lib/facts/services";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { CatalogRoleRow, EffectiveAccessRow, EffectiveAccessView } from "@/lib/views/catalog-roles";
import type { Administrator } from "./scope";

/** Who was given which role in this catalog, the owners first; nothing for those who do not see it (DEL-23). */
export async function listCatalogRoles(
  viewer: Administrator,
  catalogId: CatalogId,
  reading?: Reading,
): Promise<CatalogRoleRow[]> {
  if (!mayIn(viewer, "viewCatalog", catalogId)) return [];
  return listRoles(reading ?? (await currentReading()), eq(roleAssignments.catalogId, catalogId));
}

/** P1: who was given which role in the whole portal. The page asks for the right to see everything. */
export async function listPortalRoles(reading?: Reading): Promise<CatalogRoleRow[]> {
  return listRoles(reading ?? (await currentReading()), isNull(roleAssignments.catalogId));
}

async function listRoles({ db }: Reading, where: SQL): Promise<CatalogRoleRow[]> {
  const name = sql<string>`coalesce(${people.displayName}, ${groups.displayName})`;
  const rows = await db
    .select({
      role: roleAssignments.role,
      personId: roleAssignments.personId,
      groupId: roleAssignments.groupId,
      displayName: name,
      accountKind: people.kind,
      isEnabled: people.isEnabled,
      since: roleAssignments.createdAt,
    })
    .from(roleAssignments)
    .leftJoin(people, eq(people.id, roleAssignments.personId))
    .leftJoin(groups, eq(groups.id, roleAssignments.groupId))
    .where(where)
    .orderBy(asc(roleAssignments.role), asc(sql`lower(${name})`));
  return rows.map(({ personId, groupId, accountKind, isEnabled, ...row }) => ({
    ...row,
    kind: accountKind === "service" ? accountKind : personId ? "person" : "group",
    id: personId ?? groupId ?? "",
    isEnabled: isEnabled ?? true,
  }));
}

/** How many people the view of effective access shows; a role for a big group says the rest. */
const PEOPLE_MAX = 200;
const ROWS_MAX = 1_000;

/** DEL-5: everybody who may do something in this catalog, with each role that lets them and through what it came. */
export async function getEffectiveAccess(
  viewer: Administrator,
  catalogId: CatalogId,
  reading?: Reading,
): Promise<EffectiveAccessView> {
  if (!mayIn(viewer, "viewCatalog", catalogId)) return { rows: [], isMore: false };
  const { db } = reading ?? (await currentReading());
  const holdsHere = or(
    eq(roleAssignments.catalogId, catalogId),
    and(isNull(roleAssignments.catalogId), inArray(roleAssignments.role, ["governanceAdministrator", "auditor"])),
  );
  const held = {
    personId: people.id,
    displayName: people.displayName,
    isService: sql<boolean>`${isService}`,
    role: roleAssignments.role,
    isEverywhere: sql<boolean>`${roleAssignments.catalogId} is null`,
  };
  const direct = db
    .select({ ...held, through: sql<string | null>`null` })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(and(holdsHere, eq(people.isEnabled, true)));
  const byGroup = db
    .select({ ...held, through: groups.displayName })
    .from(roleAssignments)
    .innerJoin(groups, eq(groups.id, roleAssignments.groupId))
    .innerJoin(groupClosure, eq(groupClosure.ancestorId, groups.id))
    .innerJoin(groupMembers, and(eq(groupMembers.groupId, groupClosure.descendantId), eq(groupMembers.role, "member")))
    .innerJoin(people, eq(people.id, groupMembers.personId))
    .where(and(holdsHere, eq(people.isEnabled, true)));
  const rows = await direct.union(byGroup).orderBy(sql`2, 1`).limit(ROWS_MAX);
  const found = new Map<string, EffectiveAccessRow>();
  for (const { personId, displayName, isService: ofService, ...role } of rows) {
    const row = found.get(personId) ?? { id: personId, displayName, isService: ofService, roles: [] };
    found.set(personId, { ...row, roles: [...row.roles, role] });
  }
  return {
    rows: [...found.values()].slice(0, PEOPLE_MAX),
    isMore: found.size > PEOPLE_MAX || rows.length === ROWS_MAX,
  };
}
