import { and, asc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { accessPackages, assignments, people, resourceRoles, resources, roleGrants } from "@/db/schema";
import type { AccessPackageId } from "@/lib/engine/ids";
import { isOutOfStep } from "@/lib/facts/role-sync";
import { isUuid } from "@/lib/platform/ids";
import { isActiveNow } from "@/lib/queries/access";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { RoleFailure, RoleFollowing } from "@/lib/views/role-following";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** How many failures are named; their number is always whole. */
const NAMED = 50;

/** SQL: a role that did not come, or did not go, at the last attempt. */
const isFailing: SQL | undefined = and(
  isNotNull(roleGrants.problem),
  inArray(roleGrants.state, ["pendingGrant", "pendingRevoke", "grantFailed"]),
);

const hasRole = (which: SQL | undefined): SQL =>
  sql`exists (select 1 from ${roleGrants} where ${roleGrants.assignmentId} = ${assignments.id} and ${which})`;

const hasFailed = hasRole(isFailing);
const isWaiting = sql`(${isOutOfStep} or ${hasRole(inArray(roleGrants.state, ["pendingGrant", "pendingRevoke"]))})`;

/** SQL: the holders who have to follow; whoever is still being delivered gets what the package gives anyway. */
const holdersOf = (packageId: AccessPackageId, now: Date): SQL | undefined =>
  and(
    eq(assignments.packageId, packageId),
    inArray(assignments.state, ["delivered", "partiallyDelivered"]),
    isActiveNow(now),
  );

/**
 * ASN-28, ASN-29: how far the holders of a package have followed it; null where there is no such package or its catalog is
 * not the viewer's.
 */
export async function getRoleFollowing(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<RoleFollowing | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const packageId = id as AccessPackageId;
  const isSeen = and(eq(accessPackages.id, packageId), packagesOfSeenCatalogs(viewer));
  if ((await now.db.$count(accessPackages, isSeen)) === 0) return null;
  // One level deeper the fields keep the tables they belong to; see lib/facts/subquery.
  const { rows } = await now.db.execute<{ holders: number; failed: number; waiting: number }>(sql`
    select count(*)::int as holders,
      (count(*) filter (where ${hasFailed}))::int as failed,
      (count(*) filter (where ${isWaiting} and not ${hasFailed}))::int as waiting
    from ${assignments} where ${holdersOf(packageId, now.now)}`);
  const { holders, failed, waiting } = rows[0] ?? { holders: 0, failed: 0, waiting: 0 };
  const reached = holders - failed - waiting;
  return { holders, reached, waiting, failed, failures: failed > 0 ? await listFailures(now, packageId) : [] };
}

const listFailures = ({ db, now }: Reading, packageId: AccessPackageId): Promise<RoleFailure[]> =>
  db
    .select({
      person: { id: people.id, displayName: people.displayName },
      role: sql<string>`${resources.displayName} || ' – ' || ${resourceRoles.displayName}`,
      problem: sql<string>`${roleGrants.problem}`,
      nextAttemptAt: roleGrants.nextAttemptAt,
    })
    .from(assignments)
    .innerJoin(roleGrants, eq(roleGrants.assignmentId, assignments.id))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(and(holdersOf(packageId, now), isFailing))
    .orderBy(asc(people.displayName), asc(people.id), asc(resources.displayName), asc(resourceRoles.displayName))
    .limit(NAMED);
