import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import type { RequestEvent } from "@/lib/engine/request/events";
import { fold } from "@/lib/engine/request/evolve";
import { plannedStages } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import type { Answer, LoggedEvent, State } from "./company";
import { forbiddenWith, runsAt } from "./oracle";

/** One step of a simulated company: how it was, how it is, and what the command was answered. */
export type Step = {
  readonly before: State;
  readonly after: State;
  readonly answer: Answer | null;
  /** Whether everything that is due has been done by now. */
  readonly isSwept: boolean;
};

type Invariant = (step: Step) => readonly string[];

const eventsOf = (log: readonly LoggedEvent[], requestId: RequestId): RequestEvent[] =>
  log.filter((each) => each.requestId === requestId).map((each) => each.event);

/** What was written in this step. */
const news = ({ before, after }: Step): readonly LoggedEvent[] => after.log.slice(before.log.length);

/** The requests of which something was written in this step. */
const touched = (step: Step): RequestId[] => [...new Set(news(step).map((each) => each.requestId))];

const countOf = (events: readonly RequestEvent[], kind: RequestEvent["kind"]): number =>
  events.filter((event) => event.kind === kind).length;

/** No access runs that nobody granted: every stage its request went through was approved, or none was asked for. */
const decided: Invariant = ({ after }) =>
  after.assignments
    .filter((access) => runsAt(access, after.now))
    .flatMap((access) => {
      const request = [...after.requests.values()].find(
        (each) => each.assignmentId === access.id && intentOf(each.type) === "add",
      );
      if (!request) return [`access ${access.id} belongs to no request`];
      if (eventsOf(after.log, request.id).some((event) => event.kind === "requestAutoApproved")) return [];
      const approved = request.stages.filter((stage) => stage.state === "approved").length;
      return approved === plannedStages(request).length ? [] : [`access ${access.id} runs with ${approved} approvals`];
    });

/** SOD-14: whatever is granted in this step, nothing runs at that moment that it was declared incompatible with. */
const apart: Invariant = (step) =>
  news(step).flatMap(({ requestId, event }) => {
    const request = step.after.requests.get(requestId);
    if (event.kind !== "deliveryStarted" || !request || intentOf(request.type) !== "add") return [];
    const forbidden = forbiddenWith(step.after, request.packageId);
    const at = step.after.log.findIndex((each) => each.event === event);
    const isOver = (id: AssignmentId) =>
      step.after.log
        .slice(0, at)
        .some((each) => each.event.kind === "assignmentEnded" && each.event.assignmentId === id);
    const isThere = (id: AssignmentId) =>
      step.after.log
        .slice(0, at)
        .some((each) => each.event.kind === "deliveryStarted" && each.event.assignmentId === id);
    const inTheWay = step.after.assignments.filter(
      (access) =>
        access.targetId === request.targetId &&
        forbidden.includes(access.packageId) &&
        access.state !== "deliveryFailed" &&
        isThere(access.id) &&
        !isOver(access.id),
    );
    return inTheWay.map((access) => `request ${requestId} was delivered beside access ${access.id}`);
  });

const closing: readonly RequestEvent["kind"][] = ["requestDenied", "requestCanceled", "processExpired"];
const granting: readonly RequestEvent["kind"][] = [
  "deliveryStarted",
  "roleGranted",
  "stageStarted",
  "requestScheduled",
];

/** Nothing is granted after a request was denied or canceled. */
const closedStaysClosed: Invariant = (step) =>
  touched(step).flatMap((id) => {
    const kinds = eventsOf(step.after.log, id).map((event) => event.kind);
    const closedAt = kinds.findIndex((kind) => closing.includes(kind));
    return closedAt >= 0 && kinds.slice(closedAt).some((kind) => granting.includes(kind))
      ? [`request ${id} went on after it was closed`]
      : [];
  });

/** ASN-13: nothing runs from its end on, and once the worker was there it says so. */
const endedIsOver: Invariant = ({ after, isSwept }) =>
  after.assignments.flatMap((access) =>
    isSwept && access.endAt && access.endAt <= after.now && !["expired", "deliveryFailed"].includes(access.state)
      ? [`access ${access.id} is ${access.state} after its end`]
      : [],
  );

