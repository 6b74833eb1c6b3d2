import { type AnyColumn, and, asc, desc, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { accessPackages, assignments, requests, resourceRoles, resources, roleGrants } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { endsWithinDays } from "@/lib/engine/assignment/assignment";
import type { AssignmentId, PersonId } from "@/lib/engine/ids";
import { type PolicySnapshot, policySnapshotSchema } from "@/lib/engine/policy/policy";
import { typesFor } from "@/lib/engine/request/states";
import type { Reader } from "@/lib/facts/reader";
import type { ActiveAccessRow, ExpiredAccessRow, RoleGrantView } from "@/lib/views/access";
import type { Page } from "@/lib/views/page";
import { requestableAmong } from "./available-packages";
import { extensionStandings } from "./extension";
import { fromInstantCursor, PAGE_SIZE, pageOf, toInstantCursor } from "./keyset";
import { contains, searchText } from "./membership";
import { currentReading, type Reading } from "./reading";

/** What became of every role of some assignments, by resource and role. */
export async function listRoleGrants(
  reader: Reader,
  assignmentIds: readonly AssignmentId[],
): Promise<Map<AssignmentId, RoleGrantView[]>> {
  const found = new Map<AssignmentId, RoleGrantView[]>();
  if (assignmentIds.length === 0) return found;
  const rows = await reader
    .select({
      assignmentId: roleGrants.assignmentId,
      label: sql<string>`${resources.displayName} || ' – ' || ${resourceRoles.displayName}`,
      state: roleGrants.state,
      problem: roleGrants.problem,
      nextAttemptAt: roleGrants.nextAttemptAt,
    })
    .from(roleGrants)
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(inArray(roleGrants.assignmentId, [...assignmentIds]))
    .orderBy(asc(resources.displayName), asc(resourceRoles.displayName));
  for (const { assignmentId, ...role } of rows) found.set(assignmentId, [...(found.get(assignmentId) ?? []), role]);
  return found;
}

/** SQL: access that is there at this instant; the same as the engine's `isActiveAt` (ASN-13). Also of an alias. */
export const isActiveNow = (
  now: Date,
  of: { readonly state: AnyColumn; readonly endAt: AnyColumn } = assignments,
): SQL | undefined =>
  and(inArray(of.state, ["delivering", "delivered", "partiallyDelivered"]), or(isNull(of.endAt), gt(of.endAt, now)));

const matchesPackage = (search: string | null | undefined) => {
  const text = searchText(search);
  return text === ""
    ? undefined
    : or(contains(accessPackages.displayName, text), contains(accessPackages.description, text));
};

/** What somebody may do about access: give or take it back, ask for a later end. */
export type AccessRights = Readonly<Record<"mayRemove" | "mayExtend", (snapshot: PolicySnapshot) => boolean>>;

/** ASN-40; whether an end can be moved is said by the standing alone (ASN-17). */
const rightsOfHolder: AccessRights = {
  mayRemove: ({ requestorSettings }) => requestorSettings.enableTargetsToSelfRemoveAccess,
  mayExtend: () => true,
};

/** What a person holds, what ends first at the top; callers own the right to see it. */
export async function readActiveAccess(
  { db, now }: Reading,
  holderId: PersonId,
  rights: AccessRights,
  search?: string | null,
): Promise<ActiveAccessRow[]> {
  const rows = await db
    .select({ assignment: assignments, packageName: accessPackages.displayName })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(and(eq(assignments.targetId, holderId), isActiveNow(now), matchesPackage(search)))
    .orderBy(sql`${assignments.endAt} asc nulls last`, asc(accessPackages.displayName));
  const grants = await listRoleGrants(
    db,
    rows.map((row) => row.assignment.id),
  );
  const held = rows.map(({ assignment, packageName }) => ({
    packageName,
    assignment: { ...assignment, snapshot: policySnapshotSchema.parse(assignment.policySnapshot) },
  }));
  const extensions = await extensionStandings(
    { db, now },
    holderId,
    held.map((row) => row.assignment),
  );
  return held.map(({ assignment, packageName }): ActiveAccessRow => {
    const { snapshot } = assignment;
    const extension = extensions.get(assignment.id) ?? { kind: "none" };
    return {
      id: assignment.id,
      package: { id: assignment.packageId, displayName: packageName },
      policyName: snapshot.displayName,
      state: assignment.state,
      startAt: assignment.startAt,
      endAt: assignment.endAt,
      endsInDays: endsWithinDays(assignment.endAt, now),
      canRemove: rights.mayRemove(snapshot),
      extension: extension.kind === "possible" && !rights.mayExtend(snapshot) ? { kind: "none" } : extension,
      // What the package gave once and gives no more is history (ASN-28).
      roles: (grants.get(assignment.id) ?? []).filter((role) => role.state !== "revoked"),
    };
  });
}

/** POR-19: what the viewer holds, what ends first at the top. */
export async function listActiveAccess(
  viewer: Pick<Viewer, "personId">,
  input: { readonly search?: string | null } = {},
  reading?: Reading,
): Promise<ActiveAccessRow[]> {
  return readActiveAccess(reading ?? (await currentReading()), viewer.personId, rightsOfHolder, input.search);
}

/** POR-21: what the viewer held, what ended last at the top. */
export async function listExpiredAccess(
  viewer: Pick<Viewer, "personId" | "kind">,
  input: { readonly search?: string | null; readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<ExpiredAccessRow>> {
  const at = reading ?? (await currentReading());
  const { db } = at;
  const after = fromInstantCursor(input.cursor);
  const rows = await db
    .select({
      id: assignments.id,
      packageId: assignments.packageId,
      packageName: accessPackages.displayName,
      policySnapshot: assignments.policySnapshot,
      startAt: assignments.startAt,
      expiredAt: assignments.expiredAt,
      reason: assignments.endReason,
      requestId: sql<string | null>`(select ${requests.id} from ${requests}
        where ${requests.assignmentId} = ${assignments.id} and ${inArray(requests.type, typesFor("add"))}
        order by ${requests.createdAt} desc limit 1)`,
      rolesLeft: sql<number>`(select count(*)::int from ${roleGrants}
        where ${roleGrants.assignmentId} = ${assignments.id} and ${roleGrants.state} in ('granted', 'pendingRevoke'))`,
    })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(
      and(
        eq(assignments.targetId, viewer.personId),
        isNotNull(assignments.expiredAt),
        matchesPackage(input.search),
        after
          ? sql`(${assignments.expiredAt}, ${assignments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(assignments.expiredAt), desc(assignments.id))
    .limit(PAGE_SIZE + 1);
  const requestable = await requestableAmong(
    at,
    viewer,
    rows.map((row) => row.packageId),
  );
  const shown = rows.flatMap(({ packageId, packageName, policySnapshot, expiredAt, reason, ...row }) =>
    expiredAt && reason
      ? [
          {
            ...row,
            expiredAt,
            reason,
            package: { id: packageId, displayName: packageName },
            policyName: policySnapshot.displayName,
            canAskAgain: requestable.has(packageId),
          },
        ]
      : [],
  );
  return pageOf(shown, (row) => toInstantCursor(row.expiredAt, row.id));
}
