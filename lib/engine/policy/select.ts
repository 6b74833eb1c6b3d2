import { unreachable } from "@/lib/engine/result";
import type { AllowedTargetScope, AssignmentPolicy, OnBehalfRequestor } from "./policy";
import { isInScope, type ScopedPerson } from "./scope";

/**
 * How somebody asks (WHO-34): for themself, for somebody else, or as an administrator of the package. `isManager` says
 * that they are the direct manager of the one they ask for, `isMember` that they are no guest.
 */
export type Asker =
  | { readonly kind: "self" }
  | { readonly kind: "onBehalf"; readonly isManager: boolean; readonly isMember: boolean }
  | { readonly kind: "admin" };

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

/** WHO-37, WHO-38: whether one entry of a policy's list lets this person ask for somebody else. */
function fits(entry: OnBehalfRequestor, asker: Extract<Asker, { kind: "onBehalf" }>): boolean {
  switch (entry.kind) {
    case "requestorManager":
      return asker.isManager;
    case "anyDirectoryUser":
      return asker.isMember;
  }
}

function allows({ requestorSettings }: AssignmentPolicy, asker: Asker): boolean {
  switch (asker.kind) {
    case "self":
      return requestorSettings.enableTargetsToSelfAddAccess;
    case "onBehalf":
      return (
        requestorSettings.enableOnBehalfRequestorsToAddAccess &&
        requestorSettings.onBehalfRequestors.some((entry) => fits(entry, asker))
      );
    case "admin":
      return requestorSettings.enableAdministratorsToAddAccess;
    default:
      return unreachable(asker);
  }
}

/** WHO-36, WHO-52: scope "none" is there for administrators, who may give it to anybody in the directory. */
const holds = (policy: AssignmentPolicy, target: ScopedPerson, asker: Asker): boolean =>
  (asker.kind === "admin" && policy.allowedTargetScope === "notSpecified") || isInScope(target, policy);

/** Why a policy is not offered to somebody; for the explanation and for choosing the right refusal. */
export type PolicyVerdict = "selectable" | "disabled" | "outOfScope" | "requestorKindOff" | "lowerRank";

export type PolicySelection = {
  /** WHO-30: the policies of the best rank present; one is taken silently, several are the requestor's choice. */
  readonly selectable: readonly AssignmentPolicy[];
  readonly verdicts: readonly { readonly policy: AssignmentPolicy; readonly verdict: PolicyVerdict }[];
};

/**
 * WHO-28 to WHO-31: every enabled policy with the target in scope that lets this kind of requestor ask, of the best rank
 * only. For administrators there is no ranking: they name the policy (WHO-45).
 */
export function selectPolicies(
  policies: readonly AssignmentPolicy[],
  target: ScopedPerson,
  asker: Asker,
): PolicySelection {
  const judged = policies.map((policy) => {
    const verdict: PolicyVerdict = !policy.isEnabled
      ? "disabled"
      : !holds(policy, target, asker)
        ? "outOfScope"
        : allows(policy, asker)
          ? "selectable"
          : "requestorKindOff";
    return { policy, verdict };
  });
  const rankOf = (policy: AssignmentPolicy) => scopeRank[policy.allowedTargetScope] ?? Number.POSITIVE_INFINITY;
  const best =
    asker.kind === "admin"
      ? Number.POSITIVE_INFINITY
      : Math.min(...judged.filter((each) => each.verdict === "selectable").map((each) => rankOf(each.policy)));
  const verdicts = judged.map((each) =>
    each.verdict === "selectable" && rankOf(each.policy) > best ? { ...each, verdict: "lowerRank" as const } : each,
  );
  return { selectable: verdicts.filter((each) => each.verdict === "selectable").map((each) => each.policy), verdicts };
}
