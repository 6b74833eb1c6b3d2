import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { findFailedRequest } from "@/lib/facts/failed-requests";
import type { Deps } from "./deps";
import { reprocessAssignment } from "./reprocess-assignment";
import { reprocessRequests } from "./reprocess-requests";

type Redelivered = Result<{ readonly requestId: RequestId }, Refusal>;

async function deliverOne(deps: Deps, personId: PersonId, assignmentId: AssignmentId): Promise<Redelivered> {
  const failed = await findFailedRequest(deps.db, assignmentId);
  if (!failed) return reprocessAssignment(deps, { personId, assignmentId });
  const [only] = await reprocessRequests(deps, { personId, requestIds: [failed] });
  invariant(only, "REQ-66 one request, one result");
  return only.result.ok ? ok({ requestId: failed }) : only.result;
}

/**
 * ASG-39, ASN-33, REQ-62: an administrator has access delivered again: by its failed request where there is one, else
 * what arrived and may have gone missing. Each has a transaction and a result of its own (REQ-66).
 */
export async function deliverAgain(
  deps: Deps,
  { personId, assignmentIds }: { readonly personId: PersonId; readonly assignmentIds: readonly AssignmentId[] },
): Promise<{ readonly assignmentId: AssignmentId; readonly result: Redelivered }[]> {
  const results: { assignmentId: AssignmentId; result: Redelivered }[] = [];
  for (const assignmentId of new Set(assignmentIds)) {
    results.push({ assignmentId, result: await deliverOne(deps, personId, assignmentId) });
  }
  return results;
}
