import type { ApproverEntry, StageApprover } from "@/lib/engine/approval/stage";
import { unreachable } from "@/lib/engine/result";
import type { RequestEvent } from "./events";
import { type AssignmentRequest, openExchange, type RequestBody, type RequestRecord } from "./request";

function withStage(
  request: AssignmentRequest,
  index: number,
  change: (stage: AssignmentRequest["stages"][number]) => AssignmentRequest["stages"][number],
): AssignmentRequest {
  return { ...request, stages: request.stages.map((stage) => (stage.index === index ? change(stage) : stage)) };
}

/** Ends whatever stage still runs, so that a closed request never keeps one open. */
const closeStages = (request: AssignmentRequest, at: Date): AssignmentRequest["stages"] =>
  request.stages.map((stage) => (stage.state === "active" ? { ...stage, state: "closed", closedAt: at } : stage));

/** The parts of a request that outlive its state. */
function bodyOf(request: AssignmentRequest): RequestBody & RequestRecord {
  const { id, type, packageId, targetId, requestorId, assignmentId, resubmissionOf } = request;
  const { snapshot, schedule, justification, answers, createdAt } = request;
  const { stages, dynamicStages, exchanges, deletedAt } = request;
  return {
    id,
    type,
    packageId,
    targetId,
    requestorId,
    assignmentId,
    resubmissionOf,
    snapshot,
    schedule,
    justification,
    answers,
    createdAt,
    stages,
    dynamicStages,
    exchanges,
    deletedAt,
  };
}

const isAlternate = ({ capacity }: ApproverEntry): boolean =>
  capacity === "alternate" || capacity === "alternateFallback";

/**
 * A request whose stage runs: forwarded or not (APP-62). A forwarding that found nobody is only recorded and leaves the
 * sub-status (APP-65).
 */
const underApproval = (request: AssignmentRequest): AssignmentRequest => ({
  ...bodyOf(request),
  state: "pendingApproval",
  subStatus: request.stages.some((stage) => stage.state === "active" && stage.approvers.some(isAlternate))
    ? "pendingApprovalEscalated"
    : "pendingApproval",
});

/** What an event assigns, from its instant on. */
const assigned = (event: { readonly at: Date; readonly approvers: readonly ApproverEntry[] }): StageApprover[] =>
  event.approvers.map((entry) => ({ ...entry, assignedAt: event.at }));

/** Later approvers of a running stage. */
const withApprovers = (
  request: AssignmentRequest,
  event: { readonly at: Date; readonly stage: number; readonly approvers: readonly ApproverEntry[] },
): AssignmentRequest =>
  withStage(request, event.stage, (stage) => ({ ...stage, approvers: [...stage.approvers, ...assigned(event)] }));

/**
 * Applies one event. Holds no rules: it replays history even where today's rules would refuse it. The first event
 * of a request is always `requestSubmitted`; null stands for the request before it.
 */
