import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { accessPackages, catalogs, packageResourceRoles, resourceRoles, resources } from "@/db/schema";
import type { Account } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { obstacleInHoldings } from "@/lib/engine/request/holding-gates";
import type { Refusal } from "@/lib/engine/request/refusals";
import { loadHoldings } from "@/lib/facts/holdings";
import { loadIncompatibilities, noIncompatibilities } from "@/lib/facts/packages";
import { loadPerson } from "@/lib/facts/people";
import type { PackageRow, PackageStanding } from "@/lib/views/packages";
import type { Page } from "@/lib/views/page";
import type { TargetView } from "@/lib/views/targets";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "./keyset";
import { contains, searchText } from "./membership";
import { type Asking, byThemselves, isOffered, onBehalf } from "./offers";
import { currentReading, type Reading } from "./reading";
import { findTarget, seesHoldingsOf } from "./targets";

/** SQL: WHO-6 without hiding, which keeps nobody from asking (WHO-3): a package that such a policy offers somebody. */
const isOpenTo = ({ id, kind }: Pick<Account, "id" | "kind">, policyLetsAsk: SQL | undefined) =>
  and(
    kind === "service" ? sql`false` : undefined,
    eq(catalogs.state, "published"),
    kind === "guest" ? eq(catalogs.isExternallyVisible, true) : undefined,
    isOffered({ id, isMember: kind === "member" }, policyLetsAsk),
  );

/** SQL: what is open to the viewer themself. */
export const isOpenToViewer = ({ personId: id, kind }: Asking) => isOpenTo({ id, kind }, byThemselves);

/** Which of these packages the viewer may ask for now: in scope, neither held nor asked for nor in conflict. */
export async function requestableAmong(
  { db, now }: Reading,
  viewer: Asking,
  packageIds: readonly AccessPackageId[],
): Promise<ReadonlySet<AccessPackageId>> {
  if (packageIds.length === 0) return new Set();
  const rows = await db
    .select({ id: accessPackages.id })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(inArray(accessPackages.id, [...new Set(packageIds)]), isOpenToViewer(viewer)));
  const ids = rows.map((row) => row.id);
  const holdings = await loadHoldings(db, viewer.personId);
  const incompatible = await loadIncompatibilities(db, ids);
  return new Set(
    ids.filter(
      (id) => !obstacleInHoldings({ id, incompatible: incompatible.get(id) ?? noIncompatibilities }, holdings, now),
    ),
  );
}

/** POR-13: name, description and the names of what it contains. */
function matches(search: string): SQL | undefined {
  if (search === "") return undefined;
  return sql`(${contains(accessPackages.displayName, search)} or ${contains(accessPackages.description, search)} or exists (
    select 1 from ${packageResourceRoles}
    join ${resourceRoles} on ${resourceRoles.id} = ${packageResourceRoles.resourceRoleId}
    join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
    where ${packageResourceRoles.packageId} = ${accessPackages.id} and ${contains(resources.displayName, search)}))`;
}

type ListInput = { readonly search?: string | null; readonly cursor?: string | null };

/** Packages by name, with what contents they have. */
async function selectPackages({ db }: Reading, where: SQL | undefined, { search, cursor }: ListInput) {
  const name = sql<string>`lower(${accessPackages.displayName})`;
  const after = fromCursor(cursor);
  const rows = await db
    .select({
      id: accessPackages.id,
      displayName: accessPackages.displayName,
      description: accessPackages.description,
      catalogName: catalogs.displayName,
      name,
      resourceCount: sql<number>`(
        select count(distinct ${resourceRoles.resourceId})::int from ${packageResourceRoles}
        join ${resourceRoles} on ${resourceRoles.id} = ${packageResourceRoles.resourceRoleId}
        where ${packageResourceRoles.packageId} = ${accessPackages.id})`,
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(
      and(
        where,
        eq(accessPackages.isHidden, false),
        matches(searchText(search)),
        after ? sql`(${name}, ${accessPackages.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(name), asc(accessPackages.id))
    .limit(PAGE_SIZE + 1);
  const page = pageOf(rows, (row) => toCursor(row.name, row.id));
  return { next: page.next, rows: page.rows.map(({ name: _name, ...row }) => row) };
}

/** What stands in the way of each of these packages among what somebody holds and asked for. */
async function obstaclesOf({ db, now }: Reading, personId: PersonId, packageIds: readonly AccessPackageId[]) {
  const holdings = await loadHoldings(db, personId);
  const incompatible = await loadIncompatibilities(db, packageIds);
  return (id: AccessPackageId): Refusal | null =>
    obstacleInHoldings({ id, incompatible: incompatible.get(id) ?? noIncompatibilities }, holdings, now);
}

/** POR-10 to POR-15: the packages a person may ask for, by name, with how they stand to each. */
export async function listAvailablePackages(
  viewer: Asking,
  input: ListInput = {},
  reading?: Reading,
): Promise<Page<PackageRow>> {
  const now = reading ?? (await currentReading());
  const page = await selectPackages(now, isOpenToViewer(viewer), input);
  const obstacleTo = await obstaclesOf(
    now,
    viewer.personId,
    page.rows.map((row) => row.id),
  );
  return { ...page, rows: page.rows.map((row) => ({ ...row, standing: standingOf(obstacleTo(row.id)) })) };
}

/**
 * WHO-8: the packages the viewer may ask for for somebody else, whom it names; null where there is nobody the viewer may
 * have in mind. How they stand to each is for those only who may see what they hold (ERR-12).
 */
export async function listPackagesFor(
  viewer: Asking,
  targetId: string,
  input: ListInput = {},
  reading?: Reading,
): Promise<(Page<PackageRow> & { readonly target: TargetView }) | null> {
  const now = reading ?? (await currentReading());
  const found = await findTarget(viewer, targetId, now);
  const target = found && (await loadPerson(now.db, found.id as PersonId));
  if (!target) return null;
  const policyLetsAsk = onBehalf(viewer, found.isReport);
  const page = await selectPackages(now, isOpenTo(target, policyLetsAsk), input);
  const ids = page.rows.map((row) => row.id);
  const isSeen = await seesHoldingsOf(now, viewer.personId, target.id);
  const obstacleTo = isSeen ? await obstaclesOf(now, target.id, ids) : () => null;
  const standing = (id: AccessPackageId) => aboutOther(standingOf(obstacleTo(id)));
  return { next: page.next, rows: page.rows.map((row) => ({ ...row, standing: standing(row.id) })), target: found };
}

/** Requests of somebody else are not the viewer's to open. */
const aboutOther = (standing: PackageStanding): PackageStanding =>
  standing.kind === "requested" ? { ...standing, requestId: null } : standing;

/** How the viewer stands to a package, from what stands in the way of asking for it. */
export function standingOf(obstacle: Refusal | null): PackageStanding {
  if (!obstacle) return { kind: "requestable" };
  switch (obstacle.code) {
    case "openRequestExists":
      return { kind: "requested", requestId: obstacle.requestId };
    case "alreadyAssigned":
      return { kind: "held", assignmentId: obstacle.assignmentId, endAt: obstacle.endAt };
    default:
      return { kind: "blocked", refusal: obstacle };
  }
}
