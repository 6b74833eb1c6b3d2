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
  removedByAdministrator: "Removed by an administrator",
} as const satisfies Record<EndReason, string>;
