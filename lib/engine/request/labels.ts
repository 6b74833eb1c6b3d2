import type { RequestState, RequestSubStatus, RequestType } from "./states";

/** The tone a state is shown in; screens map it to their colours. */
export type Tone = "neutral" | "waiting" | "working" | "good" | "bad";

export type StateLabel = { readonly text: string; readonly tone: Tone };

const byState = {
  submitted: { text: "Submitted", tone: "neutral" },
  pendingApproval: { text: "Pending approval", tone: "waiting" },
  scheduled: { text: "Scheduled", tone: "waiting" },
  delivering: { text: "Delivering", tone: "working" },
  delivered: { text: "Delivered", tone: "good" },
  partiallyDelivered: { text: "Partially delivered", tone: "bad" },
  deliveryFailed: { text: "Delivery failed", tone: "bad" },
  denied: { text: "Denied", tone: "bad" },
  canceled: { text: "Canceled", tone: "neutral" },
} as const satisfies Record<RequestState, StateLabel>;

/** REQ-25, APP-51: the caption of a request; a request nobody decided in time is shown as expired. */
export function requestStateLabel(state: RequestState, subStatus: RequestSubStatus | null): StateLabel {
  if (state === "denied" && subStatus === "timedOut") return { text: "Expired", tone: "neutral" };
  if (state === "denied" && subStatus === "conflict") return { text: "Denied – conflict", tone: "bad" };
  if (state === "denied" && subStatus === "unanswered") return { text: "Closed – no answer", tone: "neutral" };
  if (state === "denied" && subStatus === "invalidSchedule") return { text: "Denied – period over", tone: "neutral" };
  if (state === "pendingApproval" && subStatus === "pendingApprovalEscalated") {
    return { text: "Pending approval – forwarded", tone: "waiting" };
  }
  if (subStatus === "waitingForRequestor") return { text: "Question to answer", tone: "waiting" };
  // POR-46.
  if (subStatus === "waitingForCallback") return { text: "Waiting for information", tone: "waiting" };
  if (subStatus === "processExpired") return { text: "Process expired", tone: "bad" };
  return byState[state];
}

export const requestTypeLabel = {
  userAdd: "New access",
  userUpdate: "Extension",
  userRemove: "Removal by holder",
  onBehalfAdd: "New access, asked for by somebody else",
  onBehalfUpdate: "Extension, asked for by somebody else",
  onBehalfRemove: "Removal by manager",
  adminAdd: "Direct assignment",
  adminUpdate: "Change by administrator",
  adminRemove: "Removal by administrator",
  systemAdd: "Assignment by a rule",
  systemUpdate: "Roles brought up to date",
  systemRemove: "End of access",
} as const satisfies Record<RequestType, string>;
