import type { StageApprover, StageDecision } from "@/lib/engine/approval/stage";
import type { EndReason } from "@/lib/engine/assignment/assignment";
import type { Period } from "@/lib/engine/assignment/period";
import type { AssignmentId, PersonId, ResourceRoleId } from "@/lib/engine/ids";
import { unreachable } from "@/lib/engine/result";
import type { Conflict } from "@/lib/engine/sod/conflicts";
import type { AssignmentRequest, RequestBody } from "./request";
import type { DenialCause } from "./states";

/** Who caused an event: a person, or the system when time did (REQ-80). */
export type Actor =
  | { readonly kind: "person"; readonly personId: PersonId; readonly displayName: string }
  | { readonly kind: "system" };

export type DeliveryOutcome = "delivered" | "partiallyDelivered" | "deliveryFailed";

/** Everything that can happen to a request. `at` is the instant it counts from, which for timers is the due time. */
export type RequestEvent = { readonly at: Date } & (
  | { readonly kind: "requestSubmitted"; readonly body: RequestBody }
  | { readonly kind: "requestAutoApproved" }
  | {
      readonly kind: "stageStarted";
      readonly stage: number;
      readonly forwardAt: Date | null;
      readonly deadlineAt: Date;
      readonly approvers: readonly StageApprover[];
      /** APP-32: nobody can decide as things stand. */
      readonly isNobodyAble: boolean;
    }
  | { readonly kind: "stageForwarded"; readonly stage: number; readonly approvers: readonly StageApprover[] }
  | { readonly kind: "fallbacksActivated"; readonly stage: number; readonly approvers: readonly StageApprover[] }
  | { readonly kind: "stageApproved"; readonly stage: number; readonly decision: StageDecision }
  | { readonly kind: "stageDenied"; readonly stage: number; readonly decision: StageDecision }
  | { readonly kind: "stageTimedOut"; readonly stage: number }
  | {
      readonly kind: "requestDenied";
      readonly cause: DenialCause;
      readonly reason: string | null;
      readonly conflicts: readonly Conflict[];
    }
  | { readonly kind: "requestScheduled"; readonly startAt: Date }
  | { readonly kind: "requestCanceled"; readonly reason: string | null }
  | { readonly kind: "deliveryStarted"; readonly assignmentId: AssignmentId; readonly period: Period }
  | { readonly kind: "roleGranted"; readonly resourceRoleId: ResourceRoleId; readonly displayName: string }
  | { readonly kind: "roleRevoked"; readonly resourceRoleId: ResourceRoleId; readonly displayName: string }
  | {
      readonly kind: "roleKept";
      readonly resourceRoleId: ResourceRoleId;
      readonly displayName: string;
    }
  | {
      readonly kind: "roleFailed";
      readonly resourceRoleId: ResourceRoleId;
      readonly displayName: string;
      readonly problem: string;
      readonly retryAt: Date | null;
    }
  | { readonly kind: "assignmentEnded"; readonly assignmentId: AssignmentId; readonly reason: EndReason }
  | {
      readonly kind: "deliveryFinished";
      readonly outcome: DeliveryOutcome;
      /** The access ended while roles were still to come: nothing failed, nothing more is on its way. */
      readonly isCutShort?: true;
    }
);

export type RequestEventKind = RequestEvent["kind"];

/** What a command leads to; the shell writes it in one transaction. */
export type Decision = { readonly events: readonly RequestEvent[] };

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
function bodyOf(request: AssignmentRequest): RequestBody & { stages: AssignmentRequest["stages"] } {
  const { id, type, packageId, targetId, requestorId, assignmentId, stages } = request;
  const { snapshot, schedule, justification, answers, createdAt } = request;
  return {
    id,
    type,
    packageId,
    targetId,
    requestorId,
    assignmentId,
    snapshot,
    schedule,
    justification,
    answers,
    createdAt,
    stages,
  };
}

/** APP-62; a forwarding that found nobody is only recorded and leaves the sub-status (APP-65). */
const escalated = (request: AssignmentRequest): AssignmentRequest => ({
  ...bodyOf(request),
  state: "pendingApproval",
  subStatus: "pendingApprovalEscalated",
});

/**
 * Applies one event. Holds no rules: it replays history even where today's rules would refuse it. The first event
 * of a request is always `requestSubmitted`; null stands for the request before it.
 */
export function evolve(request: AssignmentRequest | null, event: RequestEvent): AssignmentRequest {
  if (event.kind === "requestSubmitted") {
    return { ...event.body, stages: [], state: "submitted", subStatus: "accepted" };
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
            approvers: event.approvers,
            state: "active",
          },
        ],
      };
    case "stageForwarded":
      return withStage(event.approvers.length === 0 ? request : escalated(request), event.stage, (stage) => ({
        ...stage,
        forwardedAt: event.at,
        approvers: [...stage.approvers, ...event.approvers],
      }));
    case "fallbacksActivated":
      return withStage(request, event.stage, (stage) => ({
        ...stage,
        approvers: [...stage.approvers, ...event.approvers],
      }));
    case "stageApproved":
      return withStage(request, event.stage, (stage) => ({ ...stage, state: "approved", decision: event.decision }));
    case "stageDenied":
      return withStage(request, event.stage, (stage) => ({ ...stage, state: "denied", decision: event.decision }));
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
    case "requestAutoApproved":
    case "roleGranted":
    case "roleRevoked":
    case "roleKept":
    case "roleFailed":
    case "assignmentEnded":
      return request;
    default:
      return unreachable(event);
  }
}

/** A whole history, from nothing. */
export function fold(events: readonly RequestEvent[]): AssignmentRequest | null {
  return events.reduce<AssignmentRequest | null>(evolve, null);
}
