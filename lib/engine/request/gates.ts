import { limits } from "@/lib/engine/limits";
import { bypassRefusal } from "./direct";
import { bypassIssues, formIssues } from "./form";
import { holdingGates } from "./holding-gates";
import { mayKnowPackage, seesHoldings } from "./knowledge";
import { applicablePolicy, type PolicyChoice, policyGates } from "./policy-gates";
import type { Refusal } from "./refusals";
import { resubmissionRefusal } from "./resubmission";
import { isOpen } from "./states";
import type { PackageFacts, SubmissionFacts, SubmitCommand } from "./submission";

type GateInput = {
  readonly facts: SubmissionFacts;
  readonly package: PackageFacts;
  readonly choice: PolicyChoice;
  readonly command: SubmitCommand;
  readonly now: Date;
};

type Gate = { readonly step: number; readonly rule: string; readonly check: (input: GateInput) => Refusal | null };

type EarlyGate = {
  readonly step: number;
  readonly rule: string;
  readonly check: (facts: SubmissionFacts) => Refusal | null;
};

/** Steps 0 to 2 of REQ-47 ask nothing about the package but whether it may be known. */
const earlyGates: readonly EarlyGate[] = [
  { step: 0, rule: "ERR-41", check: ({ settings }) => (settings.isLicenceValid ? null : { code: "licenceLapsed" }) },
  {
    step: 1,
    rule: "ERR-1",
    check: ({ requestor }) => (requestor.isEnabled ? null : { code: "accountDisabled", who: "requestor" }),
  },
  { step: 2, rule: "ERR-2", check: (facts) => (mayKnowPackage(facts) ? null : { code: "packageNotFound" }) },
];

/** POR-44: the earlier request has to be the requestor's to send again, and about the same package and person. */
function resubmissionProblem({ facts, package: wanted, command }: GateInput): Refusal | null {
  if (!command.resubmissionOf) return null;
  const { earlier, requestor, target } = facts;
  const isSameWish = earlier?.packageId === wanted.id && earlier.targetId === target.id;
  return resubmissionRefusal(isSameWish ? earlier : null, requestor.id);
}

/** ERR-12: of what somebody else holds neither the names nor the dates are told to those who may not see it. */
function withoutHoldings(refusal: Refusal | null): Refusal | null {
  if (refusal?.code === "alreadyAssigned") return { ...refusal, assignmentId: null, endAt: null };
  return refusal && "conflicts" in refusal ? { ...refusal, conflicts: [] } : refusal;
}

/** REQ-47: the checks at submission, in the order in which they are reported, for every way of asking (WHO-34). */
const gates: readonly Gate[] = [
  ...earlyGates.map(({ step, rule, check }): Gate => ({ step, rule, check: ({ facts }) => check(facts) })),
  { step: 2, rule: "POR-44", check: resubmissionProblem },
  {
    step: 3,
    rule: "ERR-3",
    check: ({ package: wanted }) => (wanted.catalog.isPublished ? null : { code: "catalogDisabled" }),
  },
  {
    step: 4,
    rule: "ERR-4",
    check: ({ facts, package: wanted }) =>
      facts.target.kind === "guest" && !wanted.catalog.isExternallyVisible ? { code: "externalNotAllowed" } : null,
  },
  ...policyGates.map(({ step, rule, check }): Gate => ({ step, rule, check: ({ choice }) => check(choice) })),
  {
    step: 6,
    rule: "ERR-37",
    check: ({ facts, choice, command }) => bypassRefusal(facts.direct, choice.policy, command),
  },
  {
    // Only to those who may ask for this person at all does it say whether their account is on.
    step: 6,
    rule: "ERR-1",
    check: ({ facts }) => (facts.target.isEnabled ? null : { code: "accountDisabled", who: "target" }),
  },
  ...holdingGates.map(
    ({ step, rule, check }): Gate => ({
      step,
      rule,
      check: ({ facts, package: wanted, now }) => {
        const refusal = check(wanted, facts.holdings, now);
        return seesHoldings(facts) ? refusal : withoutHoldings(refusal);
      },
    }),
  ),
  {
    step: 12,
    rule: "ERR-14 to ERR-18",
    check: ({ choice: { policy, isDirect }, facts: { profile }, command, now }) => {
      const issues = policy ? formIssues(policy, command, now, { isDirect, profile }) : [];
      issues.push(...bypassIssues(command));
      return issues.length > 0 ? { code: "invalidForm", issues } : null;
    },
  },
  {
    step: 15,
    rule: "ERR-11",
    check: ({ facts }) =>
      facts.holdings.requests.filter((each) => isOpen(each.state) && each.type !== "systemUpdate").length >=
      limits.openRequestsPerTarget
        ? { code: "quotaExceeded", limit: limits.openRequestsPerTarget }
        : null,
  },
];

/** The step from which on the form itself is judged; the steps before it can be shown before anybody types. */
export const FORM_STEP = 12;

/** A form nobody has begun with. */
export const nothingFilledIn: SubmitCommand = {
  policyId: null,
  answers: [],
  justification: "",
  schedule: { startAt: null, endAt: null },
  language: "en",
  bypassReason: null,
  resubmissionOf: null,
};

export type GateResult = { readonly step: number; readonly rule: string; readonly refusal: Refusal | null };

/** Every gate with its result, in order. The preview shows them all; a submission stops at the first refusal. */
export function runGates(facts: SubmissionFacts, command: SubmitCommand, now: Date): GateResult[] {
  const { package: wanted } = facts;
  if (!wanted) return earlyGates.map(({ step, rule, check }) => ({ step, rule, refusal: check(facts) }));
  const input = { facts, package: wanted, command, now, choice: applicablePolicy(facts, command.policyId) };
  return gates.map(({ step, rule, check }) => ({ step, rule, refusal: check(input) }));
}

export const firstRefusal = (results: readonly GateResult[]): Refusal | null =>
  results.find((result) => result.refusal !== null)?.refusal ?? null;

/**
 * What keeps this person from the form itself (POR-39, WHO-6): the gates before the form's own, run as a submission
 * would run them. A choice of policies still to be made is no obstacle.
 */
export function obstacleTo(facts: SubmissionFacts, now: Date): Refusal | null {
  const results = runGates(facts, nothingFilledIn, now).filter((result) => result.step !== FORM_STEP);
  return firstRefusal(
    results.filter(({ refusal }) => !(refusal?.code === "policyNotSelectable" && refusal.choices.length > 0)),
  );
}
