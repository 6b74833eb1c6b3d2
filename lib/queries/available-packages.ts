import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import {
  accessPackages,
  assignmentPolicies,
  catalogs,
  packageResourceRoles,
  policyTargets,
  resourceRoles,
  resources,
} from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { AccessPackageId } from "@/lib/engine/ids";
import { obstacleInHoldings } from "@/lib/engine/request/holding-gates";
import type { Refusal } from "@/lib/engine/request/refusals";
import { loadHoldings } from "@/lib/facts/holdings";
import { loadIncompatibilities, noIncompatibilities } from "@/lib/facts/packages";
import type { PackageRow, PackageStanding } from "@/lib/views/packages";
import type { Page } from "@/lib/views/page";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "./keyset";
import { contains, groupIdsOf, searchText } from "./membership";
import { currentReading, type Reading } from "./reading";

type Asking = Pick<Viewer, "personId" | "kind">;

/** WHO-4: an enabled policy that lets this person ask and has them in scope (WHO-11 to WHO-14). */
function isOffered(viewer: Asking): SQL {
  const isListed = sql`exists (
    select 1 from ${policyTargets} where ${policyTargets.policyId} = ${assignmentPolicies.id}
      and (${policyTargets.personId} = ${viewer.personId} or ${policyTargets.groupId} in ${groupIdsOf(viewer.personId)}))`;
  return sql`exists (
    select 1 from ${assignmentPolicies}
    where ${assignmentPolicies.packageId} = ${accessPackages.id}
      and ${assignmentPolicies.isEnabled} and ${assignmentPolicies.enableTargetsToSelfAddAccess}
      and case ${assignmentPolicies.allowedTargetScope}
        when 'allDirectoryUsers' then true
        when 'allMemberUsers' then ${viewer.kind === "member"}
        when 'specificDirectoryUsers' then ${isListed}
        else false end)`;
}

/** SQL: WHO-6 without hiding, which keeps nobody from asking (WHO-3). */
const isOpenTo = (viewer: Asking) =>
  and(
    eq(catalogs.state, "published"),
    viewer.kind === "guest" ? eq(catalogs.isExternallyVisible, true) : undefined,
    isOffered(viewer),
  );

/** WHO-6: what a person may browse; hidden packages are only ever reached by their link (WHO-3, POR-14). */
export function isBrowsable(viewer: Asking): SQL | undefined {
  return and(isOpenTo(viewer), eq(accessPackages.isHidden, false));
}

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
    .where(and(inArray(accessPackages.id, [...new Set(packageIds)]), isOpenTo(viewer)));
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

/** POR-10 to POR-15: the packages a person may ask for, by name, with how they stand to each. */
export async function listAvailablePackages(
  viewer: Asking,
  input: { readonly search?: string | null; readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<PackageRow>> {
  const { db, now } = reading ?? (await currentReading());
  const name = sql<string>`lower(${accessPackages.displayName})`;
  const after = fromCursor(input.cursor);
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
        isBrowsable(viewer),
        matches(searchText(input.search)),
        after ? sql`(${name}, ${accessPackages.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(name), asc(accessPackages.id))
    .limit(PAGE_SIZE + 1);
  const holdings = await loadHoldings(db, viewer.personId);
  const incompatible = await loadIncompatibilities(
    db,
    rows.map((row) => row.id),
  );
  const page = pageOf(rows, (row) => toCursor(row.name, row.id));
  return {
    next: page.next,
    rows: page.rows.map(({ name: _name, ...row }) => ({
      ...row,
      standing: standingOf(
        obstacleInHoldings(
          { id: row.id, incompatible: incompatible.get(row.id) ?? noIncompatibilities },
          holdings,
          now,
        ),
      ),
    })),
  };
}

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
