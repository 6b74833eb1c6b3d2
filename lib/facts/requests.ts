import { asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { requestStages, requests, stageApprovers } from "@/db/schema";
import type { Revocation, Stage, StageApprover, StageDecision } from "@/lib/engine/approval/stage";
import type { RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { approvalStageSchema, policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import { informationExchangeSchema } from "@/lib/engine/request/exchange";
import {
  type AssignmentRequest,
  activeStage,
  plannedStages,
  type RequestBody,
  type RequestRecord,
} from "@/lib/engine/request/request";
import { intentOf, isDenialCause } from "@/lib/engine/request/states";
import { loadAssignment } from "./assignments";
import { loadHoldings } from "./holdings";
import { loadIncompatibilities, noIncompatibilities } from "./packages";
import { loadDirectory } from "./people";
import type { Reader } from "./reader";
import { loadSettings } from "./settings";

type RequestRow = typeof requests.$inferSelect;
type StageRow = typeof requestStages.$inferSelect;
type ApproverRow = typeof stageApprovers.$inferSelect;

/** A request with the version of its row, for the guarded update. */
export type StoredRequest = { readonly request: AssignmentRequest; readonly version: number };

function approverOf(row: ApproverRow): StageApprover {
  const { capacity, source, assignedAt, personId, groupId } = row;
  if (personId) return { capacity, source, assignedAt, personId };
  invariant(groupId, "APP-24 an approver entry names a person or a group");
  return { capacity, source, assignedAt, groupId };
}

function stageOf(row: StageRow, approvers: readonly StageApprover[]): Stage {
  const { stage: index, activatedAt, forwardAt, forwardedAt, deadlineAt, nudgedAt } = row;
  const common = { index, activatedAt, forwardAt, forwardedAt, deadlineAt, nudgedAt, approvers };
  switch (row.state) {
    case "active":
      return { ...common, state: "active" };
    case "timedOut":
    case "closed":
      return { ...common, state: row.state, closedAt: row.closedAt ?? deadlineAt };
    case "approved":
    case "denied": {
      const decision = decisionOf(row);
      return row.state === "approved"
        ? { ...common, state: "approved", decision, revocation: revocationOf(row) }
        : { ...common, state: "denied", decision };
    }
  }
}

function decisionOf(row: StageRow): StageDecision {
  const { deciderId, deciderName, deciderCapacity, delegatorId, delegatorName, closedAt, reason } = row;
  invariant(deciderId && deciderName && deciderCapacity && closedAt, "APP-43 a decided stage knows its decider");
  return {
    verdict: row.state === "approved" ? "approve" : "deny",
    personId: deciderId,
    displayName: deciderName,
    capacity: deciderCapacity,
    delegator: delegatorId && delegatorName ? { personId: delegatorId, displayName: delegatorName } : null,
    reason,
    at: closedAt,
  };
}

function revocationOf({ revokedAt, revokerId, revokerName, revocationReason }: StageRow): Revocation | null {
  if (!revokedAt) return null;
  invariant(revokerId && revokerName && revocationReason, "APP-97 a revocation knows who and why");
  return { by: { personId: revokerId, displayName: revokerName }, reason: revocationReason, at: revokedAt };
}

function bodyOf(row: RequestRow): RequestBody {
  return {
    id: row.id,
    type: row.type,
    packageId: row.packageId,
    targetId: row.targetId,
    requestorId: row.requestorId,
    assignmentId: row.assignmentId,
    resubmissionOf: row.resubmissionOf,
    snapshot: policySnapshotSchema.parse(row.policySnapshot),
    schedule: { startAt: row.requestedStartAt, endAt: row.requestedEndAt },
    justification: row.justification,
    answers: row.answers,
    createdAt: row.createdAt,
  };
}

const recordOf = (row: RequestRow, stages: readonly Stage[]): RequestRecord => ({
  stages,
  dynamicStages: z.array(approvalStageSchema).parse(row.dynamicStages),
  exchanges: z.array(informationExchangeSchema).parse(row.exchanges),
  deletedAt: row.deletedAt,
});

function requestOf(row: RequestRow, stages: readonly Stage[]): AssignmentRequest {
  const base = { ...bodyOf(row), ...recordOf(row, stages) };
  const { subStatus, startAt, endAt, completedAt, closingReason: reason } = row;
  const sound: (condition: unknown) => asserts condition = (condition) =>
    invariant(condition, `REQ-15 request ${row.id} in state ${row.state} misses a part`);
  const waiting = () => {
    const { callbackPoint: point, callbackSince: since, callbackUntil: until } = row;
    sound(point && since && until);
    return { ...base, subStatus: "waitingForCallback" as const, callback: { point, since, until } };
  };
  switch (row.state) {
    case "submitted":
      if (subStatus === "waitingForCallback") return { ...waiting(), state: "submitted" };
      return { ...base, state: "submitted", subStatus: "accepted" };
    case "pendingApproval":
      if (subStatus === "waitingForCallback") return { ...waiting(), state: "pendingApproval" };
      sound(
        subStatus === "pendingApproval" ||
          subStatus === "pendingApprovalEscalated" ||
          subStatus === "waitingForRequestor",
      );
      return { ...base, state: "pendingApproval", subStatus };
    case "scheduled":
      sound(startAt);
      return { ...base, state: "scheduled", subStatus: "pendingNotBefore", startAt };
    case "delivering":
      sound(startAt);
      return { ...base, state: "delivering", period: { startAt, endAt } };
    case "delivered":
    case "partiallyDelivered":
    case "deliveryFailed":
      sound(completedAt);
      if (row.state === "deliveryFailed" && subStatus === "processExpired") {
        return { ...base, state: "deliveryFailed", subStatus, completedAt };
      }
      sound(startAt);
      return { ...base, state: row.state, period: { startAt, endAt }, completedAt };
    case "denied":
      sound(completedAt);
      sound(subStatus && isDenialCause(subStatus));
      return { ...base, state: "denied", subStatus, reason, completedAt };
    case "canceled":
      sound(completedAt);
      return { ...base, state: "canceled", reason, completedAt };
  }
}

/** Some requests with their stages, as the engine sees them; without a lock, for reading. */
export async function loadRequests(reader: Reader, ids: readonly RequestId[]): Promise<Map<RequestId, StoredRequest>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select()
    .from(requests)
    .where(inArray(requests.id, [...ids]));
  return withStages(reader, rows);
}

/** One request, its row locked for the rest of the transaction; take the target's lock first (house rule on locks). */
export async function lockRequest(reader: Reader, id: RequestId): Promise<StoredRequest | null> {
  const rows = await reader.select().from(requests).where(eq(requests.id, id)).for("update");
  return (await withStages(reader, rows)).get(id) ?? null;
}

async function withStages(reader: Reader, rows: readonly RequestRow[]): Promise<Map<RequestId, StoredRequest>> {
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return new Map();
  const stageRows = await reader
    .select()
    .from(requestStages)
    .where(inArray(requestStages.requestId, ids))
    .orderBy(asc(requestStages.stage));
  const approverRows = await reader
    .select()
    .from(stageApprovers)
    .where(inArray(stageApprovers.requestId, ids))
    .orderBy(asc(stageApprovers.position));
  return new Map(
    rows.map((row) => {
      const stages = stageRows
        .filter((stage) => stage.requestId === row.id)
        .map((stage) =>
          stageOf(
            stage,
            approverRows.filter((each) => each.requestId === row.id && each.stage === stage.stage).map(approverOf),
          ),
        );
      return [row.id, { request: requestOf(row, stages), version: row.version }];
    }),
  );
}

/** What the way on from a request depends on: directory, holdings of the target, lists of the package, the access it changes. */
export async function loadAdvanceFacts(reader: Reader, request: AssignmentRequest): Promise<AdvanceFacts> {
  const asked = activeStage(request)?.approvers.flatMap((each) => ("personId" in each ? [each.personId] : []));
  return {
    directory: await loadDirectory(reader, request.targetId, plannedStages(request), asked),
    settings: await loadSettings(reader),
    holdings: await loadHoldings(reader, request.targetId),
    incompatible:
      (await loadIncompatibilities(reader, [request.packageId])).get(request.packageId) ?? noIncompatibilities,
    assignment: intentOf(request.type) === "update" ? await loadAssignment(reader, request.assignmentId) : null,
  };
}
