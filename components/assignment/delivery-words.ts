import type { RoleGrantState } from "@/lib/engine/assignment/assignment";
import type { DeliveryProblem } from "@/lib/engine/assignment/delivery";
import type { AttributeProblem } from "@/lib/engine/policy/attributes";
import type { RoleGrantView } from "@/lib/views/access";

const problems = {
  accountDisabled: "the account is switched off",
  roleMissing: "the role no longer exists where it comes from",
  resourceDeleted: "what the role belongs to no longer exists",
  guestRefused: "a guest account could not be made there",
  groupReadOnly: "the group is kept up by another directory and cannot be changed here",
  capacityMissing: "no licence or place is free there",
  attributeProtected: "only administrators may change this part of the profile",
  targetSystem: "the system it belongs to did not answer",
} as const satisfies Record<DeliveryProblem | AttributeProblem, string>;

const isKnown = (problem: string): problem is keyof typeof problems => problem in problems;

/** Why a role could not be granted or taken back, as the end of a sentence. */
export const deliveryProblemText = (problem: string): string =>
  isKnown(problem) ? problems[problem] : "the system it belongs to refused";

const states = {
  pendingGrant: "Being granted",
  granted: "Granted",
  grantFailed: "Not granted",
  pendingRevoke: "Being taken back",
  revoked: "Taken back",
} as const satisfies Record<RoleGrantState, string>;

/** What one role of an assignment is doing. */
export const roleStateText = (role: Pick<RoleGrantView, "state" | "problem">): string =>
  role.state === "pendingGrant" && role.problem ? "Trying again" : states[role.state];
