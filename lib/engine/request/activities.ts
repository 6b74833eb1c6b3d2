import type { RequestEvent, RequestEventKind } from "./events";
import { intentOf, type RequestType } from "./states";

const submitted = {
  userAdd: "User requests access package assignment",
  userUpdate: "User requests to extend access package assignment",
  userRemove: "User requests to remove access package assignment",
  onBehalfAdd: "User requests an access package assignment on behalf of service principal or other user",
  onBehalfUpdate: "User requests to extend an access package assignment on behalf of other user",
  onBehalfRemove: "User requests to remove an access package assignment on behalf of other user",
  adminAdd: "Administrator directly assigns user to access package",
  adminUpdate: "Administrator directly updates user access package assignment",
  adminRemove: "Administrator directly removes user access package assignment",
  systemAdd: "Entitlement Management creates access package assignment request for user",
  systemUpdate: "Entitlement Management updates access package assignment for user",
  systemRemove: "Entitlement Management removes access package assignment request for user",
} as const satisfies Record<RequestType, string>;

const finished = {
  delivered: "Fulfill access package assignment request",
  partiallyDelivered: "Partially fulfill access package assignment request",
  deliveryFailed: "Failed access package assignment request",
} as const;

/** APP-93 */
const bypassed = "Administrator directly assigned access package – approval bypassed";

/** AUD-11 to AUD-13: the activities by which auditors search; what has no name there is named in the same manner. */
const others = {
  requestAutoApproved: "Auto approve access package assignment request",
  stageStarted: "Create request approval",
  stageForwarded: "Add approver to request approval",
  fallbacksActivated: "Add approver to request approval",
  approverAdded: "Add approver to request approval",
  informationAsked: "Ask the requestor about access package assignment request",
  informationGiven: "Answer a question about access package assignment request",
  approversNudged: "Remind the approvers of access package assignment request",
  answersEdited: "Update request answers by approver",
  callbackAwaited: "Execute custom extension",
  callbackReceived: "Resume access package assignment request",
  processExpired: "Custom extension process expired",
  approvalRevoked: "Revoke approval of access package assignment request",
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
  attributeWritten: "Update user",
  attributeCleared: "Update user",
  attributeFailed: "Failed access package resource assignment",
  assignmentEnded: "Remove access package assignment",
  assignmentUpdated: "Extend access package assignment",
  endAnnounced: "Announce the end of access package assignment",
  reprocessStarted: "Reprocess access package assignment request",
  requestDeleted: "Delete access package assignment request",
} as const satisfies Record<Exclude<RequestEventKind, "requestSubmitted" | "deliveryFinished">, string>;

/** Every name under which what happens to a request stands in the audit log. */
export const requestActivities = { ...submitted, ...finished, bypassed, ...others } as const;

/** The name under which an event stands in the audit log (REQ-79). */
export function activityOf(event: RequestEvent, type: RequestType): string {
  switch (event.kind) {
    case "requestSubmitted":
      return submitted[type];
    case "requestAutoApproved":
      return event.bypassReason === null ? others.requestAutoApproved : bypassed;
    case "deliveryFinished":
      return intentOf(type) === "add" ? finished[event.outcome] : "Fulfill access package assignment request";
    default:
      return others[event.kind];
  }
}
