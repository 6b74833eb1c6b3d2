import { and, asc, eq, isNotNull, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import {
  accessPackages,
  assignments,
  catalogs,
  groupClosure,
  groupMembers,
  groups,
  incompatibleGroups,
  incompatiblePackages,
  people,
} from "@/db/schema";
import { admissionTo, may, mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, GroupId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { isUuid } from "@/lib/platform/ids";
import { isActiveNow } from "@/lib/queries/access";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "@/lib/queries/keyset";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdditionalAccessView, HolderOfBoth } from "@/lib/views/separation-of-duties";
import type { Administrator } from "./scope";

const here = alias(assignments, "here");
const there = alias(assignments, "there");

/** SQL: somebody is in the group at this moment, directly or through groups inside it (SOD-8). */
const isInGroup = (groupId: SQLWrapper | GroupId) => sql`exists (
  select 1 from ${groupMembers} join ${groupClosure} on ${groupClosure.descendantId} = ${groupMembers.groupId}
  where ${groupClosure.ancestorId} = ${groupId} and ${groupMembers.personId} = ${here.targetId}
    and ${groupMembers.role} = 'member')`;

/** SQL: how many people hold both packages now (SOD-30); the same from either side. */
export const holdersOfBothPackages = (
  { db, now }: Reading,
  packageId: AccessPackageId,
  otherId: PgColumn | AccessPackageId,
): SQL<number> =>
  sql<number>`(${db
    .select({ count: sql`count(*)::int` })
    .from(here)
    .innerJoin(there, eq(there.targetId, here.targetId))
    .where(
      and(eq(here.packageId, packageId), eq(there.packageId, otherId), isActiveNow(now, here), isActiveNow(now, there)),
    )})`;

/** SQL: how many people hold the package now and are in the group (SOD-21). */
export const holdersInGroup = (
  { db, now }: Reading,
  packageId: AccessPackageId,
  groupId: PgColumn | GroupId,
): SQL<number> =>
  sql<number>`(${db
    .select({ count: sql`count(*)::int` })
    .from(here)
    .innerJoin(people, eq(people.id, here.targetId))
    .where(and(eq(here.packageId, packageId), isActiveNow(now, here), isInGroup(groupId)))})`;

type Pair = Omit<AdditionalAccessView, "total" | "holders"> & { readonly package: { readonly id: AccessPackageId } };

const packageWithCatalog = (reading: Reading, id: AccessPackageId) =>
  reading.db
    .select({
      id: accessPackages.id,
      displayName: accessPackages.displayName,
      catalogId: catalogs.id,
      catalogName: catalogs.displayName,
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(eq(accessPackages.id, id), isNull(accessPackages.deletedAt)))
    .then(([row]) => row);

const isListed = async ({ db }: Reading, packageId: AccessPackageId, otherId: AccessPackageId) =>
  (await db.$count(
    incompatiblePackages,
    and(eq(incompatiblePackages.packageId, packageId), eq(incompatiblePackages.incompatiblePackageId, otherId)),
  )) > 0;

const counterpartText = /^(package|group):(.{36})$/;

/**
 * The pair an address names, for those who may know who holds both: the right to additional access here, and a role in
 * the catalog of the other package, whose holders would be told of. A group that is not declared is for those only who
 * could declare it, lest anybody find out who is in any group.
 */
async function openPair(
  reading: Reading,
  viewer: Administrator,
  packageId: string,
  counterpart: string,
): Promise<Pair | "roleNotSufficient" | null> {
  const [, kind, id = ""] = counterpartText.exec(counterpart) ?? [];
  if (!isUuid(packageId) || !isUuid(id) || id === packageId) return null;
  const wanted = await packageWithCatalog(reading, packageId as AccessPackageId);
  if (!wanted) return null;
  const admission = admissionTo(viewer, "viewAdditionalAccess", wanted.catalogId);
  if (admission !== "allowed") return admission === "notFound" ? null : admission;
  const mayConfigure = mayIn(viewer, "configureSeparationOfDuties", wanted.catalogId);
  const one = { package: { id: wanted.id, displayName: wanted.displayName }, mayConfigure };
  return kind === "package"
    ? withPackage(reading, viewer, one, id as AccessPackageId)
    : withGroup(reading, viewer, one, id as GroupId);
}

type One = Pick<Pair, "package" | "mayConfigure">;

async function withPackage(reading: Reading, viewer: Administrator, one: One, id: AccessPackageId) {
  const other = await packageWithCatalog(reading, id);
  if (!other || !mayIn(viewer, "viewCatalog", other.catalogId)) return null;
  return {
    ...one,
    counterpart: { kind: "package" as const, id, displayName: other.displayName, catalogName: other.catalogName },
    isDeclared: await isListed(reading, one.package.id, id),
    isDeclaredBack: await isListed(reading, id, one.package.id),
    mayConfigureBack: mayIn(viewer, "configureSeparationOfDuties", other.catalogId),
  };
}

async function withGroup(reading: Reading, viewer: Administrator, one: One, id: GroupId) {
  const [group] = await reading.db.select({ displayName: groups.displayName }).from(groups).where(eq(groups.id, id));
  const isEntry = and(eq(incompatibleGroups.packageId, one.package.id), eq(incompatibleGroups.groupId, id));
  const isDeclared = (await reading.db.$count(incompatibleGroups, isEntry)) > 0;
  if (!group || !(isDeclared || one.mayConfigure || may(viewer, "viewEverything"))) return null;
  return {
    ...one,
    counterpart: { kind: "group" as const, id, displayName: group.displayName, catalogName: null },
    isDeclared,
    isDeclaredBack: false,
    mayConfigureBack: false,
  };
}

const lowerName = sql<string>`lower(${people.displayName})`;

const selectHolders = ({ db, now }: Reading, { package: { id: packageId }, counterpart }: Pair, after?: SQL) =>
  db
    .select({
      person: { id: people.id, displayName: people.displayName, email: people.email },
      userPrincipalName: people.userPrincipalName,
      name: lowerName,
      here,
      there,
    })
    .from(here)
    .innerJoin(people, eq(people.id, here.targetId))
    .leftJoin(
      there,
      and(
        counterpart.kind === "package" ? eq(there.packageId, counterpart.id as AccessPackageId) : sql`false`,
        eq(there.targetId, here.targetId),
        isActiveNow(now, there),
      ),
    )
    .where(
      and(
        eq(here.packageId, packageId),
        isActiveNow(now, here),
        counterpart.kind === "package" ? isNotNull(there.id) : isInGroup(counterpart.id as GroupId),
        after,
      ),
    )
    .orderBy(asc(lowerName), asc(people.id));

type Assignment = typeof assignments.$inferSelect;

const held = ({ id, policySnapshot, state, endAt }: Assignment) => ({
  assignmentId: id,
  policyName: policySnapshot.displayName,
  state,
  endAt,
});

/** SOD-30, SOD-31: who holds the package and the counterpart; the number before declaring is the one after. */
export async function getAdditionalAccess(
  viewer: Administrator,
  input: { readonly packageId: string; readonly counterpart: string; readonly cursor?: string | null },
  reading?: Reading,
): Promise<AdditionalAccessView | "roleNotSufficient" | null> {
  const now = reading ?? (await currentReading());
  const pair = await openPair(now, viewer, input.packageId, input.counterpart);
  if (pair === null || pair === "roleNotSufficient") return pair;
  const after = fromCursor(input.cursor);
  const isLater = after ? sql`(${lowerName}, ${people.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined;
  const rows = await selectHolders(now, pair, isLater).limit(PAGE_SIZE + 1);
  const page = pageOf(rows, (row) => toCursor(row.name, row.person.id));
  const { id, kind } = pair.counterpart;
  const count =
    kind === "package"
      ? holdersOfBothPackages(now, pair.package.id, id as AccessPackageId)
      : holdersInGroup(now, pair.package.id, id as GroupId);
  const { rows: counted } = await now.db.execute<{ total: number }>(sql`select ${count} as total`);
  return {
    ...pair,
    total: counted[0]?.total ?? 0,
    holders: {
      next: page.next,
      rows: page.rows.map(
        (row): HolderOfBoth => ({ person: row.person, here: held(row.here), there: row.there && held(row.there) }),
      ),
    },
  };
}

/**
 * SQL: SOD-30: the assignments of a package that people have now who hold the other one too, for lists of assignments;
 * who may know them is asked first.
 */
export async function assignmentsOfHoldersOfBoth(
  viewer: Administrator,
  { packageId, otherId }: { readonly packageId: string; readonly otherId: string },
  reading: Reading,
): Promise<SQL | "roleNotSufficient" | null> {
  const pair = await openPair(reading, viewer, packageId, `package:${otherId}`);
  if (pair === null || pair === "roleNotSufficient") return pair;
  const isHere = and(eq(assignments.packageId, pair.package.id), isActiveNow(reading.now));
  const isThere = and(eq(there.packageId, otherId as AccessPackageId), isActiveNow(reading.now, there));
  return sql`${isHere} and exists (
    select 1 from ${assignments} ${there} where ${there.targetId} = ${assignments.targetId} and ${isThere})`;
}

/** SOD-31: one assignment of somebody who holds both, as the file has it. */
export type AdditionalAccessLine = {
  readonly assignmentId: string;
  readonly targetId: string;
  readonly name: string;
  readonly principalName: string;
  readonly email: string;
  readonly packageName: string;
  readonly policyName: string;
  readonly state: string;
  readonly endAt: Date | null;
};

/**
 * SOD-31, LIM-37: the same people as lines of a file, one for each assignment that makes the pair: two for two packages,
 * in an order that is the same from either side, so that both ways give the same lines.
 */
export async function exportAdditionalAccess(
  viewer: Administrator,
  input: { readonly packageId: string; readonly counterpart: string },
  reading?: Reading,
): Promise<{ readonly pair: Pair; readonly lines: readonly AdditionalAccessLine[] } | "roleNotSufficient" | null> {
  const now = reading ?? (await currentReading());
  const pair = await openPair(now, viewer, input.packageId, input.counterpart);
  if (pair === null || pair === "roleNotSufficient") return pair;
  const rows = await selectHolders(now, pair).limit(limits.csvRowsMax);
  const lines = rows.flatMap((row) => {
    const lineOf = (assignment: Assignment, packageName: string): AdditionalAccessLine => ({
      ...held(assignment),
      targetId: row.person.id,
      name: row.person.displayName,
      principalName: row.userPrincipalName,
      email: row.person.email,
      packageName,
    });
    const own = lineOf(row.here, pair.package.displayName);
    if (!row.there) return [own];
    const other = lineOf(row.there, pair.counterpart.displayName);
    return pair.package.id < pair.counterpart.id ? [own, other] : [other, own];
  });
  return { pair, lines };
}
