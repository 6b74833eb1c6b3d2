import type { Person } from "@/lib/engine/directory";
import type { RequestId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { isInScope } from "@/lib/engine/policy/scope";
import { closedWithAccess } from "@/lib/engine/request/cancel";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { type Conflict, conflictsOf, type Holdings, type Incompatibilities } from "@/lib/engine/sod/conflicts";
import { conflictRefusal } from "@/lib/engine/sod/refusal";
import { isAfter, latest } from "@/lib/engine/time";
import { isActiveAt } from "./assignment";
import type { AssignmentFacts } from "./end";
import { latestEnd, type Period } from "./period";

/** The access an update is about, with what could stand between it and a later end. */
export type UpdatedAccess = {
  readonly assignment: AssignmentFacts;
  readonly settings: TenantSettings;
  readonly holdings: Holdings;
  readonly incompatible: Incompatibilities;
};

/** Everything an extension depends on, read under the target's lock. */
export type ExtensionFacts = UpdatedAccess & {
  readonly target: Person;
  /** The policy as it is now, for its scope (WHO-56); the terms are those of the assignment (ASN-14). */
  readonly policy: AssignmentPolicy | null;
  /** REQ-50: an update or a removal of this access that is under way. */
  readonly openRequestId: RequestId | null;
};

/** What an extension could be: the latest end (null: any), the end without a wish, and conflicts that only warn. */
export type ExtensionOffer = {
  readonly latestEndAt: Date | null;
  readonly defaultEndAt: Date | null;
  readonly conflicts: readonly Conflict[];
};

/** ASN-21: as long as the policy gives from the approval on, never earlier than the present end. */
function defaultEnd({ snapshot, endAt }: AssignmentFacts, approvedAt: Date): Date | null {
  const latestEndAt = latestEnd(snapshot.expiration, approvedAt);
  return latestEndAt && endAt ? latest(latestEndAt, endAt) : latestEndAt;
}

/**
 * ASN-17, ASN-18: whether access may be extended now, or why not. What the screen shows at "Extend" is what a request
 * would meet.
 */
export function mayExtend(facts: ExtensionFacts, now: Date): Result<ExtensionOffer, Refusal> {
  const { assignment, settings, target, policy, holdings } = facts;
  const { snapshot, endAt, state } = assignment;
  if (!settings.isLicenceValid) return err({ code: "licenceLapsed" });
  if (!target.isEnabled) return err({ code: "accountDisabled", who: "target" });
  // ASN-27: after the end there is nothing to extend; the way out is a new request.
  if (!isActiveAt(assignment, now)) return err({ code: "extensionPastCap", latestEndAt: null });
  const isAllowed = snapshot.requestorSettings.enableTargetsToSelfUpdateAccess;
  if (!isAllowed || !endAt || state === "delivering") return err({ code: "extensionNotAllowed" });
  if (!policy?.isEnabled) return err({ code: "policyDisabled" });
  if (!isInScope({ id: target.id, kind: target.kind, groupIds: holdings.groupIds }, policy)) {
    return err({ code: "extensionOutOfScope" });
  }
  if (facts.openRequestId) return err({ code: "openRequestExists", requestId: facts.openRequestId });
  const latestEndAt = latestEnd(snapshot.expiration, now);
  if (latestEndAt && !isAfter(latestEndAt, endAt)) return err({ code: "extensionPastCap", latestEndAt });
  const { blocking, warning } = extensionConflicts(facts);
  const refusal = conflictRefusal(blocking);
  return refusal ? err(refusal) : ok({ latestEndAt, defaultEndAt: defaultEnd(assignment, now), conflicts: warning });
}

/** SOD-24: whether what the holder has besides forbids a later end or, where the organization wants that, only warns. */
export function extensionConflicts({ settings, incompatible, holdings }: UpdatedAccess): {
  readonly blocking: readonly Conflict[];
  readonly warning: readonly Conflict[];
} {
  const conflicts = conflictsOf(incompatible, holdings);
  return settings.sodOnExtension === "block"
    ? { blocking: conflicts, warning: [] }
    : { blocking: [], warning: conflicts };
}

/** REQ-76, ASN-25: the same assignment with another period, done in the same breath; no role is granted anew. */
export function updateEvents(assignment: AssignmentFacts, period: Period, now: Date): RequestEvent[] {
  const { id: assignmentId, startAt, endAt } = assignment;
  const isExtended = isLater(period.endAt, endAt);
  const isSame = startAt.getTime() === period.startAt.getTime() && endAt?.getTime() === period.endAt?.getTime();
  const updated: RequestEvent = { kind: "assignmentUpdated", at: now, assignmentId, period, isExtended };
  return [
    { kind: "deliveryStarted", at: now, assignmentId, period },
    ...(isSame ? [] : [updated]),
    { kind: "deliveryFinished", at: now, outcome: "delivered" },
  ];
}

/** Whether one end comes after another; no end comes after every other. */
export const isLater = (one: Date | null, other: Date | null): boolean =>
  other !== null && (one === null || isAfter(one, other));

/** ASN-24: what an approved extension does. Access that ended meanwhile stays ended (REQ-77). */
export function grantedExtension(request: AssignmentRequest, access: UpdatedAccess, now: Date): RequestEvent[] {
  const { assignment } = access;
  if (!isActiveAt(assignment, now)) return [closedWithAccess(now)];
  const { blocking: conflicts } = extensionConflicts(access);
  if (conflicts.length > 0) return [{ kind: "requestDenied", at: now, cause: "conflict", reason: null, conflicts }];
  const endAt = request.schedule.endAt ?? defaultEnd(assignment, now);
  return updateEvents(assignment, { startAt: assignment.startAt, endAt }, now);
}
