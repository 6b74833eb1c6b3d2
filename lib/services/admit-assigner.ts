import type { AccessPackageId, PersonId, PolicyId } from "@/lib/engine/ids";
import { assignerRefusal, bulkRefusal } from "@/lib/engine/request/direct";
import { formWarnings } from "@/lib/engine/request/form";
import type { FieldIssue, Refusal } from "@/lib/engine/request/refusals";
import type { DirectAssigner, FilledForm, SubmitCommand } from "@/lib/engine/request/submission";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPackage } from "@/lib/facts/packages";
import type { Reader } from "@/lib/facts/reader";
import { loadPackageRights } from "@/lib/facts/roles";

/** A direct assignment but for the key of its form. */
export type DirectInput = FilledForm & {
  readonly actorId: PersonId;
  readonly packageId: AccessPackageId;
  /** WHO-45 */
  readonly policyId: PolicyId;
  readonly targetIds: readonly PersonId[];
  /** APP-93: why nobody shall be asked; null where the policy's approval is to run. */
  readonly bypassReason: string | null;
};

/** What is said of every target, whether it is to be assigned or only looked at. */
export type TargetResult<Value> = {
  /** ASN-15: what is unusual about the period and is done all the same. */
  readonly warnings: readonly FieldIssue[];
  /** A result for each target, in the order in which they were named, each once. */
  readonly results: readonly { readonly targetId: PersonId; readonly result: Result<Value, Refusal> }[];
};

type Admitted = {
  /** Each once. */
  readonly targetIds: readonly PersonId[];
  readonly direct: DirectAssigner;
  readonly command: SubmitCommand;
  readonly warnings: readonly FieldIssue[];
};

/**
 * WHO-44, WHO-47, LIM-34: whether somebody may assign this package to as many people in one go, whoever they are. Nothing
 * is written.
 */
export async function admitAssigner(reader: Reader, input: DirectInput, now: Date): Promise<Result<Admitted, Refusal>> {
  const {
    actorId,
    packageId,
    policyId,
    targetIds: named,
    bypassReason,
    answers,
    justification,
    schedule,
    language,
  } = input;
  const rights = await loadPackageRights(reader, actorId, packageId);
  const wanted = await loadPackage(reader, packageId);
  const held = rights && { mayAssign: rights.may("manageAssignments"), mayView: rights.may("viewCatalog") };
  const notTheirs = assignerRefusal(held);
  if (notTheirs || !rights || !wanted) return err(notTheirs ?? { code: "packageNotFound" });
  const targetIds = [...new Set(named)];
  const tooMany = bulkRefusal(wanted, policyId, targetIds.length);
  if (tooMany) return err(tooMany);
  const command = { answers, justification, schedule, language, policyId, bypassReason, resubmissionOf: null };
  const policy = wanted.policies.find((each) => each.policyId === policyId);
  return ok({
    targetIds,
    direct: { mayBypass: rights.may("bypassApproval") },
    command,
    warnings: policy ? formWarnings(policy, command, now) : [],
  });
}
