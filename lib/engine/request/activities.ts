import type { RequestEvent, RequestEventKind } from "./events";
import type { RequestType } from "./states";

const submitted = {
  userAdd: "User requests access package assignment",
  userRemove: "User requests to remove access package assignment",
  adminRemove: "Administrator directly removes user access package assignment",
  systemRemove: "Entitlement Management removes access package assignment request for user",
} as const satisfies Record<RequestType, string>;

const finished = {
  delivered: "Fulfill access package assignment request",
  partiallyDelivered: "Partially fulfill access package assignment request",
  deliveryFailed: "Failed access package assignment request",
} as const;

/** AUD-11 to AUD-13: the activities by which auditors search; what has no name there is named in the same manner. */
const others = {
  requestAutoApproved: "Auto approve access package assignment request",
  stageStarted: "Create request approval",
  stageForwarded: "Add approver to request approval",
  fallbacksActivated: "Add approver to request approval",
  stageApproved: "Approve access package assignment request",
  stageDenied: "Deny access package assignment request",
  stageTimedOut: "Access package assignment request timed out (no approver action taken)",
  requestDenied: "Update access package assignment request",
  requestScheduled: "Schedule a future access package assignment",
  requestCanceled: "Cancel access package assignment request",
  deliveryStarted: "Ready to fulfill access package assignment request",
  roleGranted: "Fulfill access package resource assignment",
  roleRevoked: "Remove access package resource assignment",
  roleKept: "Keep access package resource assignment",
  roleFailed: "Failed access package resource assignment",
  assignmentEnded: "Remove access package assignment",
} as const satisfies Record<Exclude<RequestEventKind, "requestSubmitted" | "deliveryFinished">, string>;

/** The name under which an event stands in the audit log (REQ-79). */
export function activityOf(event: RequestEvent, type: RequestType): string {
  switch (event.kind) {
    case "requestSubmitted":
      return submitted[type];
    case "deliveryFinished":
      return type === "userAdd" ? finished[event.outcome] : "Fulfill access package assignment request";
    default:
      return others[event.kind];
  }
}
