import type { RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { loadAccount } from "@/lib/facts/people";
import { loadPackageRights } from "@/lib/facts/roles";
import { admitAssigner, type DirectInput, type TargetResult } from "./admit-assigner";
import type { Deps } from "./deps";
import { recordSubmission } from "./record-submission";
import { writeRefusedAttempt } from "./write-refused-attempt";

export type AssignInput = DirectInput & {
  /** REQ-51: sending the form again gives back the first request of each target. */
  readonly clientKey: string;
};

export type Assigned = TargetResult<{ readonly requestId: RequestId }>;

/**
 * WHO-44 to WHO-49: an administrator assigns a package to one or more people, who pass the same checks as if they had
 * asked. Each target has a transaction and a result of their own, so that what stands in the way of one holds up no
 * other (SOD-17).
 */
export async function assignDirectly(deps: Deps, input: AssignInput): Promise<Result<Assigned, Refusal>> {
  const now = await deps.clock.now();
  const admitted = await admitAssigner(deps.db, input, now);
  if (!admitted.ok) {
    await keepAttempt(deps, input, now);
    return admitted;
  }
  const { actorId, packageId, clientKey } = input;
  const { targetIds, direct, command, warnings } = admitted.value;
  const results: Assigned["results"][number][] = [];
  for (const targetId of targetIds) {
    const key = `${clientKey} ${targetId}`;
    const submission = { requestorId: actorId, targetId, packageId, direct, command, clientKey: key };
    results.push({ targetId, result: await recordSubmission(deps, submission, now) });
  }
  return ok({ warnings, results });
}

/** AUD-6: that somebody wanted to assign what is not theirs to assign. There is nothing it has to be written together with. */
async function keepAttempt({ db }: Deps, { actorId, packageId }: AssignInput, now: Date): Promise<void> {
  const person = await loadAccount(db, actorId);
  const rights = await loadPackageRights(db, actorId, packageId);
  if (!person?.isEnabled || !rights || rights.may("manageAssignments")) return;
  await writeRefusedAttempt(db, person, "manageAssignments", { at: now, packageId });
}
