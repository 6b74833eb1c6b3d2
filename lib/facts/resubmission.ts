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

/** POR-37: what an earlier request of any outcome gives a form to begin with. */
export type EarlierForm = Resubmission & {
  /** POR-44: whether the next request may say that it is another try of this one. */
  readonly isResubmission: boolean;
};

/** What to prefill the form with; null where the request is none of this person's for new access. */
export async function loadEarlierForm(
  reader: Reader,
  viewerId: PersonId,
  requestId: RequestId,
): Promise<EarlierForm | null> {
  const earlier = (await loadRequests(reader, [requestId])).get(requestId)?.request ?? null;
  const refusal = resubmissionRefusal(earlier, viewerId);
  if (!earlier || refusal?.code === "requestNotFound") return null;
  return {
    isResubmission: refusal === null,
    packageId: earlier.packageId,
    targetId: earlier.targetId,
    policyId: earlier.snapshot.policyId,
    answers: earlier.answers.map(({ questionId, value }) => ({ questionId, value })),
    justification: earlier.justification ?? "",
    schedule: earlier.schedule,
  };
}

/** The same, of a request this person may send again. */
export async function loadResubmission(
  reader: Reader,
  viewerId: PersonId,
  requestId: RequestId,
): Promise<Resubmission | null> {
  const found = await loadEarlierForm(reader, viewerId, requestId);
  if (!found?.isResubmission) return null;
  const { isResubmission: _, ...earlier } = found;
  return earlier;
}
