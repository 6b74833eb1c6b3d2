import type { AccessPackageId, PersonId, RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { FilledForm, SubmitCommand } from "@/lib/engine/request/submission";
import type { Result } from "@/lib/engine/result";
import type { Deps } from "./deps";
import { recordSubmission } from "./record-submission";

export type SubmitInput = FilledForm & {
  readonly personId: PersonId;
  readonly packageId: AccessPackageId;
  /** REQ-4: for whom; the person themself where nobody is named. */
  readonly targetId?: PersonId | undefined;
  /** POR-44: the denied request this is another try of. */
  readonly resubmitOf?: RequestId | null | undefined;
  /** REQ-51: made when the form was opened; sending the form again gives back the first request. */
  readonly clientKey: string;
};

/** What the engine is asked by whoever asks as one of the people a package is for: with no right to bypass anything. */
export const commandOf = (input: Omit<SubmitInput, "clientKey">): SubmitCommand => ({
  policyId: input.policyId,
  answers: input.answers,
  justification: input.justification,
  schedule: input.schedule,
  language: input.language,
  bypassReason: null,
  resubmissionOf: input.resubmitOf ?? null,
});

/**
 * REQ-27: asks for access for oneself or, where the policy permits, for somebody else (WHO-34). Refused by the first
 * failing check of REQ-47, in which case nothing is stored.
 * @returns the id of the request; the same one again for the same client key
 */
export async function submitRequest(
  deps: Deps,
  input: SubmitInput,
): Promise<Result<{ readonly requestId: RequestId }, Refusal>> {
  const { personId, packageId, targetId = personId, clientKey } = input;
  const submission = { requestorId: personId, targetId, packageId, direct: null, command: commandOf(input), clientKey };
  return recordSubmission(deps, submission, await deps.clock.now());
}
