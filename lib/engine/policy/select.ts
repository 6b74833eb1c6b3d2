import type { AllowedTargetScope, AssignmentPolicy } from "./policy";
import { isInScope, type ScopedPerson } from "./scope";

/** How somebody asks (WHO-34). Asking for others comes with its own verbs. */
export const requestorKinds = ["self"] as const;
export type RequestorKind = (typeof requestorKinds)[number];

/** WHO-29, WHO-33: only the class of the scope counts. Lower is better; null never competes. */
export const scopeRank = {
  notSpecified: null,
  specificDirectoryUsers: 1,
  specificConnectedOrganizationUsers: 1,
  allMemberUsers: 2,
  allDirectoryUsers: 3,
  allConfiguredConnectedOrganizationUsers: 4,
  allExternalUsers: 4,
} as const satisfies Record<AllowedTargetScope, number | null>;

const allows = (policy: AssignmentPolicy, kind: RequestorKind): boolean => {
  switch (kind) {
    case "self":
      return policy.requestorSettings.enableTargetsToSelfAddAccess;
  }
};

/** Why a policy is not offered to somebody; for the explanation and for choosing the right refusal. */
export type PolicyVerdict = "selectable" | "disabled" | "outOfScope" | "requestorKindOff" | "lowerRank";

export type PolicySelection = {
  /** WHO-30: the policies of the best rank present; one is taken silently, several are the requestor's choice. */
  readonly selectable: readonly AssignmentPolicy[];
  readonly verdicts: readonly { readonly policy: AssignmentPolicy; readonly verdict: PolicyVerdict }[];
};

/** WHO-28 to WHO-31: every enabled policy in scope that lets this kind of requestor ask, of the best rank only. */
export function selectPolicies(
  policies: readonly AssignmentPolicy[],
  person: ScopedPerson,
  kind: RequestorKind,
): PolicySelection {
  const judged = policies.map((policy) => {
    const verdict: PolicyVerdict = !policy.isEnabled
      ? "disabled"
      : !isInScope(person, policy)
        ? "outOfScope"
        : allows(policy, kind)
          ? "selectable"
          : "requestorKindOff";
    return { policy, verdict };
  });
  const rankOf = (policy: AssignmentPolicy) => scopeRank[policy.allowedTargetScope] ?? Number.POSITIVE_INFINITY;
  const best = Math.min(...judged.filter((each) => each.verdict === "selectable").map((each) => rankOf(each.policy)));
  const verdicts = judged.map((each) =>
    each.verdict === "selectable" && rankOf(each.policy) > best ? { ...each, verdict: "lowerRank" as const } : each,
  );
  return { selectable: verdicts.filter((each) => each.verdict === "selectable").map((each) => each.policy), verdicts };
}
