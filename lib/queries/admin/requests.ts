import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import {
  accessPackages,
  groupClosure,
  groupMembers,
  people,
  requestStages,
  requests,
  stageApprovers,
  tenantSettings,
} from "@/db/schema";
import type { AccessPackageId, RequestId } from "@/lib/engine/ids";
import { type RequestState, requestStates } from "@/lib/engine/request/states";
import { isUuid } from "@/lib/platform/ids";
import { isNotDeleted } from "@/lib/queries/own-requests";
import { currentReading, type Reading } from "@/lib/queries/reading";
import { readRequest, selectRequests } from "@/lib/queries/requests";
import type { AdminRequestRow, AdminRequestView } from "@/lib/views/admin";
import type { Page } from "@/lib/views/page";
import type { RequestRow } from "@/lib/views/requests";
import { mayAddApprover } from "./approver-addition";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

export const isRequestState = (text: string): text is RequestState => requestStates.some((state) => state === text);

/** SQL: the packages of the catalogs the viewer sees. */
export const seenPackageIds = ({ db }: Reading, viewer: Administrator) =>
  db.select({ id: accessPackages.id }).from(accessPackages).where(packagesOfSeenCatalogs(viewer));

/** The requests of the catalogs the viewer sees. */
const seen = (reading: Reading, viewer: Administrator): SQL =>
  inArray(requests.packageId, seenPackageIds(reading, viewer));

/** SQL: APP-67, whether the organization lets submitters decide. */
const maySubmitterDecide = sql`exists (select 1 from ${tenantSettings}
  where ${tenantSettings.name} = 'allowSubmitterToApprove' and ${tenantSettings.value} = 'true'::jsonb)`;

/**
 * SQL: nobody could decide the running stage as things are; the same as the engine's `isNobody` (APP-27, APP-32).
 * For queries that join the active stage to its request.
 */
export const isStuck: SQL = sql`${requestStages.state} = 'active' and not exists (
  select 1 from ${stageApprovers}
  join ${people} as able on able.is_enabled and able.id <> ${requests.targetId}
    and (able.id <> ${requests.requestorId} or ${maySubmitterDecide})
  where ${stageApprovers.requestId} = ${requestStages.requestId} and ${stageApprovers.stage} = ${requestStages.stage}
    and (able.id = ${stageApprovers.personId} or able.id in (
      select ${groupMembers.personId} from ${groupClosure}
      join ${groupMembers} on ${groupMembers.groupId} = ${groupClosure.descendantId} and ${groupMembers.role} = 'member'
      where ${groupClosure.ancestorId} = ${stageApprovers.groupId})))`;

export type AdminRequestFilter = {
  readonly packageId?: string | null;
  readonly state?: RequestState | null;
  /** Only requests that wait with nobody able to decide. */
  readonly stuck?: boolean;
  readonly cursor?: string | null;
};

/** POR-60, ASG-10: requests in the catalogs the viewer sees, newest first. */
export async function listAdminRequests(
  viewer: Administrator,
  filter: AdminRequestFilter & { readonly size?: number } = {},
  reading?: Reading,
): Promise<Page<AdminRequestRow>> {
  const now = reading ?? (await currentReading());
  const page = await selectRequests(
    now,
    and(
      seen(now, viewer),
      isNotDeleted,
      isUuid(filter.packageId) ? eq(requests.packageId, filter.packageId as AccessPackageId) : undefined,
      filter.state ? eq(requests.state, filter.state) : undefined,
      filter.stuck ? isStuck : undefined,
    ),
    filter.cursor,
    filter.size,
  );
  return { next: page.next, rows: await withOrigin(now, page.rows) };
}

/** Adds who asked, under which policy, and whether anybody could decide. */
async function withOrigin({ db }: Reading, rows: readonly RequestRow[]): Promise<AdminRequestRow[]> {
  if (rows.length === 0) return [];
  const origins = await db
    .select({
      id: requests.id,
      requestor: { id: people.id, displayName: people.displayName },
      policySnapshot: requests.policySnapshot,
      isStuck: sql<boolean>`coalesce(${isStuck}, false)`,
    })
    .from(requests)
    .innerJoin(people, eq(people.id, requests.requestorId))
    .leftJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(
      inArray(
        requests.id,
        rows.map((row) => row.id as RequestId),
      ),
    );
  const byId = new Map<string, (typeof origins)[number]>(origins.map((origin) => [origin.id, origin]));
  return rows.map((row) => {
    const origin = byId.get(row.id);
    return {
      ...row,
      requestor: origin?.requestor ?? row.target,
      policyName: origin?.policySnapshot.displayName ?? "",
      isStuck: origin?.isStuck ?? false,
    };
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
  const { rows } = await selectRequests(now, and(eq(requests.id, id as RequestId), seen(now, viewer)), null, 1);
  const [row] = rows;
  if (!row) return null;
  return {
    ...(await readRequest(now, row, { showsNames: true, viewer: null })),
    mayAddApprover: await mayAddApprover(now, viewer, id as RequestId),
  };
}
