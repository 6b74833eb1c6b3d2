import { and, asc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { assignments, packageResourceRoles, requests, roleGrants } from "@/db/schema";
import type { AccessPackageId, AssignmentId, RequestId } from "@/lib/engine/ids";
import { typesFor } from "@/lib/engine/request/states";
import type { Reader } from "./reader";

/** SQL: access that is there, for queries over `assignments`. */
const isThere = (now: Date): SQL | undefined =>
  and(
    inArray(assignments.state, ["delivering", "delivered", "partiallyDelivered"]),
    or(isNull(assignments.endAt), gt(assignments.endAt, now)),
  );

/**
 * SQL: the roles of an assignment are not those its package gives; the same as the engine's `roleStepsTo` finding a step
 * (ASN-28). For queries over `assignments`.
 */
export const isOutOfStep: SQL = sql`(exists (
    select 1 from ${packageResourceRoles} where ${packageResourceRoles.packageId} = ${assignments.packageId}
      and not exists (select 1 from ${roleGrants} where ${roleGrants.assignmentId} = ${assignments.id}
        and ${roleGrants.resourceRoleId} = ${packageResourceRoles.resourceRoleId}
        and ${roleGrants.state} in ('pendingGrant', 'granted', 'grantFailed')))
  or exists (
    select 1 from ${roleGrants} where ${roleGrants.assignmentId} = ${assignments.id}
      and ${roleGrants.state} in ('pendingGrant', 'granted', 'grantFailed')
      and not exists (select 1 from ${packageResourceRoles}
        where ${packageResourceRoles.packageId} = ${assignments.packageId}
          and ${packageResourceRoles.resourceRoleId} = ${roleGrants.resourceRoleId})))`;

/** The holders of a package whose roles are not what it gives, `most` of them, in the order of their ids. */
export async function listOutOfStep(
  reader: Reader,
  packageId: AccessPackageId,
  options: { readonly after: AssignmentId | null; readonly most: number; readonly now: Date },
): Promise<AssignmentId[]> {
  const { after, most, now } = options;
  const rows = await reader
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.packageId, packageId),
        isThere(now),
        isOutOfStep,
        after ? gt(assignments.id, after) : undefined,
      ),
    )
    .orderBy(asc(assignments.id))
    .limit(most);
  return rows.map((row) => row.id);
}

/** The delivery of this access that is under way, for the first time or again; null where there is none. */
export async function loadDeliveryUnderWay(reader: Reader, assignmentId: AssignmentId): Promise<RequestId | null> {
  const [row] = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.assignmentId, assignmentId),
        eq(requests.state, "delivering"),
        inArray(requests.type, [...typesFor("add"), ...typesFor("update")]),
      ),
    )
    .orderBy(asc(requests.id))
    .limit(1);
  return row?.id ?? null;
}
