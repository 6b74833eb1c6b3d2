import { and, asc, desc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { accessPackages, delegations, people, requestStages, requests, stageApprovers } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { ApproverCapacity } from "@/lib/engine/approval/stage";
import type { PersonId } from "@/lib/engine/ids";
import { approvalStageSchema, policySnapshotSchema } from "@/lib/engine/policy/policy";
import { plannedStages } from "@/lib/engine/request/request";
import type { TenantSettings } from "@/lib/engine/settings";
import { loadSettings } from "@/lib/facts/settings";
import type { ApprovalHistoryRow, ApprovalItem } from "@/lib/views/approvals";
import type { Page } from "@/lib/views/page";
import { fromInstantCursor, PAGE_SIZE, pageOf, toInstantCursor } from "./keyset";
import { groupIdsOf } from "./membership";
import { currentReading, type Reading } from "./reading";

const target = alias(people, "target");
const requestor = alias(people, "requestor");
const delegator = alias(people, "delegator");

type Asked = { readonly personId: PersonId; readonly settings: TenantSettings };

/** SQL: an entry that asks this person themself, by name or through a group at any depth (APP-19, APP-26). */
const asks = (personId: PersonId) => sql`
  (${stageApprovers.personId} = ${personId} or ${stageApprovers.groupId} in ${groupIdsOf(personId)})`;

/** SQL: neither for nor by this person (APP-66, APP-67, POR-52). */
const isNotOwn = (personId: PersonId | typeof delegations.delegatorId, { allowSubmitterToApprove }: TenantSettings) =>
  and(ne(requests.targetId, personId), allowSubmitterToApprove ? undefined : ne(requests.requestorId, personId));

/** SQL: entries that ask somebody by name who named this person as their delegate; `delegatedRights` of the engine. */
const delegatedEntries = (selected: SQL, { personId, settings }: Asked, now: Date) => sql`
  select ${selected} from ${stageApprovers}
  join ${requests} on ${requests.id} = ${stageApprovers.requestId}
  join ${delegations} on ${delegations.delegatorId} = ${stageApprovers.personId}
  join ${people} ${delegator} on ${delegator.id} = ${delegations.delegatorId} and ${delegator.isEnabled}
  where ${delegations.delegatorId} <> ${personId}
    and (${delegations.delegateId} = ${personId} or ${delegations.delegateGroupId} in ${groupIdsOf(personId)})
    and ${delegations.startAt} <= ${now.toISOString()}::timestamptz
    and (${delegations.endAt} is null or ${delegations.endAt} > ${now.toISOString()}::timestamptz)
    and ${stageApprovers.assignedAt} >= greatest(${delegations.startAt}, ${delegations.savedAt})
    and ${isNotOwn(delegations.delegatorId, settings)}`;

/** SQL: everything that gives this person a right, of themself or of somebody else; `rightOf` of the engine. */
function rights(asked: Asked, now: Date): SQL {
  const entries = sql`
    select ${stageApprovers.requestId}, ${stageApprovers.stage}, ${stageApprovers.capacity},
      null::uuid as delegator_id, null::text as delegator_name
    from ${stageApprovers}`;
  // Two branches, because people and groups have an index each.
  const own = sql`${entries} where ${stageApprovers.personId} = ${asked.personId}
    union all ${entries} where ${stageApprovers.groupId} in ${groupIdsOf(asked.personId)}`;
  if (!asked.settings.allowApprovalDelegation) return own;
  const parts = sql`${stageApprovers.requestId}, ${stageApprovers.stage}, ${stageApprovers.capacity},
    ${delegator.id}, ${delegator.displayName}`;
  return sql`${own} union all ${delegatedEntries(parts, asked, now)}`;
}

/** SQL: the instant the requested access would end has not come (REQ-74). */
const isNotPointless = (now: Date) => sql`coalesce(
  ${requests.requestedEndAt}, (${requests.policySnapshot} -> 'expiration' ->> 'endDateTime')::timestamptz, 'infinity'
) > ${now.toISOString()}::timestamptz`;

/** SQL: time has not closed it; while a question waits, its own time counts and not the stage's (ASK-2). */
const isInTime = (now: Date) => sql`case ${requests.subStatus}
  when 'waitingForRequestor' then ${requests.nextDueAt} else ${requestStages.deadlineAt} end
  > ${now.toISOString()}::timestamptz`;

/** SQL: what the viewer may decide at this instant; the same as the engine's `mayDecide`. */
const mayDecideNow = (asked: Asked, now: Date): SQL | undefined =>
  and(
    eq(requestStages.state, "active"),
    isInTime(now),
    isNotPointless(now),
    isNotOwn(asked.personId, asked.settings),
    sql`(${requestStages.requestId}, ${requestStages.stage}) in (
      select held.request_id, held.stage from (${rights(asked, now)}) as held)`,
    sql`exists (select 1 from ${people} where ${people.id} = ${asked.personId} and ${people.isEnabled})`,
  );

/** How the viewer is asked: the own right first, then the engine's order. Capacities are declared in that order. */
const rightFor = (asked: Asked, now: Date) =>
  sql<{ capacity: ApproverCapacity; delegator: string | null }>`(
    select json_build_object('capacity', held.capacity, 'delegator', held.delegator_name)
    from (${rights(asked, now)}) as held
    where held.request_id = ${requestStages.requestId} and held.stage = ${requestStages.stage}
    order by held.delegator_id is not null, held.capacity, held.delegator_id limit 1)`;

/** POR-48: the items of the inbox that fulfil the condition, the next deadline first. */
async function selectItems(
  { db, now }: Reading,
  personId: PersonId,
  where: SQL | undefined,
  cursor: string | null | undefined,
  size: number,
): Promise<Page<ApprovalItem>> {
  const after = fromInstantCursor(cursor);
  const asked = { personId, settings: await loadSettings(db) };
  const rows = await db
    .select({
      requestId: requests.id,
      type: requests.type,
      stage: requestStages.stage,
      packageName: accessPackages.displayName,
      requestor: { id: requestor.id, displayName: requestor.displayName },
      target: {
        id: target.id,
        displayName: target.displayName,
        jobTitle: target.jobTitle,
        department: target.department,
      },
      justification: requests.justification,
      submittedAt: requests.createdAt,
      decideBy: requestStages.deadlineAt,
      forwardedAt: requestStages.forwardedAt,
      right: rightFor(asked, now),
      subStatus: requests.subStatus,
      policySnapshot: requests.policySnapshot,
      dynamicStages: requests.dynamicStages,
    })
    .from(requestStages)
    .innerJoin(requests, eq(requests.id, requestStages.requestId))
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .innerJoin(requestor, eq(requestor.id, requests.requestorId))
    .where(
      and(
        mayDecideNow(asked, now),
        where,
        after
          ? sql`(${requestStages.deadlineAt}, ${requests.id}) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(requestStages.deadlineAt), asc(requests.id))
    .limit(size + 1);
  const items = rows.map(
    ({ type, policySnapshot, dynamicStages, right, subStatus, forwardedAt, ...row }): ApprovalItem => {
      const snapshot = policySnapshotSchema.parse(policySnapshot);
      const stages = plannedStages({
        type,
        snapshot,
        dynamicStages: z.array(approvalStageSchema).parse(dynamicStages),
      });
      return {
        ...row,
        ...right,
        stages: stages.length,
        isWaitingForRequestor: subStatus === "waitingForRequestor",
        isForwarded: forwardedAt !== null,
        isReasonRequired: stages[row.stage]?.isApproverJustificationRequired ?? false,
      };
    },
  );
  return pageOf(items, (row) => toInstantCursor(row.decideBy, row.requestId), size);
}

/** POR-47: what waits for the viewer's decision. */
export async function listApprovals(
  viewer: Pick<Viewer, "personId">,
  input: { readonly cursor?: string | null; readonly size?: number } = {},
  reading?: Reading,
): Promise<Page<ApprovalItem>> {
  return selectItems(
    reading ?? (await currentReading()),
    viewer.personId,
    undefined,
    input.cursor,
    input.size ?? PAGE_SIZE,
  );
}

/** The inbox item of one request; null where the viewer has nothing to decide on it now. */
export async function getApprovalItem(
  viewer: Pick<Viewer, "personId">,
  requestId: string,
  reading: Reading,
): Promise<ApprovalItem | null> {
  const page = await selectItems(reading, viewer.personId, sql`${requests.id} = ${requestId}::uuid`, null, 1);
  return page.rows[0] ?? null;
}

/** POR-9: how many requests wait for the viewer. */
export async function countApprovals(viewer: Pick<Viewer, "personId">, reading?: Reading): Promise<number> {
  const { db, now } = reading ?? (await currentReading());
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(requestStages)
    .innerJoin(requests, eq(requests.id, requestStages.requestId))
    .where(mayDecideNow({ personId: viewer.personId, settings: await loadSettings(db) }, now));
  return row?.count ?? 0;
}

/** POR-51: the stages the viewer was asked about that are closed, with what was decided and by whom. */
export async function listApprovalHistory(
  viewer: Pick<Viewer, "personId">,
  input: { readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<ApprovalHistoryRow>> {
  const { db } = reading ?? (await currentReading());
  const after = fromInstantCursor(input.cursor);
  const rows = await db
    .select({
      requestId: requests.id,
      stage: requestStages.stage,
      packageName: accessPackages.displayName,
      targetName: target.displayName,
      outcome: requestStages.state,
      deciderId: requestStages.deciderId,
      decidedBy: requestStages.deciderName,
      reason: requestStages.reason,
      closedAt: requestStages.closedAt,
    })
    .from(requestStages)
    .innerJoin(requests, eq(requests.id, requestStages.requestId))
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .where(
      and(
        ne(requestStages.state, "active"),
        isNotOwn(viewer.personId, await loadSettings(db)),
        or(
          eq(requestStages.deciderId, viewer.personId),
          sql`exists (
            select 1 from ${stageApprovers} where ${stageApprovers.requestId} = ${requestStages.requestId}
              and ${stageApprovers.stage} = ${requestStages.stage} and ${asks(viewer.personId)})`,
        ),
        after
          ? sql`(${requestStages.closedAt}, ${requests.id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(requestStages.closedAt), desc(requests.id))
    .limit(PAGE_SIZE + 1);
  const shown = rows.flatMap(({ deciderId, closedAt, ...row }): ApprovalHistoryRow[] =>
    closedAt
      ? [
          {
            ...row,
            closedAt,
            wasMe: deciderId === viewer.personId,
            verdict: row.outcome === "approved" ? "approve" : row.outcome === "denied" ? "deny" : null,
          },
        ]
      : [],
  );
  return pageOf(shown, (row) => toInstantCursor(row.closedAt, row.requestId));
}
