import type { PolicyId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { type PolicySelection, selectPolicies } from "@/lib/engine/policy/select";
import type { Refusal } from "./refusals";
import { askerOf, type SubmissionFacts, scopedTarget } from "./submission";

/** The policies as they stand to this requestor and target, the one that was named, and the one that applies. */
export type PolicyChoice = {
  readonly isDirect: boolean;
  readonly selection: PolicySelection;
  readonly named: PolicyId | null;
  /** The policy that would apply; null where none or where the requestor still has to choose. */
  readonly policy: AssignmentPolicy | null;
};

/**
 * The policies for this person, and the one that applies: the named one, or the only one (WHO-30, WHO-32). Whoever
 * assigns directly names it always (WHO-45).
 */
export function applicablePolicy(facts: SubmissionFacts, named: PolicyId | null): PolicyChoice {
  const isDirect = facts.direct !== null;
  const selection = selectPolicies(facts.package?.policies ?? [], scopedTarget(facts), askerOf(facts));
  const { selectable } = selection;
  const only = selectable.length === 1 && !isDirect ? (selectable[0] ?? null) : null;
  const policy = named ? (selectable.find((each) => each.policyId === named) ?? null) : only;
  return { isDirect, selection, named, policy };
}

const namedVerdict = ({ selection, named }: PolicyChoice) =>
  selection.verdicts.find((each) => each.policy.policyId === named);

function isNobodys(choice: PolicyChoice): boolean {
  // Of a direct assignment the named policy's scope alone decides (WHO-46).
  const named = choice.isDirect ? namedVerdict(choice) : undefined;
  const considered = named ? [named] : choice.selection.verdicts;
  return considered.every(({ verdict }) => verdict === "disabled" || verdict === "outOfScope");
}

/** Whether a policy was named that is not offered for another reason than its requestor kinds (step 6). */
const isNamedElsewhere = (choice: PolicyChoice): boolean =>
  choice.named !== null && namedVerdict(choice)?.verdict !== "requestorKindOff";

type PolicyGate = {
  readonly step: number;
  readonly rule: string;
  readonly check: (choice: PolicyChoice) => Refusal | null;
};

/** Steps 5 and 6 of REQ-47: whether there is a policy, which one, and whether it lets this kind of requestor ask. */
export const policyGates: readonly PolicyGate[] = [
  {
    step: 5,
    rule: "ERR-29",
    check: (choice) => (namedVerdict(choice)?.verdict === "disabled" ? { code: "policyDisabled" } : null),
  },
  { step: 5, rule: "ERR-5", check: (choice) => (isNobodys(choice) ? { code: "noApplicablePolicy" } : null) },
  {
    step: 5,
    rule: "ERR-6",
    check: (choice) => {
      const { selectable } = choice.selection;
      if (choice.policy || (selectable.length === 0 && !isNamedElsewhere(choice))) return null;
      return {
        code: "policyNotSelectable",
        choices: selectable.map((each) => ({ id: each.policyId, name: each.displayName })),
      };
    },
  },
  {
    step: 6,
    rule: "ERR-7",
    check: ({ selection }) => (selection.selectable.length === 0 ? { code: "requestorKindNotAllowed" } : null),
  },
];
