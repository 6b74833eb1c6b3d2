import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { requestStages, requests, stageApprovers } from "@/db/schema";
import type { Stage } from "@/lib/engine/approval/stage";
import type { RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { nextTimer } from "@/lib/engine/request/advance";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { newId } from "@/lib/platform/ids";

/** The columns that change while a request lives. */
function progressOf(request: AssignmentRequest) {
  const period = "period" in request ? request.period : null;
  const callback = "callback" in request ? request.callback : null;
  return {
    state: request.state,
    subStatus: "subStatus" in request ? request.subStatus : null,
    startAt: period?.startAt ?? ("startAt" in request ? request.startAt : null),
    endAt: period?.endAt ?? null,
    closingReason: "reason" in request ? request.reason : null,
    completedAt: "completedAt" in request ? request.completedAt : null,
    answers: [...request.answers],
    dynamicStages: [...request.dynamicStages],
    exchanges: [...request.exchanges],
    callbackPoint: callback?.point ?? null,
    callbackSince: callback?.since ?? null,
    callbackUntil: callback?.until ?? null,
    deletedAt: request.deletedAt,
    nextDueAt: nextTimer(request)?.at ?? null,
  };
}

function stageProgressOf(stage: Stage) {
  const decision = "decision" in stage ? stage.decision : null;
  const revocation = "revocation" in stage ? stage.revocation : null;
  return {
    state: stage.state,
    forwardAt: stage.forwardAt,
    forwardedAt: stage.forwardedAt,
    deadlineAt: stage.deadlineAt,
    nudgedAt: stage.nudgedAt,
    closedAt: decision?.at ?? ("closedAt" in stage ? stage.closedAt : null),
    deciderId: decision?.personId ?? null,
    deciderName: decision?.displayName ?? null,
    deciderCapacity: decision?.capacity ?? null,
    delegatorId: decision?.delegator?.personId ?? null,
    delegatorName: decision?.delegator?.displayName ?? null,
    reason: decision?.reason ?? null,
    revokedAt: revocation?.at ?? null,
    revokerId: revocation?.by.personId ?? null,
    revokerName: revocation?.by.displayName ?? null,
    revocationReason: revocation?.reason ?? null,
  };
}

/** The row of a request that is written for the first time. */
export const requestRow = (request: AssignmentRequest, clientKey: string | null) => ({
  id: request.id,
  type: request.type,
  packageId: request.packageId,
  policyId: request.snapshot.policyId,
  targetId: request.targetId,
  requestorId: request.requestorId,
  assignmentId: request.assignmentId,
  policySnapshot: request.snapshot,
  justification: request.justification,
  resubmissionOf: request.resubmissionOf,
  requestedStartAt: request.schedule.startAt,
  requestedEndAt: request.schedule.endAt,
  createdAt: request.createdAt,
  clientKey,
  version: 1,
  ...progressOf(request),
});

export const stageRow = (requestId: RequestId, stage: Stage) => ({
  requestId,
  stage: stage.index,
  activatedAt: stage.activatedAt,
  ...stageProgressOf(stage),
});

/** The rows of whom a stage asks, from the `known`th on. */
export const approverRows = (requestId: RequestId, stage: Stage, known = 0) =>
  stage.approvers.slice(known).map((approver, offset) => ({
    id: newId(stage.activatedAt),
    requestId,
    stage: stage.index,
    position: known + offset,
    capacity: approver.capacity,
    source: approver.source,
    assignedAt: approver.assignedAt,
    personId: "personId" in approver ? approver.personId : null,
    groupId: "groupId" in approver ? approver.groupId : null,
  }));

/** Writes a request that did not exist before. */
export async function insertRequest(tx: Transaction, request: AssignmentRequest, clientKey: string | null) {
  await tx.insert(requests).values(requestRow(request, clientKey));
  await writeStages(tx, request.id, [], request.stages);
}

/**
 * Writes what changed. The version guard says the same as the row lock, a second time: a writer that slipped past the
 * lock hits no row and rolls back.
 */
export async function updateRequest(
  tx: Transaction,
  before: { readonly request: AssignmentRequest; readonly version: number },
  request: AssignmentRequest,
) {
  const written = await tx
    .update(requests)
    .set({ ...progressOf(request), version: before.version + 1 })
    .where(and(eq(requests.id, request.id), eq(requests.version, before.version)))
    .returning({ id: requests.id });
  invariant(written.length === 1, "APP-38 a request is written by the one who holds its lock");
  await writeStages(tx, request.id, before.request.stages, request.stages);
}

async function writeStages(tx: Transaction, requestId: RequestId, before: readonly Stage[], after: readonly Stage[]) {
  for (const stage of after) {
    const known = before.find((each) => each.index === stage.index);
    if (known === stage) continue;
    if (known) {
      await tx
        .update(requestStages)
        .set(stageProgressOf(stage))
        .where(and(eq(requestStages.requestId, requestId), eq(requestStages.stage, stage.index)));
    } else {
      await tx.insert(requestStages).values(stageRow(requestId, stage));
    }
    const newcomers = approverRows(requestId, stage, known?.approvers.length);
    if (newcomers.length > 0) await tx.insert(stageApprovers).values(newcomers);
  }
}
