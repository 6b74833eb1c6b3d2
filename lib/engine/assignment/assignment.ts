import { isAfter, isDue } from "@/lib/engine/time";

/** ASN-1, spelled as the Graph API spells them. */
export const assignmentStates = ["delivering", "delivered", "partiallyDelivered", "deliveryFailed", "expired"] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** POR-21: why an assignment ended. */
export const endReasons = [
  "expired",
  "removedByYou",
  "removedByManager",
  "removedByAdministrator",
  "approvalRevoked",
  "deniedInReview",
  "ruleNoLongerMatches",
  "left",
] as const;
export type EndReason = (typeof endReasons)[number];

/** ASN-3, ASN-19: how many days before the end the holder is told; each once for an end. */
export const endNoticeDays = [14, 1] as const;
export type EndNoticeDays = (typeof endNoticeDays)[number];

/** What one role of an assignment is doing (RES-50). A role is with the person while `granted` or `pendingRevoke`. */
export const roleGrantStates = ["pendingGrant", "granted", "grantFailed", "pendingRevoke", "revoked"] as const;
export type RoleGrantState = (typeof roleGrantStates)[number];

const activeStates: readonly AssignmentState[] = ["delivering", "delivered", "partiallyDelivered"];

/** ASN-13: access counts as ended at the end instant itself, before any role is withdrawn. */
export const isActiveAt = (
  assignment: { readonly state: AssignmentState; readonly endAt: Date | null },
  now: Date,
): boolean => activeStates.includes(assignment.state) && !(assignment.endAt && isDue(assignment.endAt, now));

/** SOD-25, ASN-49: for conflicts an ended assignment counts until its last role is really gone. */
export const countsForConflicts = (assignment: {
  readonly state: AssignmentState;
  readonly isDeprovisioned: boolean;
}): boolean =>
  activeStates.includes(assignment.state) || (assignment.state === "expired" && !assignment.isDeprovisioned);

/** POR-20: from how many days before it on an end is near. */
export const ENDING_SOON_DAYS = 14;

/** POR-20: how close the end is, for the badge; null where it is not near or there is no end. */
export function endsWithinDays(endAt: Date | null, now: Date): number | null {
  if (!endAt || !isAfter(endAt, now)) return null;
  const days = Math.ceil((endAt.getTime() - now.getTime()) / 86_400_000);
  return days <= ENDING_SOON_DAYS ? days : null;
}
