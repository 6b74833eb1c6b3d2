/** REQ-1 to REQ-11: who asks for what. */
export const requestTypes = [
  "userAdd",
  "userUpdate",
  "userRemove",
  "onBehalfAdd",
  "onBehalfUpdate",
  "onBehalfRemove",
  "adminAdd",
  "adminUpdate",
  "adminRemove",
  "systemAdd",
  "systemUpdate",
  "systemRemove",
] as const;
export type RequestType = (typeof requestTypes)[number];

/** What a request is for, whoever asks: new access, a change of access that exists, or its end. */
export type RequestIntent = "add" | "update" | "remove";

const intents = {
  userAdd: "add",
  userUpdate: "update",
  userRemove: "remove",
  onBehalfAdd: "add",
  onBehalfUpdate: "update",
  onBehalfRemove: "remove",
  adminAdd: "add",
  adminUpdate: "update",
  adminRemove: "remove",
  systemAdd: "add",
  systemUpdate: "update",
  systemRemove: "remove",
} as const satisfies Record<RequestType, RequestIntent>;

export const intentOf = (type: RequestType): RequestIntent => intents[type];

/** The types of one intent, for queries and indexes. */
export const typesFor = (intent: RequestIntent): RequestType[] =>
  requestTypes.filter((type) => intents[type] === intent);

/** REQ-16 to REQ-24, spelled as the Graph API spells them. */
export const requestStates = [
  "submitted",
  "pendingApproval",
  "scheduled",
  "delivering",
  "delivered",
  "partiallyDelivered",
  "deliveryFailed",
  "denied",
  "canceled",
] as const;
export type RequestState = (typeof requestStates)[number];

/** REQ-26: the sub-status says more about the state and is never filtered by. */
export const requestSubStatuses = [
  "accepted",
  "pendingApproval",
  "pendingApprovalEscalated",
  "waitingForCallback",
  "waitingForRequestor",
  "pendingNotBefore",
  "deniedByApprover",
  "deniedByExtension",
  "timedOut",
  "unanswered",
  "invalidSchedule",
  "conflict",
  "processExpired",
] as const;
export type RequestSubStatus = (typeof requestSubStatuses)[number];

/** REQ-23, and ours: an approver's question that nobody answered in time. */
export const denialCauses = [
  "deniedByApprover",
  "deniedByExtension",
  "timedOut",
  "unanswered",
  "invalidSchedule",
  "conflict",
] as const satisfies readonly RequestSubStatus[];
export type DenialCause = (typeof denialCauses)[number];

export const isDenialCause = (subStatus: RequestSubStatus): subStatus is DenialCause =>
  (denialCauses as readonly RequestSubStatus[]).includes(subStatus);

/** What can happen to a request; the names of the transitions of REQ-27 to REQ-46. */
export const moves = [
  "startApproval",
  "approveStage",
  "forward",
  "deny",
  "timeOut",
  "invalidate",
  "askRequestor",
  "answer",
  "waitForCallback",
  "resume",
  "expireProcess",
  "schedule",
  "deliver",
  "cancel",
  "finish",
  "finishPartially",
  "fail",
  "reprocess",
] as const;
export type Move = (typeof moves)[number];

/** REQ-27 to REQ-45: from each state, where each move leads. What is not here cannot happen (REQ-46). */
export const transitions = {
  submitted: {
    startApproval: "pendingApproval",
    invalidate: "denied",
    waitForCallback: "submitted",
    resume: "submitted",
    deny: "denied",
    expireProcess: "deliveryFailed",
    schedule: "scheduled",
    deliver: "delivering",
    cancel: "canceled",
  },
  pendingApproval: {
    approveStage: "pendingApproval",
    forward: "pendingApproval",
    deny: "denied",
    timeOut: "denied",
    invalidate: "denied",
    askRequestor: "pendingApproval",
    answer: "pendingApproval",
    waitForCallback: "pendingApproval",
    resume: "pendingApproval",
    expireProcess: "deliveryFailed",
    schedule: "scheduled",
    deliver: "delivering",
    cancel: "canceled",
  },
  scheduled: { deliver: "delivering", invalidate: "denied", cancel: "canceled" },
  delivering: { finish: "delivered", finishPartially: "partiallyDelivered", fail: "deliveryFailed" },
  delivered: {},
  partiallyDelivered: { reprocess: "delivering", cancel: "canceled" },
  deliveryFailed: { reprocess: "delivering", cancel: "canceled" },
  denied: {},
  canceled: {},
} as const satisfies Record<RequestState, Partial<Record<Move, RequestState>>>;

/** Where a move leads from a state; null where it cannot happen (REQ-46). */
export function stateAfter(state: RequestState, move: Move): RequestState | null {
  const possible: Partial<Record<Move, RequestState>> = transitions[state];
  return possible[move] ?? null;
}

/** The moves a state offers, for the buttons of a screen. */
export const movesFrom = (state: RequestState): Move[] => moves.filter((move) => stateAfter(state, move) !== null);

const openStates: readonly RequestState[] = ["submitted", "pendingApproval", "scheduled", "delivering"];

/** "Open request" of the spec's conventions. */
export const isOpen = (state: RequestState): boolean => openStates.includes(state);
