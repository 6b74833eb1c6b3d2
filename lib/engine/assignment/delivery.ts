import type { ResourceRoleId } from "@/lib/engine/ids";
import type { DeliveryOutcome, RequestEvent } from "@/lib/engine/request/events";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/engine/time";
import type { AssignmentState, RoleGrantState } from "./assignment";

/** REQ-60: minutes between attempts; after the last of them hourly. */
const retryMinutes = [1, 5, 15, 60] as const;
const RETRY_WINDOW_MS = 6 * HOUR_MS;

/**
 * REQ-60: when a failed role is tried again; null where the retries are used up.
 * `attempts` counts the failures so far, at least 1; `firstAttemptAt` starts the window of six hours.
 */
export function nextAttemptAt(attempts: number, firstAttemptAt: Date, failedAt: Date): Date | null {
  const minutes = retryMinutes[attempts - 1] ?? 60;
  const next = addMs(failedAt, minutes * MINUTE_MS);
  return next.getTime() - firstAttemptAt.getTime() <= RETRY_WINDOW_MS ? next : null;
}

/** ERR-53: why a role could not be granted or taken back, as administrators are told. */
export const deliveryProblems = [
  "accountDisabled",
  "roleMissing",
  "resourceDeleted",
  "guestRefused",
  "groupReadOnly",
  "capacityMissing",
  "targetSystem",
] as const;
export type DeliveryProblem = (typeof deliveryProblems)[number];

/** APP-34, RES-52: the others stay as they are until somebody changes something where the role lives. */
const passing: readonly DeliveryProblem[] = ["targetSystem", "capacityMissing"];
export const isRetriable = (problem: DeliveryProblem): boolean => passing.includes(problem);

/** One role of a delivery: what state it is in, and whether another attempt will come. */
export type RoleResult = { readonly state: RoleGrantState; readonly nextAttemptAt: Date | null };

/**
 * A role still to be granted, one that failed and will be tried again (REQ-60), or one the package lost meanwhile and
 * that is still with the person (ASN-28).
 */
const isUnderWay = (role: RoleResult): boolean =>
  role.state === "pendingGrant" ||
  role.state === "pendingRevoke" ||
  (role.state === "grantFailed" && role.nextAttemptAt !== null);

/**
 * REQ-39 to REQ-41, RES-46: what became of granting a package; null while a role is still under way (REQ-61).
 * A package without roles is delivered (RES-3), and a role it does not give any more is none of its roles.
 */
export function deliveryOutcome(roles: readonly RoleResult[]): DeliveryOutcome | null {
  if (roles.some(isUnderWay)) return null;
  const given = roles.filter((role) => role.state !== "revoked");
  const granted = given.filter((role) => role.state === "granted").length;
  if (granted === given.length) return "delivered";
  return granted === 0 ? "deliveryFailed" : "partiallyDelivered";
}

/** INF-20, REQ-58: the outcome of the roles with that of the profile, which comes after them. */
export const wholeOutcome = (roles: DeliveryOutcome, events: readonly RequestEvent[]): DeliveryOutcome =>
  roles === "delivered" && events.some(({ kind }) => kind === "attributeFailed") ? "partiallyDelivered" : roles;

/**
 * ASN-31: the grant of a role. A membership somebody had on their own ends with the access like any other, so the record
 * says that it was there before.
 */
export const roleGranted = (
  role: { readonly resourceRoleId: ResourceRoleId; readonly displayName: string },
  wasHeldBefore: boolean,
  at: Date,
): RequestEvent => ({ kind: "roleGranted", at, ...role, ...(wasHeldBefore && { wasHeldBefore }) });

/** ASN-49: whether the last role is gone. */
export const isDeprovisioned = (roles: readonly Pick<RoleResult, "state">[]): boolean =>
  roles.every((role) => role.state === "revoked" || role.state === "grantFailed");

/** ASN-2: the assignment's state follows the outcome of its delivery. */
export const assignmentStateAfter = (outcome: DeliveryOutcome): AssignmentState => outcome;
