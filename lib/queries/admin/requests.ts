import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import {
  accessPackages,
  catalogs,
  groupClosure,
  groupMembers,
  people,
  requestStages,
  requests,
  stageApprovers,
  tenantSettings,
} from "@/db/schema";
import { catalogsFor, mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, CatalogId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { type RequestState, type RequestType, requestStates, requestTypes } from "@/lib/engine/request/states";
import { addDays } from "@/lib/engine/time";
import { isService } from "@/lib/facts/services";
import { isUuid } from "@/lib/platform/ids";
import { countUpToLimit, nothing } from "@/lib/queries/counted";
import { searchText } from "@/lib/queries/membership";
import { isNotDeleted } from "@/lib/queries/own-requests";
import { currentReading, type Reading } from "@/lib/queries/reading";
import {
  type RequestSort,
  readRequest,
  requestSortings,
  selectRequests,
  selectSortedRequests,
  target,
} from "@/lib/queries/requests";
import { type Place, walk } from "@/lib/queries/walk";
import type { AdminRequestRow, AdminRequestView } from "@/lib/views/admin";
import type { TwoWayPage } from "@/lib/views/page";
import type { RequestRow } from "@/lib/views/requests";
import { mayAddApprover } from "./approver-addition";
import { startOfDay } from "./audit-filter";
import { type AboutFilter, aboutFilterOf, aboutThese, isNamed } from "./list-filter";
import { obstaclesToRequest } from "./obstacles";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

export const isRequestState = (text: string): text is RequestState => requestStates.some((state) => state === text);

/** SQL: the requests of the catalogs the viewer sees; no condition for those who see all. */
export function seen({ db }: Reading, viewer: Administrator): SQL | undefined {
  const theirs = packagesOfSeenCatalogs(viewer);
  if (theirs === undefined) return undefined;
  return inArray(requests.packageId, db.select({ id: accessPackages.id }).from(accessPackages).where(theirs));
}

/** SQL: APP-67, whether the organization lets submitters decide. */
const maySubmitterDecide = sql`exists (select 1 from ${tenantSettings}
  where ${tenantSettings.name} = 'allowSubmitterToApprove' and ${tenantSettings.value} = 'true'::jsonb)`;

/**
 * SQL: nobody could decide the running stage as things are; the same as the engine's `isNobody` (APP-27, APP-32).
 * For queries that join the active stage to its request.
 */
export const isStuck: SQL = sql`${requestStages.state} = 'active' and not exists (
  select 1 from ${stageApprovers}
  cross join lateral (
    select ${stageApprovers.personId} as id where ${stageApprovers.personId} is not null
    union all
    select ${groupMembers.personId} from ${groupClosure}
    join ${groupMembers} on ${groupMembers.groupId} = ${groupClosure.descendantId} and ${groupMembers.role} = 'member'
    where ${groupClosure.ancestorId} = ${stageApprovers.groupId}) as asked
  join ${people} as able on able.id = asked.id and able.is_enabled and able.id <> ${requests.targetId}
    and (able.id <> ${requests.requestorId} or ${maySubmitterDecide})
  where ${stageApprovers.requestId} = ${requestStages.requestId} and ${stageApprovers.stage} = ${requestStages.stage})`;

export type AdminRequestFilter = AboutFilter & {
  readonly packageId?: string | null;
  readonly state?: RequestState | null;
  readonly type?: RequestType | null;
  readonly search?: string | null;
  /** Only requests that wait with nobody able to decide. */
  readonly stuck?: boolean;
  /** Submitted from this instant on, and before that one. */
  readonly from?: Date | null;
  readonly until?: Date | null;
  readonly sort?: RequestSort | null;
};

const isSort = (text: string): text is RequestSort => Object.hasOwn(requestSortings, text);
const isType = (text: string): text is RequestType => requestTypes.some((type) => type === text);

/** REQ-71: the parameters of an address as a filter: days are whole days in UTC, the last one included. */
export function requestFilterOf(param: (name: string) => string | null | undefined): AdminRequestFilter {
  const [state, type, sort] = [param("state") ?? "", param("type") ?? "", param("sort") ?? ""];
  const to = startOfDay(param("to"));
  return {
    ...aboutFilterOf(param),
    state: isRequestState(state) ? state : null,
    type: isType(type) ? type : null,
    search: searchText(param("q")) || null,
    stuck: state === "stuck",
    from: startOfDay(param("from")),
    until: to && addDays(to, 1),
    sort: isSort(sort) ? sort : null,
  };
}

/** SQL: what the viewer sees of what a filter stands for; in queries that join package, target and running stage. */
function wantedBy(viewer: Administrator, filter: AdminRequestFilter, { db }: Reading): SQL | undefined {
  const { state, type, stuck, from, until } = filter;
  const search = searchText(filter.search);
  const { id: personId, displayName: personName, email: personEmail } = target;
  const { policyId, policySnapshot } = requests;
  return and(
    packagesOfSeenCatalogs(viewer),
    isNotDeleted,
    isUuid(filter.packageId) ? eq(requests.packageId, filter.packageId as AccessPackageId) : undefined,
    state ? eq(requests.state, state) : undefined,
    type ? eq(requests.type, type) : undefined,
    search === "" ? undefined : isNamed({ personId: requests.targetId, packageId: requests.packageId }, search),
    stuck ? isStuck : undefined,
    from ? gte(requests.createdAt, from) : undefined,
    until ? lt(requests.createdAt, until) : undefined,
    ...aboutThese(db, filter, { personId, personName, personEmail, policyId, policySnapshot }),
  );
}

/** POR-60, ASG-10: requests in the catalogs the viewer sees, newest first unless asked for otherwise. */
export async function listAdminRequests(
  viewer: Administrator,
  filter: AdminRequestFilter & Place = {},
  reading?: Reading,
): Promise<TwoWayPage<AdminRequestRow>> {
  const now = reading ?? (await currentReading());
  const wanted = wantedBy(viewer, filter, now);
  const page = await selectSortedRequests(now, wanted, filter.sort ?? "-submitted", filter);
  return { ...page, rows: await withOrigin(now, page.rows) };
}

/** How many there are over all pages, as far as they are counted. */
export async function countAdminRequests(
  viewer: Administrator,
  filter: AdminRequestFilter,
  reading?: Reading,
): Promise<number> {
  const now = reading ?? (await currentReading());
  const matching = now.db
    .select({ nothing })
    .from(requests)
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .leftJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(wantedBy(viewer, filter, now));
  return countUpToLimit(now.db, matching);
}

/** The ids of those over all pages that the viewer may change, in the order of the list; as many as one form takes. */
export async function listChangeableRequests(
  viewer: Administrator,
  filter: AdminRequestFilter,
  reading?: Reading,
): Promise<RequestId[]> {
  const now = reading ?? (await currentReading());
  const theirs = catalogsFor(viewer, "manageAssignments");
  const rows = await now.db
    .select({ id: requests.id })
    .from(requests)
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .leftJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(
      and(
        wantedBy(viewer, filter, now),
        theirs === "all" ? undefined : inArray(accessPackages.catalogId, theirs as CatalogId[]),
      ),
    )
    .orderBy(...walk(requestSortings[filter.sort ?? "-submitted"], {}).orderBy)
    .limit(limits.rowsAtOnceMax);
  return rows.map((row) => row.id);
}

/** Adds who asked, under which policy, and whether anybody could decide. */
async function withOrigin({ db }: Reading, rows: readonly RequestRow[]): Promise<AdminRequestRow[]> {
  if (rows.length === 0) return [];
  const origins = await db
    .select({
      id: requests.id,
      requestor: { id: people.id, displayName: people.displayName, isService: sql<boolean>`${isService}` },
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
      targetEmail: target.email,
      policySnapshot: requests.policySnapshot,
      isStuck: sql<boolean>`coalesce(${isStuck}, false)`,
    })
    .from(requests)
    .innerJoin(people, eq(people.id, requests.requestorId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .leftJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(
      inArray(
        requests.id,
        rows.map((row) => row.id as RequestId),
      ),
    );
  const byId = new Map<string, (typeof origins)[number]>(origins.map((origin) => [origin.id, origin]));
  return rows.flatMap((row) => {
    const origin = byId.get(row.id);
    if (!origin) return [];
    const { requestor, catalog, targetEmail, policySnapshot, isStuck: nobody } = origin;
    const policyName = policySnapshot.displayName;
    return [{ ...row, requestor, catalog, targetEmail, policyName, isStuck: nobody }];
  });
}

/** How many requests wait for a decision, and how many of those nobody could decide (APP-32). */
export async function countPending(
  viewer: Administrator,
  reading: Reading,
): Promise<{ readonly pending: number; readonly stuck: number }> {
  const [row] = await reading.db
    .select({
      pending: sql<number>`count(*)::int`,
      stuck: sql<number>`(count(*) filter (where ${isStuck}))::int`,
    })
    .from(requests)
    .leftJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(and(seen(reading, viewer), eq(requests.state, "pendingApproval")));
  return row ?? { pending: 0, stuck: 0 };
}

/** One request, whole, for those who administer its catalog; null for everybody else (DEL-23). */
export async function getAdminRequest(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<AdminRequestView | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const requestId = id as RequestId;
  const { rows } = await selectRequests(now, and(eq(requests.id, requestId), seen(now, viewer)), null, 1);
  const [row] = rows;
  const [origin] = row ? await withOrigin(now, [row]) : [];
  if (!row || !origin) return null;
  return {
    ...(await readRequest(now, row, { showsNames: true, viewer: null })),
    mayAddApprover: await mayAddApprover(now, viewer, requestId),
    mayManage: mayIn(viewer, "manageAssignments", origin.catalog.id),
    inTheWayOf: await obstaclesToRequest(now, requestId),
  };
}
