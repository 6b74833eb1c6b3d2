import type { PolicyId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import type { Refusal } from "./refusals";
import type { DirectAssigner, PackageFacts, SubmitCommand } from "./submission";

/**
 * WHO-44: who may assign a package directly. Whoever may look into its catalog is told that their role does not cover
 * it; to everybody else there is no such package (ERR-2). Null rights belong to a package that does not exist.
 */
export function assignerRefusal(rights: { readonly mayAssign: boolean; readonly mayView: boolean } | null) {
  if (rights?.mayAssign) return null;
  return { code: rights?.mayView ? "roleNotSufficient" : "packageNotFound" } as const;
}

/** APP-93, ERR-37: leaving out the approval needs the policy's permission, the role and a reason in writing. */
export function bypassRefusal(
  direct: DirectAssigner | null,
  policy: AssignmentPolicy | null,
  { bypassReason }: Pick<SubmitCommand, "bypassReason">,
): Refusal | null {
  if (bypassReason === null) return null;
  if (!policy?.requestorSettings.allowAdminBypass) return { code: "bypassNotPermitted", missing: "policy" };
  if (!direct?.mayBypass) return { code: "bypassNotPermitted", missing: "role" };
  return bypassReason.trim() === "" ? { code: "bypassNotPermitted", missing: "reason" } : null;
}

/**
 * LIM-34, WHO-47: what cannot be assigned in one go, whoever the targets are. Answers are given for one person, so a
 * policy with questions takes one at a time (ERR-26).
 */
export function bulkRefusal(wanted: PackageFacts, policyId: PolicyId, targetCount: number): Refusal | null {
  if (targetCount > limits.directTargetsMax) return { code: "tooManyTargets", limit: limits.directTargetsMax };
  const policy = wanted.policies.find((each) => each.policyId === policyId);
  const asks = policy && policy.questions.length + policy.attributes.length > 0;
  return targetCount > 1 && asks ? { code: "multiTargetWithQuestions" } : null;
}

/**
 * WHO-51, WHO-52, ERR-28: whoever assigns directly is told that the person is not in the directory; to everybody else
 * an unknown person is nothing they could ask about.
 */
export const missingTarget = (direct: DirectAssigner | null): Refusal =>
  direct ? { code: "targetNotInDirectory" } : { code: "packageNotFound" };
