import type { Tone } from "@/lib/engine/request/labels";
import type { AssignmentState, EndReason } from "./assignment";

/** RES-43. */
export const assignmentStateLabel = {
  delivering: { text: "Delivering", tone: "working" },
  delivered: { text: "Delivered", tone: "good" },
  partiallyDelivered: { text: "Partially delivered", tone: "bad" },
  deliveryFailed: { text: "Delivery failed", tone: "bad" },
  expired: { text: "Ended", tone: "neutral" },
} as const satisfies Record<AssignmentState, { text: string; tone: Tone }>;

/** POR-21. */
export const endReasonLabel = {
  expired: "Reached its end date",
  removedByYou: "Given back by the holder",
  removedByManager: "Removed by the holder's manager",
  removedByAdministrator: "Removed by an administrator",
  approvalRevoked: "The approval was taken back",
  deniedInReview: "Denied in an access review",
  ruleNoLongerMatches: "The holder no longer matches the rule",
  left: "The holder has left",
} as const satisfies Record<EndReason, string>;
