import { isNobody, partiesOf, primaryApprovers } from "@/lib/engine/approval/approvers";
import { stageClock } from "@/lib/engine/approval/stage";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import { grantedExtension } from "@/lib/engine/assignment/extension";
import { grantedPeriod, pointlessAt } from "@/lib/engine/assignment/period";
import type { Directory } from "@/lib/engine/directory";
import type { TenantSettings } from "@/lib/engine/settings";
import { conflictsOf, type Holdings, type Incompatibilities } from "@/lib/engine/sod/conflicts";
import { isAfter, isDue } from "@/lib/engine/time";
import { callbackAwaited } from "./await-callback";
import type { RequestEvent } from "./events";
import { type AssignmentRequest, activeStage, openExchange, plannedStages } from "./request";

/** What the start of a stage depends on. */
export type StageFacts = { readonly directory: Directory; readonly settings: TenantSettings };

/** What the way from one state to the next depends on, read under the target's lock. */
export type AdvanceFacts = StageFacts & {
  readonly holdings: Holdings;
  readonly incompatible: Incompatibilities;
  /** The access an update is about; null for every other request. */
  readonly assignment: AssignmentFacts | null;
};

/** APP-73, APP-74: a request that waits at its creation goes no further until it is resumed or its time is over. */
export function afterSubmission(request: AssignmentRequest, facts: AdvanceFacts, now: Date): RequestEvent[] {
  const wait = callbackAwaited(request, "assignmentRequestCreated", now);
  return wait ? [wait] : afterCreation(request, facts, now);
}

/** REQ-28 to REQ-30: the first stage, or straight on where the policy asks nobody (APP-6). */
export function afterCreation(request: AssignmentRequest, facts: AdvanceFacts, now: Date): RequestEvent[] {
  if (plannedStages(request).length > 0) return startStage(request, 0, facts, now);
  return [{ kind: "requestAutoApproved", at: now, bypassReason: null }, ...afterApproval(request, facts, now)];
}

/** APP-3, APP-24: a stage finds its approvers and starts its clock at the instant it becomes active. */
export function startStage(
  request: AssignmentRequest,
  index: number,
  { directory, settings }: StageFacts,
  now: Date,
): RequestEvent[] {
  const stage = plannedStages(request)[index];
  if (!stage) throw new Error(`APP-3 stage ${index} does not exist`);
  const parties = partiesOf(request, settings);
  const approvers = primaryApprovers(stage, directory, parties);
  return [
    {
      kind: "stageStarted",
      at: now,
      stage: index,
      ...stageClock(stage, now),
      approvers,
      isNobodyAble: isNobody(approvers, directory, parties),
    },
  ];
}

/** APP-73, APP-74: after the last approval a request may have to wait once more for what is outside the portal. */
export function afterApproval(request: AssignmentRequest, facts: AdvanceFacts, now: Date): RequestEvent[] {
  const wait = callbackAwaited(request, "assignmentRequestApproved", now);
  return wait ? [wait] : afterClearance(request, facts, now);
}

/**
 * REQ-33, SOD-14: after the last approval the conflicts are looked at once more, under the target's lock; then the
 * request is scheduled for its start or delivered. An extension takes effect at once (ASN-25).
 */
export function afterClearance(request: AssignmentRequest, facts: AdvanceFacts, now: Date): RequestEvent[] {
  const { assignment } = facts;
  if (assignment) return grantedExtension(request, { ...facts, assignment }, now);
  const conflict = deniedForConflict(request, facts, now);
  if (conflict) return [conflict];
  const { startAt } = request.schedule;
  if (startAt && isAfter(startAt, now)) return [{ kind: "requestScheduled", at: now, startAt }];
  return deliver(request, now);
}

/** REQ-38, SOD-14: the start has come; conflicts are looked at again before anything is granted. */
export function atScheduledStart(request: AssignmentRequest, facts: AdvanceFacts, now: Date): RequestEvent[] {
  const conflict = deniedForConflict(request, facts, now);
  return conflict ? [conflict] : deliver(request, now);
}

function deliver(request: AssignmentRequest, now: Date): RequestEvent[] {
  const limit = pointlessAt(request.snapshot.expiration, request.schedule);
  if (limit && isDue(limit, now)) {
    return [{ kind: "requestDenied", at: now, cause: "invalidSchedule", reason: null, conflicts: [] }];
  }
  const period = grantedPeriod(request.snapshot.expiration, request.schedule, now);
  return [{ kind: "deliveryStarted", at: now, assignmentId: request.assignmentId, period }];
}

/** The request itself is among the holdings (as scheduled or delivering) and never in its own way. */
function deniedForConflict(request: AssignmentRequest, facts: AdvanceFacts, now: Date): RequestEvent | null {
  const others = { ...facts.holdings, requests: facts.holdings.requests.filter((each) => each.id !== request.id) };
  const conflicts = conflictsOf(facts.incompatible, others);
  if (conflicts.length === 0) return null;
  return { kind: "requestDenied", at: now, cause: "conflict", reason: null, conflicts };
}

export type Timer = {
  readonly kind: "forward" | "timeOut" | "pointless" | "start" | "unanswered" | "processExpires";
  readonly at: Date;
};

/** The clocks of a running stage stand still while the request waits for somebody else (ASK-2, APP-74). */
function waitingTimers(request: Extract<AssignmentRequest, { state: "pendingApproval" }>): Timer[] {
  if (request.subStatus === "waitingForCallback") return [{ kind: "processExpires", at: request.callback.until }];
  const exchange = openExchange(request);
  if (exchange) return [{ kind: "unanswered", at: exchange.answerBy }];
  const stage = activeStage(request);
  if (!stage) return [];
  const timeOut: Timer = { kind: "timeOut", at: stage.deadlineAt };
  return stage.forwardAt && !stage.forwardedAt ? [{ kind: "forward", at: stage.forwardAt }, timeOut] : [timeOut];
}

/** Everything time alone will do to a request if nobody does anything before. */
function timersOf(request: AssignmentRequest): Timer[] {
  const timers: Timer[] = [];
  const pointless = pointlessAt(request.snapshot.expiration, request.schedule);
  switch (request.state) {
    case "pendingApproval": {
      timers.push(...waitingTimers(request));
      if (pointless) timers.push({ kind: "pointless", at: pointless });
      break;
    }
    case "scheduled":
      timers.push({ kind: "start", at: request.startAt });
      break;
    case "submitted":
      if (request.subStatus === "waitingForCallback") {
        timers.push({ kind: "processExpires", at: request.callback.until });
        if (pointless) timers.push({ kind: "pointless", at: pointless });
      }
      break;
    case "delivering":
    case "delivered":
    case "partiallyDelivered":
    case "deliveryFailed":
    case "denied":
    case "canceled":
      break;
  }
  return timers;
}

const firstOf = (timers: readonly Timer[]): Timer | null =>
  timers.reduce<Timer | null>((first, each) => (!first || isAfter(first.at, each.at) ? each : first), null);

/**
 * The next thing that time alone will do to a request, due or not; null where it waits for nobody's clock.
 * Timers are derived from the state and never stored as fired, so a worker that was away catches up in order.
 */
export const nextTimer = (request: AssignmentRequest): Timer | null => firstOf(timersOf(request));

/** APP-44: whether time has closed a request that waits, be it recorded or not. */
export function isClosedByTime(request: AssignmentRequest, now: Date): boolean {
  const closing = firstOf(timersOf(request).filter(({ kind }) => kind !== "forward" && kind !== "start"));
  return closing !== null && isDue(closing.at, now);
}
