import { missingTarget } from "@/lib/engine/request/direct";
import type { Refusal } from "@/lib/engine/request/refusals";
import { validateSubmission } from "@/lib/engine/request/submit";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { admitAssigner, type DirectInput, type TargetResult } from "./admit-assigner";
import type { Deps } from "./deps";

export type Checked = TargetResult<null>;

/**
 * ASG-30: what assigning directly would say to each of these people as everything is now, from the same facts and by the
 * same checks; nothing is locked and nothing is written.
 */
export async function checkAssignments(deps: Deps, input: DirectInput): Promise<Result<Checked, Refusal>> {
  const now = await deps.clock.now();
  const admitted = await admitAssigner(deps.db, input, now);
  if (!admitted.ok) return admitted;
  const { targetIds, direct, command, warnings } = admitted.value;
  const results: Checked["results"][number][] = [];
  for (const targetId of targetIds) {
    const facts = await loadSubmissionFacts(deps.db, input.actorId, input.packageId, { targetId, direct });
    const result = facts ? validateSubmission(facts, command, now) : err(missingTarget(direct));
    results.push({ targetId, result });
  }
  return ok({ warnings, results });
}
