import type { Schedule } from "@/lib/engine/assignment/period";
import type { AccessPackageId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { AnswerInput } from "@/lib/engine/policy/questions";
import { resubmissionRefusal } from "@/lib/engine/request/resubmission";
import type { Reader } from "./reader";
import { loadRequests } from "./requests";

/** POR-44: a denied request as the form of the next try begins with it. */
export type Resubmission = {
  readonly packageId: AccessPackageId;
  readonly targetId: PersonId;
  readonly policyId: PolicyId;
  readonly answers: readonly AnswerInput[];
  readonly justification: string;
  readonly schedule: Schedule;
};

/** What to prefill the form with; null where this person cannot send the request again. */
export async function loadResubmission(
  reader: Reader,
  viewerId: PersonId,
  requestId: RequestId,
): Promise<Resubmission | null> {
  const earlier = (await loadRequests(reader, [requestId])).get(requestId)?.request ?? null;
  if (!earlier || resubmissionRefusal(earlier, viewerId)) return null;
  return {
    packageId: earlier.packageId,
    targetId: earlier.targetId,
    policyId: earlier.snapshot.policyId,
    answers: earlier.answers.map(({ questionId, value }) => ({ questionId, value })),
    justification: earlier.justification ?? "",
    schedule: earlier.schedule,
  };
}
