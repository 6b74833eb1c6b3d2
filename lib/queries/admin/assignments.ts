import { and, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { accessPackages, assignments, people } from "@/db/schema";
import { type AssignmentState, assignmentStates } from "@/lib/engine/assignment/assignment";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import { isActiveNow, listRoleGrants } from "@/lib/queries/access";
import { fromInstantCursor, PAGE_SIZE, pageOf, toInstantCursor } from "@/lib/queries/keyset";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdminAssignmentRow } from "@/lib/views/admin";
import type { Page } from "@/lib/views/page";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/**
 * What a list of assignments shows: one state, all that is held now, all that is not, all whose delivery went wrong, or
 * everything.
 */
export type AssignmentFilterState = AssignmentState | "active" | "past" | "problems" | "all";

export type AssignmentFilter = {
  readonly packageId?: string | null;
  readonly personId?: string | null;
  readonly state?: AssignmentFilterState | null;
  readonly search?: string | null;
  readonly cursor?: string | null;
};

/** RES-52: access that was granted and did not, or not wholly, arrive. */
const problemStates = ["partiallyDelivered", "deliveryFailed"] as const;

/** SQL: the assignments a filter stands for. */
export function inFilterState(state: AssignmentFilterState, now: Date): SQL | undefined {
  if (state === "all") return undefined;
  if (state === "active") return isActiveNow(now);
  if (state === "past") return sql`not (${isActiveNow(now)})`;
  return state === "problems" ? inArray(assignments.state, [...problemStates]) : eq(assignments.state, state);
}

export const isAssignmentFilterState = (text: string): text is AssignmentFilterState =>
  text === "active" || text === "problems" || text === "all" || isAssignmentState(text);

export const isAssignmentState = (text: string): text is AssignmentState =>
  assignmentStates.some((state) => state === text);

/** POR-61: assignments in the catalogs the viewer sees, what started last at the top. */
export async function listAssignments(
  viewer: Administrator,
  filter: AssignmentFilter = {},
  reading?: Reading,
): Promise<Page<AdminAssignmentRow>> {
  const { db, now } = reading ?? (await currentReading());
  const search = searchText(filter.search);
  const after = fromInstantCursor(filter.cursor);
  const rows = await db
    .select({
      id: assignments.id,
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      target: { id: people.id, displayName: people.displayName, email: people.email },
      policySnapshot: assignments.policySnapshot,
      state: assignments.state,
      startAt: assignments.startAt,
      endAt: assignments.endAt,
      expiredAt: assignments.expiredAt,
      endReason: assignments.endReason,
    })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .where(
      and(
        packagesOfSeenCatalogs(viewer),
        isUuid(filter.packageId) ? eq(assignments.packageId, filter.packageId as AccessPackageId) : undefined,
        isUuid(filter.personId) ? eq(assignments.targetId, filter.personId as PersonId) : undefined,
        inFilterState(filter.state ?? "all", now),
        search === ""
          ? undefined
          : or(contains(people.displayName, search), contains(accessPackages.displayName, search)),
        after
          ? sql`(${assignments.startAt}, ${assignments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(assignments.startAt), desc(assignments.id))
    .limit(PAGE_SIZE + 1);
  const page = pageOf(rows, (row) => toInstantCursor(row.startAt, row.id));
  const grants = await listRoleGrants(
    db,
    page.rows.map((row) => row.id),
  );
  return {
    next: page.next,
    rows: page.rows.map(({ policySnapshot, ...row }) => ({
      ...row,
      policyName: policySnapshot.displayName,
      roles: grants.get(row.id) ?? [],
    })),
  };
}
