import { isActiveAt } from "@/lib/engine/assignment/assignment";
import { scheduleIssues } from "@/lib/engine/assignment/period";
import type { PolicyId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { answerIssues } from "@/lib/engine/policy/questions";
import { isInScope } from "@/lib/engine/policy/scope";
import { type PolicySelection, type RequestorKind, selectPolicies } from "@/lib/engine/policy/select";
import { conflictsOf, type Holdings } from "@/lib/engine/sod/conflicts";
import type { FieldIssue, Refusal } from "./refusals";
import { intentOf, isOpen } from "./states";
import type { PackageFacts, SubmissionFacts, SubmitCommand } from "./submission";

type GateInput = {
  readonly facts: SubmissionFacts;
  readonly package: PackageFacts;
  readonly selection: PolicySelection;
  /** The policy that would apply; null where none or where the requestor still has to choose. */
  readonly policy: AssignmentPolicy | null;
  readonly command: SubmitCommand;
  readonly now: Date;
};

type Gate = { readonly step: number; readonly rule: string; readonly check: (input: GateInput) => Refusal | null };

const requestorKind: RequestorKind = "self";

const scoped = (facts: SubmissionFacts) => ({
  id: facts.target.id,
  kind: facts.target.kind,
  groupIds: facts.holdings.groupIds,
});

/** ERR-2, ERR-52: somebody in no scope and without history learns nothing, not even that the package exists. */
export function mayKnowPackage(facts: SubmissionFacts): boolean {
  const { package: wanted } = facts;
  if (!wanted) return false;
  return facts.hasHistory || wanted.policies.some((policy) => policy.isEnabled && isInScope(scoped(facts), policy));
}

/** WHO-6: whether the package stands in this person's list. Conflicts and assignments leave it there (POR-39). */
export function isBrowsable(facts: SubmissionFacts): boolean {
  const { package: wanted, target } = facts;
  if (!wanted || wanted.isHidden || !wanted.catalog.isPublished) return false;
  if (target.kind === "guest" && !wanted.catalog.isExternallyVisible) return false;
  return selectPolicies(wanted.policies, scoped(facts), requestorKind).selectable.length > 0;
}

/** Steps 12 to 14 of REQ-47, reported together (REQ-52). */
export function formIssues(policy: AssignmentPolicy, command: SubmitCommand, now: Date): FieldIssue[] {
  const issues = answerIssues(policy.questions, command.answers);
  const justification = command.justification.trim();
  const isRequired = policy.requestApprovalSettings.isRequestorJustificationRequired;
  const justificationIssue = (problem: string): FieldIssue => ({
    code: "justificationRequired",
    field: "justification",
    problem,
    subject: "",
  });
  if (isRequired && justification === "") issues.push(justificationIssue("required"));
  if (justification.length > limits.justificationChars) issues.push(justificationIssue("tooLong"));
  const { allowCustomAssignmentSchedule } = policy.requestorSettings;
  issues.push(...scheduleIssues(policy.expiration, allowCustomAssignmentSchedule, command.schedule, now));
  return issues;
}

type HoldingGate = {
  readonly step: number;
  readonly rule: string;
  readonly check: (wanted: Wanted, holdings: Holdings, now: Date) => Refusal | null;
};

type Wanted = Pick<PackageFacts, "id" | "incompatible">;

/** Steps 7 to 10 of REQ-47: what the target asked for, holds and belongs to. */
const holdingGates: readonly HoldingGate[] = [
  {
    step: 7,
    rule: "ERR-8",
    check: (wanted, holdings) => {
      const open = holdings.requests.find(
        (each) => each.packageId === wanted.id && intentOf(each.type) === "add" && isOpen(each.state),
      );
      return open ? { code: "openRequestExists", requestId: open.id } : null;
    },
  },
  {
    step: 8,
    rule: "ERR-9",
    check: (wanted, holdings, now) => {
      const held = holdings.assignments.find((each) => each.packageId === wanted.id && isActiveAt(each, now));
      return held ? { code: "alreadyAssigned", assignmentId: held.id, endAt: held.endAt } : null;
    },
  },
  {
    step: 9,
    rule: "ERR-12",
    check: (wanted, holdings) => {
      const conflicts = conflictsOf(wanted.incompatible, holdings);
      return conflicts.some((each) => each.kind === "accessPackage")
        ? { code: "incompatiblePackage", conflicts }
        : null;
    },
  },
  {
    step: 10,
    rule: "ERR-13",
    check: (wanted, holdings) => {
      const conflicts = conflictsOf(wanted.incompatible, holdings).filter((each) => each.kind === "group");
      return conflicts.length > 0 ? { code: "incompatibleGroup", conflicts } : null;
    },
  },
];

/** How somebody stands to a package by what they hold and asked for; for lists, which show it on every row. */
export function obstacleInHoldings(wanted: Wanted, holdings: Holdings, now: Date): Refusal | null {
  return firstRefusal(
    holdingGates.map(({ step, rule, check }) => ({ step, rule, refusal: check(wanted, holdings, now) })),
  );
}

function disabledAccount(facts: SubmissionFacts): Refusal | null {
  if (!facts.requestor.isEnabled) return { code: "accountDisabled", who: "requestor" };
  return facts.target.isEnabled ? null : { code: "accountDisabled", who: "target" };
}

/** Whether a policy was named that is not offered for another reason than its requestor kinds (step 6). */
const isNamedElsewhere = (selection: PolicySelection, named: PolicyId | null): boolean =>
  named !== null && selection.verdicts.find((each) => each.policy.policyId === named)?.verdict !== "requestorKindOff";

/** REQ-47: the checks at submission, in the order in which they are reported. */
const gates: readonly Gate[] = [
  { step: 1, rule: "ERR-1", check: ({ facts }) => disabledAccount(facts) },
  { step: 2, rule: "ERR-2", check: ({ facts }) => (mayKnowPackage(facts) ? null : { code: "packageNotFound" }) },
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
  {
    step: 5,
    rule: "ERR-29",
    check: ({ package: wanted, command }) => {
      const named = wanted.policies.find((policy) => policy.policyId === command.policyId);
      return named && !named.isEnabled ? { code: "policyDisabled" } : null;
    },
  },
  {
    step: 5,
    rule: "ERR-5",
    check: ({ selection }) =>
      selection.verdicts.every((each) => each.verdict === "disabled" || each.verdict === "outOfScope")
        ? { code: "noApplicablePolicy" }
        : null,
  },
  {
    step: 5,
    rule: "ERR-6",
    check: ({ selection, policy, command }) => {
      const { selectable } = selection;
      if (policy || (selectable.length === 0 && !isNamedElsewhere(selection, command.policyId))) return null;
      return {
        code: "policyNotSelectable",
        choices: selectable.map((each) => ({ id: each.policyId, name: each.displayName })),
      };
    },
  },
  {
    step: 6,
    rule: "ERR-7",
    // WHO-40: asking for somebody else comes with verbs of its own; here the requestor asks for themself.
    check: ({ facts, selection }) =>
      facts.requestor.id !== facts.target.id || selection.selectable.length === 0
        ? { code: "requestorKindNotAllowed" }
        : null,
  },
  ...holdingGates.map(
    ({ step, rule, check }): Gate => ({
      step,
      rule,
      check: ({ facts, package: wanted, now }) => check(wanted, facts.holdings, now),
    }),
  ),
  {
    step: 12,
    rule: "ERR-14 to ERR-18",
    check: ({ policy, command, now }) => {
      const issues = policy ? formIssues(policy, command, now) : [];
      return issues.length > 0 ? { code: "invalidForm", issues } : null;
    },
  },
  {
    step: 15,
    rule: "ERR-11",
    check: ({ facts }) =>
      facts.holdings.requests.filter((each) => isOpen(each.state)).length >= limits.openRequestsPerTarget
        ? { code: "quotaExceeded", limit: limits.openRequestsPerTarget }
        : null,
  },
];

/** The step from which on the form itself is judged; the steps before it can be shown before anybody types. */
const FORM_STEP = 12;

export type GateResult = { readonly step: number; readonly rule: string; readonly refusal: Refusal | null };

/** The policies for this person, and the one that applies: the named one, or the only one (WHO-30, WHO-32). */
export function applicablePolicy(
  facts: SubmissionFacts,
  named: PolicyId | null,
): { readonly selection: PolicySelection; readonly policy: AssignmentPolicy | null } {
  const selection = selectPolicies(facts.package?.policies ?? [], scoped(facts), requestorKind);
  const { selectable } = selection;
  const policy = named
    ? (selectable.find((each) => each.policyId === named) ?? null)
    : selectable.length === 1
      ? (selectable[0] ?? null)
      : null;
  return { selection, policy };
}

/** Every gate with its result, in order. The preview shows them all; a submission stops at the first refusal. */
export function runGates(facts: SubmissionFacts, command: SubmitCommand, now: Date): GateResult[] {
  const { package: wanted } = facts;
  if (!wanted) {
    return [
      { step: 1, rule: "ERR-1", refusal: disabledAccount(facts) },
      { step: 2, rule: "ERR-2", refusal: { code: "packageNotFound" } },
    ];
  }
  const input = { facts, package: wanted, command, now, ...applicablePolicy(facts, command.policyId) };
  return gates.map(({ step, rule, check }) => ({ step, rule, refusal: check(input) }));
}

export const firstRefusal = (results: readonly GateResult[]): Refusal | null =>
  results.find((result) => result.refusal !== null)?.refusal ?? null;

/**
 * What keeps this person from the form itself (POR-39, WHO-6): the gates before the form's own, run as a submission
 * would run them. A choice of policies still to be made is no obstacle.
 */
export function obstacleTo(facts: SubmissionFacts, now: Date): Refusal | null {
  const empty: SubmitCommand = {
    policyId: null,
    answers: [],
    justification: "",
    schedule: { startAt: null, endAt: null },
    language: "en",
  };
  const results = runGates(facts, empty, now).filter((result) => result.step !== FORM_STEP);
  return firstRefusal(
    results.filter(({ refusal }) => !(refusal?.code === "policyNotSelectable" && refusal.choices.length > 0)),
  );
}
