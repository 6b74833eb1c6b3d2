import { missingTarget } from "@/lib/engine/request/direct";
import type { Refusal } from "@/lib/engine/request/refusals";
import { validateSubmission } from "@/lib/engine/request/submit";
import { err, type Result } from "@/lib/engine/result";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import type { Deps } from "./deps";
import { commandOf, type SubmitInput } from "./submit-request";

/** REQ-14: every check a submission meets, with the same refusals; nothing is locked and nothing is stored. */
export async function validateRequest(
  deps: Deps,
  input: Omit<SubmitInput, "clientKey">,
): Promise<Result<null, Refusal>> {
  const now = await deps.clock.now();
  const { personId, packageId, targetId = personId } = input;
  const command = commandOf(input);
  const kind = { targetId, resubmissionOf: command.resubmissionOf };
  const facts = await loadSubmissionFacts(deps.db, personId, packageId, kind);
  return facts ? validateSubmission(facts, command, now) : err(missingTarget(null));
}
