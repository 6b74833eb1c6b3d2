import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { accessPackages, assignments, catalogs, people } from "@/db/schema";
import { catalogsFor } from "@/lib/auth/permissions";
import { type AssignmentState, assignmentStates } from "@/lib/engine/assignment/assignment";
import type { AccessPackageId, AssignmentId, CatalogId, PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { addDays } from "@/lib/engine/time";
import { isUuid } from "@/lib/platform/ids";
import { isActiveNow, listRoleGrants } from "@/lib/queries/access";
import { countUpToLimit, nothing } from "@/lib/queries/counted";
import { searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import { type Place, type Sorting, walk } from "@/lib/queries/walk";
import type { AdminAssignmentRow } from "@/lib/views/admin";
import type { TwoWayPage } from "@/lib/views/page";
import { type AboutFilter, aboutFilterOf, aboutThese, isNamed } from "./list-filter";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/**
 * What a list of assignments shows: one state, all that is held now, all that is not, all whose delivery went wrong, or
 * everything.
 */
export type AssignmentFilterState = AssignmentState | "active" | "past" | "problems" | "all";

const sortings = {
  "-start": { by: assignments.startAt, kind: "instant", direction: "descending", id: assignments.id },
  start: { by: assignments.startAt, kind: "instant", direction: "ascending", id: assignments.id },
  end: { by: endOrNever(), kind: "instant", direction: "ascending", id: assignments.id },
  "-end": { by: endOrNever(), kind: "instant", direction: "descending", id: assignments.id },
  person: { by: people.displayName, kind: "text", direction: "ascending", id: assignments.id },
  "-person": { by: people.displayName, kind: "text", direction: "descending", id: assignments.id },
} as const satisfies Record<string, Sorting>;

/** The end it came to, or has; what has none comes after all others. */
function endOrNever(): SQL {
  return sql`coalesce(${assignments.expiredAt}, ${assignments.endAt}, 'infinity'::timestamptz)`;
}

/** What a list of assignments is in order of; with a minus the other way round. */
export type AssignmentSort = keyof typeof sortings;

export type AssignmentFilter = AboutFilter & {
  readonly packageId?: string | null;
  readonly personId?: string | null;
  readonly state?: AssignmentFilterState | null;
  readonly search?: string | null;
  /** Only what is held now and ends within so many days. */
  readonly endsWithinDays?: number | null;
  readonly sort?: AssignmentSort | null;
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

const isAssignmentFilterState = (text: string): text is AssignmentFilterState =>
  text === "active" || text === "problems" || text === "all" || isAssignmentState(text);

const isAssignmentState = (text: string): text is AssignmentState => assignmentStates.some((state) => state === text);

const isSort = (text: string): text is AssignmentSort => Object.hasOwn(sortings, text);

/** The parameters of an address as a filter; without a state what is held now (ASG-1). */
export function assignmentFilterOf(param: (name: string) => string | null | undefined): AssignmentFilter {
  const state = param("state") ?? "";
  const sort = param("sort") ?? "";
  const days = /^\d{1,3}$/.test(param("ends") ?? "") ? Number(param("ends")) : null;
  return {
    ...aboutFilterOf(param),
    state: isAssignmentFilterState(state) ? state : "active",
    search: searchText(param("q")) || null,
    endsWithinDays: days,
    sort: isSort(sort) ? sort : null,
  };
}

/** SQL: what the viewer sees of what a filter stands for. */
function wantedBy(viewer: Administrator, filter: AssignmentFilter, { db, now }: Reading): SQL | undefined {
  const search = searchText(filter.search);
  const { endsWithinDays } = filter;
  const { id: personId, displayName: personName, email: personEmail } = people;
  const { policyId, policySnapshot } = assignments;
  return and(
    packagesOfSeenCatalogs(viewer),
    isUuid(filter.packageId) ? eq(assignments.packageId, filter.packageId as AccessPackageId) : undefined,
    isUuid(filter.personId) ? eq(assignments.targetId, filter.personId as PersonId) : undefined,
    inFilterState(filter.state ?? "all", now),
    search === "" ? undefined : isNamed({ personId: assignments.targetId, packageId: assignments.packageId }, search),
    endsWithinDays
      ? and(isActiveNow(now), sql`${assignments.endAt} <= ${addDays(now, endsWithinDays).toISOString()}::timestamptz`)
      : undefined,
    ...aboutThese(db, filter, { personId, personName, personEmail, policyId, policySnapshot }),
  );
}

/** What is shown of an assignment, in queries that join its package, catalog and target. */
export const assignmentColumns = {
  id: assignments.id,
  package: { id: accessPackages.id, displayName: accessPackages.displayName },
  catalog: { id: catalogs.id, displayName: catalogs.displayName },
  target: { id: people.id, displayName: people.displayName, email: people.email },
  principalName: people.userPrincipalName,
  policySnapshot: assignments.policySnapshot,
  state: assignments.state,
  startAt: assignments.startAt,
  endAt: assignments.endAt,
  expiredAt: assignments.expiredAt,
  endReason: assignments.endReason,
};

/** POR-61: assignments in the catalogs the viewer sees, what started last at the top unless asked for otherwise. */
export async function listAssignments(
  viewer: Administrator,
  filter: AssignmentFilter & Place = {},
  reading?: Reading,
): Promise<TwoWayPage<AdminAssignmentRow>> {
  const at = reading ?? (await currentReading());
  const { db } = at;
  const { key, where, orderBy, limit, pageOf } = walk(sortings[filter.sort ?? "-start"], filter);
  const rows = await db
    .select({
      key,
      ...assignmentColumns,
    })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .where(and(wantedBy(viewer, filter, at), where))
    .orderBy(...orderBy)
    .limit(limit);
  const page = pageOf(rows);
  const grants = await listRoleGrants(
    db,
    page.rows.map((row) => row.id),
  );
  return {
    ...page,
    rows: page.rows.map(({ policySnapshot, ...row }) => ({
      ...row,
      policyName: policySnapshot.displayName,
      roles: grants.get(row.id) ?? [],
    })),
  };
}

/** How many there are over all pages, as far as they are counted. */
export async function countAssignments(
  viewer: Administrator,
  filter: AssignmentFilter,
  reading?: Reading,
): Promise<number> {
  const at = reading ?? (await currentReading());
  const matching = at.db
    .select({ nothing })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .where(wantedBy(viewer, filter, at));
  return countUpToLimit(at.db, matching);
}

/** The ids of those over all pages that the viewer may change, in the order of the list; as many as one form takes. */
export async function listChangeableAssignments(
  viewer: Administrator,
  filter: AssignmentFilter,
  reading?: Reading,
): Promise<AssignmentId[]> {
  const at = reading ?? (await currentReading());
  const theirs = catalogsFor(viewer, "manageAssignments");
  const rows = await at.db
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .where(
      and(
        wantedBy(viewer, filter, at),
        theirs === "all" ? undefined : inArray(accessPackages.catalogId, theirs as CatalogId[]),
      ),
    )
    .orderBy(...walk(sortings[filter.sort ?? "-start"], {}).orderBy)
    .limit(limits.rowsAtOnceMax);
  return rows.map((row) => row.id);
}
