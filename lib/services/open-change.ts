import { uniqueViolation } from "@/db/client";
import type { AssignmentId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, type Result } from "@/lib/engine/result";
import { loadOpenChange } from "@/lib/facts/assignments";
import type { Deps } from "./deps";

/** REQ-50: the index says the same as the engine, for a writer that did not queue behind the holder. */
export async function refuseSecondChange(
  deps: Deps,
  assignmentId: AssignmentId,
  error: unknown,
): Promise<Result<never, Refusal>> {
  if (uniqueViolation(error) !== "requests_one_open_change") throw error;
  const requestId = await loadOpenChange(deps.db, assignmentId);
  invariant(requestId, "REQ-50 the open change that stood in the way exists");
  return err({ code: "openRequestExists", requestId });
}
