/** REQ-1 to REQ-11, the types that exist so far. */
export const requestTypes = ["userAdd", "userRemove", "adminRemove", "systemRemove"] as const;
export type RequestType = (typeof requestTypes)[number];

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
  "pendingNotBefore",
  "deniedByApprover",
  "timedOut",
  "invalidSchedule",
  "conflict",
] as const;
export type RequestSubStatus = (typeof requestSubStatuses)[number];

export type DenialCause = Extract<RequestSubStatus, "deniedByApprover" | "timedOut" | "invalidSchedule" | "conflict">;

/** What can happen to a request; the names of the transitions of REQ-27 to REQ-46. */
export const moves = [
  "startApproval",
  "approveStage",
  "forward",
  "deny",
  "timeOut",
  "invalidate",
  "schedule",
  "deliver",
  "cancel",
  "finish",
  "finishPartially",
  "fail",
] as const;
export type Move = (typeof moves)[number];

/** REQ-27 to REQ-43: from each state, where each move leads. What is not here cannot happen (REQ-46). */
export const transitions = {
  submitted: {
    startApproval: "pendingApproval",
    schedule: "scheduled",
    deliver: "delivering",
  },
  pendingApproval: {
    approveStage: "pendingApproval",
    forward: "pendingApproval",
    deny: "denied",
    timeOut: "denied",
    invalidate: "denied",
    schedule: "scheduled",
    deliver: "delivering",
    cancel: "canceled",
  },
  scheduled: { deliver: "delivering", invalidate: "denied", cancel: "canceled" },
  delivering: { finish: "delivered", finishPartially: "partiallyDelivered", fail: "deliveryFailed" },
  delivered: {},
  partiallyDelivered: {},
  deliveryFailed: {},
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
