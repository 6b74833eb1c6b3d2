import type { Account } from "@/lib/engine/directory";
import type { GroupId } from "@/lib/engine/ids";
import type { AllowedTargetScope, AssignmentPolicy } from "./policy";

/** Somebody with the groups they are in, directly or through other groups (WHO-20). */
export type ScopedPerson = Pick<Account, "id" | "kind"> & { readonly groupIds: ReadonlySet<GroupId> };

type ScopeRule = (person: ScopedPerson, policy: AssignmentPolicy) => boolean;

const nobody: ScopeRule = () => false;

/** Who is in scope, a row per value (WHO-11 to WHO-14). Scopes of connected organizations hold nobody yet. */
const scopeRules = {
  notSpecified: nobody,
  specificDirectoryUsers: (person, policy) =>
    policy.specificAllowedTargets.some((target) =>
      target.kind === "singleUser" ? target.userId === person.id : person.groupIds.has(target.groupId),
    ),
  allMemberUsers: (person) => person.kind === "member",
  allDirectoryUsers: () => true,
  specificConnectedOrganizationUsers: nobody,
  allConfiguredConnectedOrganizationUsers: nobody,
  allExternalUsers: nobody,
} satisfies Record<AllowedTargetScope, ScopeRule>;

/** WHO-11 to WHO-14; no policy is for services. */
export const isInScope = (person: ScopedPerson, policy: AssignmentPolicy): boolean =>
  person.kind !== "service" && scopeRules[policy.allowedTargetScope](person, policy);
