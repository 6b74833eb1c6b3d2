import { type Directory, managerOf } from "@/lib/engine/directory";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { decideAdminCancellation } from "@/lib/engine/request/cancel";
import type { Decision } from "@/lib/engine/request/events";
import { justificationIssue } from "@/lib/engine/request/form";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { isActiveAt } from "./assignment";
import { type AssignmentFacts, ending } from "./end";

export type RemoveCommand = {
  /** NOT-28: what the holder is told; may be empty but for a revocation. */
  readonly reason: string;
};

/** Why access cannot be ended with these words at this instant; null where it can. */
export function removalRefusal(assignment: AssignmentFacts, { reason }: RemoveCommand, now: Date): Refusal | null {
  if (!isActiveAt(assignment, now)) return { code: "alreadyRevokedOrEnded" };
  if (reason.trim().length <= limits.justificationChars) return null;
  return { code: "invalidForm", issues: [justificationIssue("reason", "tooLong")] };
}

/** REQ-8, ASN-36: an administrator ends access; at once, like every removal (ASN-45). */
export function decideAdminRemoval(
  assignment: AssignmentFacts,
  by: PersonId,
  command: RemoveCommand,
  requestId: RequestId,
  now: Date,
): Result<Decision, Refusal> {
  const refusal = removalRefusal(assignment, command, now);
  if (refusal) return err(refusal);
  const justification = command.reason.trim() || null;
  const removal = { id: requestId, type: "adminRemove", requestorId: by, at: now, justification } as const;
  return ok(ending(assignment, removal, "removedByAdministrator"));
}

export type ManagerFacts = { readonly directory: Directory; readonly settings: TenantSettings };

/** POR-58: whether policy and organization let managers end this access. */
export const managersMayRemove = ({ snapshot }: Pick<AssignmentFacts, "snapshot">, settings: TenantSettings): boolean =>
  snapshot.requestorSettings.enableOnBehalfRequestorsToRemoveAccess && settings.managersSeeReportAssignments;

/** REQ-5, ASN-37: the holder's direct manager ends it, where policy and organization let managers. */
export function decideManagerRemoval(
  assignment: AssignmentFacts,
  { directory, settings }: ManagerFacts,
  by: PersonId,
  command: RemoveCommand,
  requestId: RequestId,
  now: Date,
): Result<Decision, Refusal> {
  if (managerOf(directory, assignment.targetId)?.id !== by) return err({ code: "requestNotFound" });
  const refusal = removalRefusal(assignment, command, now);
  if (refusal) return err(refusal);
  if (!managersMayRemove(assignment, settings)) return err({ code: "removeNotAllowed" });
  const justification = command.reason.trim() || null;
  const removal = { id: requestId, type: "onBehalfRemove", requestorId: by, at: now, justification } as const;
  return ok(ending(assignment, removal, "removedByManager"));
}

/** What the cancellation of a request does: to its access, without events where it gave none, and to itself. */
export type Clearance = { readonly ended: Decision; readonly canceled: Decision };

/** REQ-43, REQ-54: an administrator cancels a request; what a failed delivery had granted all the same ends first. */
export function decideClearance(
  request: AssignmentRequest,
  assignment: AssignmentFacts | null,
  by: PersonId,
  command: RemoveCommand,
  requestId: RequestId,
  now: Date,
): Result<Clearance, Refusal> {
  const canceled = decideAdminCancellation(request, by, command.reason.trim() || null, now);
  if (!canceled.ok) return canceled;
  const isGranted = assignment && intentOf(request.type) === "add" && isActiveAt(assignment, now);
  const ended = isGranted ? decideAdminRemoval(assignment, by, command, requestId, now) : ok({ events: [] });
  return ended.ok ? ok({ ended: ended.value, canceled: canceled.value }) : ended;
}
