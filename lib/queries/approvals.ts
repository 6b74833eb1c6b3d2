import { and, asc, desc, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { accessPackages, assignments, people, requestStages, requests, stageApprovers } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { PersonId } from "@/lib/engine/ids";
import { approvalStageSchema, policySnapshotSchema } from "@/lib/engine/policy/policy";
import { type InformationExchange, informationExchangeSchema } from "@/lib/engine/request/exchange";
import { plannedStages } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import { loadSettings } from "@/lib/facts/settings";
import type { ApprovalHistoryRow, ApprovalItem } from "@/lib/views/approvals";
import type { Page } from "@/lib/views/page";
import { isActiveNow } from "./access";
import { asks, isNotOwn, mayDecideNow, rightFor } from "./approval-rights";
import { fromInstantCursor, PAGE_SIZE, pageOf, toInstantCursor } from "./keyset";
import { currentReading, type Reading } from "./reading";

const target = alias(people, "target");
const requestor = alias(people, "requestor");

/** ASK-2: the last question of this stage; of an active stage the one without an answer waits for it. */
function lastQuestion(exchanges: readonly InformationExchange[], stage: number): ApprovalItem["question"] {
  const last = exchanges.findLast((exchange) => exchange.stage === stage);
  if (!last) return null;
  const { askedBy, askedAt, answerBy, answer } = last;
  return { askedBy: askedBy.displayName, askedAt, answerBy, answeredAt: answer?.at ?? null };
}

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
      exchanges: requests.exchanges,
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
    ({ type, policySnapshot, dynamicStages, right, exchanges, forwardedAt, ...row }): ApprovalItem => {
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
        isExtension: intentOf(type) === "update",
        question: lastQuestion(z.array(informationExchangeSchema).parse(exchanges), row.stage),
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

/** SQL: what the viewer may take back at this instant; the same as the engine's `decideRevocation` (POR-53, APP-97). */
const mayRevokeNow = (personId: PersonId, now: Date) =>
  sql<boolean>`coalesce(${and(
    eq(requestStages.state, "approved"),
    isNull(requestStages.revokedAt),
    or(eq(requestStages.deciderId, personId), eq(requestStages.delegatorId, personId)),
    inArray(requests.state, ["delivered", "partiallyDelivered"]),
    isActiveNow(now),
  )}, false)`;

/** POR-51: the stages the viewer was asked about that are closed, with what was decided and by whom. */
export async function listApprovalHistory(
  viewer: Pick<Viewer, "personId">,
  input: { readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<Page<ApprovalHistoryRow>> {
  const { db, now } = reading ?? (await currentReading());
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
      delegator: requestStages.delegatorName,
      reason: requestStages.reason,
      closedAt: requestStages.closedAt,
      revokedAt: requestStages.revokedAt,
      revokerId: requestStages.revokerId,
      revokerName: requestStages.revokerName,
      revocationReason: requestStages.revocationReason,
      canRevoke: mayRevokeNow(viewer.personId, now),
    })
    .from(requestStages)
    .innerJoin(requests, eq(requests.id, requestStages.requestId))
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .leftJoin(assignments, eq(assignments.id, requests.assignmentId))
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
  const shown = rows.flatMap((each): ApprovalHistoryRow[] => {
    const { deciderId, closedAt, revokedAt, revokerId, revokerName, revocationReason, ...row } = each;
    return closedAt
      ? [
          {
            ...row,
            closedAt,
            revocation: revokedAt && {
              by: revokerName ?? "",
              wasMe: revokerId === viewer.personId,
              reason: revocationReason ?? "",
              at: revokedAt,
            },
            wasMe: deciderId === viewer.personId,
            verdict: row.outcome === "approved" ? "approve" : row.outcome === "denied" ? "deny" : null,
          },
        ]
      : [];
  });
  return pageOf(shown, (row) => toInstantCursor(row.closedAt, row.requestId));
}