/** APP-66: nobody decided on their own. */
const notOwn: Invariant = (step) =>
  news(step).flatMap(({ requestId, event }) => {
    const request = step.after.requests.get(requestId);
    if (!("decision" in event) || !request) return [];
    const { targetId, requestorId } = request;
    const parties = step.before.settings.allowSubmitterToApprove ? [targetId] : [targetId, requestorId];
    return parties.includes(event.decision.personId) ? [`request ${requestId} was decided by one of its own`] : [];
  });

/** The same text for the same value, in whatever order its parts were named. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** Every change has its event: what a request is follows from its history alone. */
const historyTells: Invariant = ({ before, after }) =>
  [...after.requests]
    .filter(([id, request]) => before.requests.get(id) !== request)
    .flatMap(([id, request]) => {
      const told = fold(eventsOf(after.log, id));
      return textOf(told) === textOf(request) ? [] : [`request ${id} is not what its history tells`];
    });

/** Whatever falls due is done once: a stage is forwarded once and closed once, a request and its access end once. */
const onceOnly: Invariant = (step) =>
  touched(step).flatMap((id) => {
    const events = eventsOf(step.after.log, id);
    const stages = new Set(events.flatMap((event) => ("stage" in event ? [event.stage] : [])));
    const twice = [...stages].flatMap((stage) => {
      const ofStage = events.filter((event) => "stage" in event && event.stage === stage);
      const ends =
        countOf(ofStage, "stageApproved") + countOf(ofStage, "stageDenied") + countOf(ofStage, "stageTimedOut");
      const isOnce = countOf(ofStage, "stageStarted") <= 1 && countOf(ofStage, "stageForwarded") <= 1 && ends <= 1;
      return isOnce ? [] : [`stage ${stage} of request ${id} was gone through twice`];
    });
    const closings = events.filter((event) => closing.includes(event.kind)).length;
    const isOnce =
      closings <= 1 && countOf(events, "assignmentEnded") <= 1 && countOf(events, "requestSubmitted") === 1;
    return isOnce ? twice : [...twice, `request ${id} was closed twice`];
  });

/** Timers fire at the instant that was promised, however late the worker was; and none is left once it was there. */
const onTime: Invariant = (step) => [
  ...news(step).flatMap(({ requestId, event }) => {
    const stage =
      "stage" in event && step.after.requests.get(requestId)?.stages.find((each) => each.index === event.stage);
    if (!stage) return [];
    const due =
      event.kind === "stageForwarded" ? stage.forwardAt : event.kind === "stageTimedOut" ? stage.deadlineAt : null;
    return due && due.getTime() !== event.at.getTime()
      ? [`request ${requestId}: ${event.kind} at another instant`]
      : [];
  }),
  ...(step.isSwept ? [...step.after.requests.values()] : []).flatMap((request) =>
    request.state === "pendingApproval" &&
    request.subStatus !== "waitingForRequestor" &&
    request.subStatus !== "waitingForCallback" &&
    request.stages.some((stage) => stage.state === "active" && stage.deadlineAt <= step.after.now)
      ? [`request ${request.id} waits beyond its deadline`]
      : [],
  ),
];

/** A refused command changed nothing; what time had done before is written down all the same. */
const refusedChangesNothing: Invariant = (step) =>
  step.answer && !step.answer.ok && news(step).some((each) => !each.isBySystem)
    ? [`a command refused with ${step.answer.error.code} left a trace`]
    : [];

/** REQ-48, REQ-49: one open request and one running access for a person and a package. */
const oneAtATime: Invariant = ({ after }) => {
  const open = [...after.requests.values()]
    .filter((each) => intentOf(each.type) === "add")
    .filter((each) => ["submitted", "pendingApproval", "scheduled", "delivering"].includes(each.state))
    .map((each) => `open requests of ${each.targetId} for ${each.packageId}`);
  const running = after.assignments
    .filter((each) => ["delivering", "delivered", "partiallyDelivered"].includes(each.state))
    .map((each) => `running access of ${each.targetId} to ${each.packageId}`);
  return [...open, ...running].filter((each, at, all) => all.indexOf(each) !== at).map((each) => `two ${each}`);
};

/** What holds after every step, whatever happened. */
export const invariants = {
  decided,
  apart,
  closedStaysClosed,
  endedIsOver,
  notOwn,
  historyTells,
  onceOnly,
  onTime,
  refusedChangesNothing,
  oneAtATime,
} as const satisfies Record<string, Invariant>;

/** Everything a step broke, each with the name of the invariant. */
export const violationsOf = (step: Step): string[] =>
  Object.entries(invariants).flatMap(([name, check]) => check(step).map((problem) => `${name}: ${problem}`));
