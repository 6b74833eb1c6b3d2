import type { AccessPackageId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import { assignerRefusal, bulkRefusal } from "@/lib/engine/request/direct";
import { formWarnings } from "@/lib/engine/request/form";
import type { FieldIssue, Refusal } from "@/lib/engine/request/refusals";
import type { FilledForm } from "@/lib/engine/request/submission";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPackage } from "@/lib/facts/packages";
import { loadPackageRights } from "@/lib/facts/roles";
import type { Deps } from "./deps";
import { recordSubmission } from "./record-submission";

export type AssignInput = FilledForm & {
  readonly actorId: PersonId;
  readonly packageId: AccessPackageId;
  /** WHO-45 */
  readonly policyId: PolicyId;
  readonly targetIds: readonly PersonId[];
  /** APP-93: why nobody shall be asked; null where the policy's approval is to run. */
  readonly bypassReason: string | null;
  /** REQ-51: sending the form again gives back the first request of each target. */
  readonly clientKey: string;
};

export type Assigned = {
  /** ASN-15: what is unusual about the period and was done all the same. */
  readonly warnings: readonly FieldIssue[];
  /** A result for each target, in the order in which they were named, each once. */
  readonly results: readonly {
    readonly targetId: PersonId;
    readonly result: Result<{ readonly requestId: RequestId }, Refusal>;
  }[];
};

/**
 * WHO-44 to WHO-49: an administrator assigns a package to one or more people, who pass the same checks as if they had
 * asked. Each target has a transaction and a result of their own, so that what stands in the way of one holds up no
 * other (SOD-17).
 */
export async function assignDirectly(deps: Deps, input: AssignInput): Promise<Result<Assigned, Refusal>> {
  const { actorId, packageId, policyId, targetIds: named, bypassReason, clientKey, ...form } = input;
  const now = await deps.clock.now();
  const rights = await loadPackageRights(deps.db, actorId, packageId);
  const wanted = await loadPackage(deps.db, packageId);
  const held = rights && { mayAssign: rights.may("manageAssignments"), mayView: rights.may("viewCatalog") };
  const notTheirs = assignerRefusal(held);
  if (notTheirs || !rights || !wanted) return err(notTheirs ?? { code: "packageNotFound" });
  const targetIds = [...new Set(named)];
  const tooMany = bulkRefusal(wanted, policyId, targetIds.length);
  if (tooMany) return err(tooMany);
  const command = { ...form, policyId, bypassReason, resubmissionOf: null };
  const direct = { mayBypass: rights.may("bypassApproval") };
  const results: Assigned["results"][number][] = [];
  for (const targetId of targetIds) {
    const key = `${clientKey} ${targetId}`;
    const submission = { requestorId: actorId, targetId, packageId, direct, command, clientKey: key };
    results.push({ targetId, result: await recordSubmission(deps, submission, now) });
  }
  const policy = wanted.policies.find((each) => each.policyId === policyId);
  return ok({ warnings: policy ? formWarnings(policy, command, now) : [], results });
}
