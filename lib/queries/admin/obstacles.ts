import { isActiveAt } from "@/lib/engine/assignment/assignment";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import { removalRefusal } from "@/lib/engine/assignment/removal";
import { repairRefusal } from "@/lib/engine/assignment/repair";
import type { RequestId } from "@/lib/engine/ids";
import { decideAdminCancellation } from "@/lib/engine/request/cancel";
import { decideDeletion } from "@/lib/engine/request/delete";
import { refusalText } from "@/lib/engine/request/refusal-text";
import type { Refusal } from "@/lib/engine/request/refusals";
import { decideReprocess } from "@/lib/engine/request/reprocess";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { loadAssignment, loadOpenChange } from "@/lib/facts/assignments";
import { findFailedRequest } from "@/lib/facts/failed-requests";
import { loadHoldings } from "@/lib/facts/holdings";
import { loadIncompatibilities, noIncompatibilities } from "@/lib/facts/packages";
import { loadRequests } from "@/lib/facts/requests";
import type { Reading } from "@/lib/queries/reading";
import type { AdminRequestView } from "@/lib/views/admin";
import type { AdminAssignmentView, NotPossible } from "@/lib/views/assignment-record";

const words = (refusal: Refusal | null): NotPossible => {
  if (!refusal) return null;
  const { title, detail } = refusalText(refusal);
  return detail ? `${title}. ${detail}` : title;
};

/** REQ-62: why a request cannot be delivered again. */
async function reprocessRefusal(
  { db, now }: Reading,
  request: AssignmentRequest,
  assignment: AssignmentFacts | null,
): Promise<Refusal | null> {
  const { packageId, targetId } = request;
  const incompatible = (await loadIncompatibilities(db, [packageId])).get(packageId) ?? noIncompatibilities;
  const holdings = await loadHoldings(db, targetId);
  const decision = decideReprocess(request, { assignment, holdings, incompatible }, now);
  return decision.ok ? null : decision.error;
}

/** ASG-39: what failed is delivered again by its request, what arrived by a repair. */
async function redeliveryRefusal(reading: Reading, assignment: AssignmentFacts): Promise<Refusal | null> {
  const failedId = await findFailedRequest(reading.db, assignment.id);
  const failed = failedId && (await loadRequests(reading.db, [failedId])).get(failedId)?.request;
  return failed ? reprocessRefusal(reading, failed, assignment) : repairRefusal(assignment, reading.now);
}

/** POR-64: what the engine would say to each button about an assignment. */
export async function obstaclesToAssignment(
  reading: Reading,
  assignment: AssignmentFacts,
): Promise<AdminAssignmentView["inTheWayOf"]> {
  const { db, now } = reading;
  const openId = await loadOpenChange(db, assignment.id);
  const open: Refusal | null = openId && { code: "openRequestExists", requestId: openId };
  const ended: Refusal | null = isActiveAt(assignment, now) ? null : { code: "alreadyRevokedOrEnded" };
  return {
    remove: words(removalRefusal(assignment, { reason: "" }, now)),
    deliverAgain: words(await redeliveryRefusal(reading, assignment)),
    change: words(ended ?? open),
  };
}

/** POR-64: what the engine would say to each button about a request. */
export async function obstaclesToRequest(reading: Reading, id: RequestId): Promise<AdminRequestView["inTheWayOf"]> {
  const { db, now } = reading;
  const request = (await loadRequests(db, [id])).get(id)?.request;
  if (!request) return { cancel: "", deliverAgain: "", remove: "" };
  const assignment = await loadAssignment(db, request.assignmentId);
  const cancellation = decideAdminCancellation(request, request.requestorId, null, now);
  const deletion = decideDeletion(request, now);
  return {
    cancel: words(cancellation.ok ? null : cancellation.error),
    deliverAgain: words(await reprocessRefusal(reading, request, assignment)),
    remove: words(deletion.ok ? null : deletion.error),
  };
}