export function evolve(request: AssignmentRequest | null, event: RequestEvent): AssignmentRequest {
  if (event.kind === "requestSubmitted") {
    const nothingYet = { stages: [], dynamicStages: [], exchanges: [], deletedAt: null };
    return { ...event.body, ...nothingYet, state: "submitted", subStatus: "accepted" };
  }
  if (!request) throw new Error(`history does not begin with requestSubmitted but with ${event.kind}`);
  switch (event.kind) {
    case "stageStarted":
      return {
        ...bodyOf(request),
        state: "pendingApproval",
        subStatus: "pendingApproval",
        stages: [
          ...request.stages,
          {
            index: event.stage,
            activatedAt: event.at,
            forwardAt: event.forwardAt,
            forwardedAt: null,
            deadlineAt: event.deadlineAt,
            approvers: assigned(event),
            nudgedAt: null,
            state: "active",
          },
        ],
      };
    case "stageForwarded":
      return underApproval(
        withStage(withApprovers(request, event), event.stage, (stage) => ({ ...stage, forwardedAt: event.at })),
      );
    case "fallbacksActivated":
    case "approverAdded":
      return withApprovers(request, event);
    case "informationAsked":
      return {
        ...bodyOf(request),
        exchanges: [...request.exchanges, event.exchange],
        state: "pendingApproval",
        subStatus: "waitingForRequestor",
      };
    case "informationGiven": {
      const open = openExchange(request);
      const answer = { text: event.text, by: event.by, at: event.at };
      const { forwardAt, deadlineAt } = event;
      return underApproval({
        ...withStage(request, event.stage, (stage) => ({ ...stage, forwardAt, deadlineAt })),
        exchanges: request.exchanges.map((each) => (each === open ? { ...each, answer } : each)),
      });
    }
    case "approversNudged":
      return withStage(request, event.stage, (stage) => ({ ...stage, nudgedAt: event.at }));
    case "answersEdited":
      return { ...request, answers: event.answers };
    case "callbackAwaited": {
      const callback = { point: event.point, since: event.at, until: event.until };
      const waiting = { ...bodyOf(request), subStatus: "waitingForCallback" as const, callback };
      // An approval nobody had to give leaves the request where it stood (APP-6).
      return request.state === "submitted"
        ? { ...waiting, state: "submitted" }
        : { ...waiting, state: "pendingApproval" };
    }
    case "callbackReceived": {
      const resumed = { ...request, dynamicStages: [...request.dynamicStages, ...event.stages] };
      return request.state === "submitted"
        ? { ...bodyOf(resumed), state: "submitted", subStatus: "accepted" }
        : underApproval(resumed);
    }
    case "processExpired":
      return {
        ...bodyOf(request),
        stages: closeStages(request, event.at),
        state: "deliveryFailed",
        subStatus: "processExpired",
        completedAt: event.at,
      };
    case "stageApproved":
      return underApproval(
        withStage(request, event.stage, (stage) => ({
          ...stage,
          state: "approved",
          decision: event.decision,
          revocation: null,
        })),
      );
    case "stageDenied":
      return withStage(request, event.stage, (stage) => ({ ...stage, state: "denied", decision: event.decision }));
    case "approvalRevoked":
      return withStage(request, event.stage, (stage) =>
        stage.state === "approved" ? { ...stage, revocation: event.revocation } : stage,
      );
    case "stageTimedOut":
      return withStage(request, event.stage, (stage) => ({ ...stage, state: "timedOut", closedAt: event.at }));
    case "requestDenied":
      return {
        ...bodyOf(request),
        stages: closeStages(request, event.at),
        state: "denied",
        subStatus: event.cause,
        reason: event.reason,
        completedAt: event.at,
      };
    case "requestCanceled":
      return {
        ...bodyOf(request),
        stages: closeStages(request, event.at),
        state: "canceled",
        reason: event.reason,
        completedAt: event.at,
      };
    case "requestScheduled":
      return { ...bodyOf(request), state: "scheduled", subStatus: "pendingNotBefore", startAt: event.startAt };
    case "deliveryStarted":
      return { ...bodyOf(request), state: "delivering", period: event.period };
    case "deliveryFinished":
      if (!("period" in request)) throw new Error("deliveryFinished before deliveryStarted");
      return { ...bodyOf(request), period: request.period, state: event.outcome, completedAt: event.at };
    case "reprocessStarted":
      if (!("period" in request)) throw new Error("reprocessStarted before deliveryStarted");
      return { ...bodyOf(request), period: request.period, state: "delivering" };
    case "requestDeleted":
      return { ...request, deletedAt: event.at };
    case "requestAutoApproved":
    case "roleGranted":
    case "roleRevoked":
    case "roleKept":
    case "roleFailed":
    case "attributeWritten":
    case "attributeCleared":
    case "attributeFailed":
    case "assignmentEnded":
    case "assignmentUpdated":
    case "endAnnounced":
      return request;
    default:
      return unreachable(event);
  }
}

/** A whole history, from nothing. */
export function fold(events: readonly RequestEvent[]): AssignmentRequest | null {
  return events.reduce<AssignmentRequest | null>(evolve, null);
}
