import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { findFailedRequest } from "@/lib/facts/failed-requests";
import type { Deps } from "./deps";
import { reprocessAssignment } from "./reprocess-assignment";
import { reprocessRequests } from "./reprocess-requests";

/**
 * ASG-39, ASN-33, REQ-62: an administrator has access delivered again: by its failed request where there is one, else
 * what arrived and may have gone missing.
 */
export async function deliverAgain(
  deps: Deps,
  { personId, assignmentId }: { readonly personId: PersonId; readonly assignmentId: AssignmentId },
): Promise<Result<{ readonly requestId: RequestId }, Refusal>> {
  const failed = await findFailedRequest(deps.db, assignmentId);
  if (!failed) return reprocessAssignment(deps, { personId, assignmentId });
  const [only] = await reprocessRequests(deps, { personId, requestIds: [failed] });
  invariant(only, "REQ-66 one request, one result");
  return only.result.ok ? ok({ requestId: failed }) : only.result;
}
