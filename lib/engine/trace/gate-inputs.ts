import { isActiveAt } from "@/lib/engine/assignment/assignment";
import { limits } from "@/lib/engine/limits";
import { attributeQuestions } from "@/lib/engine/policy/attributes";
import { isInScope } from "@/lib/engine/policy/scope";
import { mayKnowPackage } from "@/lib/engine/request/knowledge";
import { applicablePolicy } from "@/lib/engine/request/policy-gates";
import { intentOf, isOpen } from "@/lib/engine/request/states";
import { askerOf, type SubmissionFacts, type SubmitCommand, scopedTarget } from "@/lib/engine/request/submission";
import { holdsPackage } from "@/lib/engine/sod/conflicts";

/** One thing a gate looked at, with the value it found. */
export type GateInput = { readonly name: string; readonly value: string | number | boolean | readonly string[] };

type Looking = (facts: SubmissionFacts, command: SubmitCommand, now: Date) => readonly GateInput[];

/** What a gate asks, in words, and what it looks at to answer. */
type GateWords = { readonly question: string; readonly inputs: Looking };

const openAdds = ({ holdings }: SubmissionFacts) =>
  holdings.requests.filter((each) => intentOf(each.type) === "add" && isOpen(each.state));

const namedPolicy = ({ package: wanted }: SubmissionFacts, command: SubmitCommand) =>
  wanted?.policies.find((each) => each.policyId === command.policyId);

/** Every gate by its step and rule, as `runGates` names them; a test sees that none is missing. */
const words: Readonly<Record<string, GateWords>> = {
  "0 ERR-41": {
    question: "Are new requests processed at all?",
    inputs: ({ settings }) => [{ name: "licence valid", value: settings.isLicenceValid }],
  },
  "1 ERR-1": {
    question: "Is the account of whoever asks switched on?",
    inputs: ({ requestor }) => [{ name: `account of ${requestor.displayName}`, value: requestor.isEnabled }],
  },
  "2 ERR-2": {
    question: "May whoever asks know this package?",
    inputs: (facts) => [
      { name: "asked for or held before", value: facts.hasHistory },
      { name: "known", value: mayKnowPackage(facts) },
    ],
  },
  "2 POR-44": {
    question: "Is the request that is sent again one of theirs, and denied?",
    inputs: ({ earlier }) => [{ name: "earlier request", value: earlier?.state ?? "none" }],
  },
  "3 ERR-3": {
    question: "Is the catalog published?",
    inputs: ({ package: wanted }) => [{ name: "catalog published", value: wanted?.catalog.isPublished ?? false }],
  },
  "4 ERR-4": {
    question: "Is the catalog open to this kind of person?",
    inputs: ({ target, package: wanted }) => [
      { name: "kind of person", value: target.kind },
      { name: "open to guests", value: wanted?.catalog.isExternallyVisible ?? false },
    ],
  },
  "5 ERR-29": {
    question: "Is the policy that was named switched on?",
    inputs: (facts, command) => {
      const named = namedPolicy(facts, command);
      return [
        { name: "named policy", value: named?.displayName ?? "none" },
        ...(named ? [{ name: "switched on", value: named.isEnabled }] : []),
      ];
    },
  },
  "5 ERR-5": {
    question: "Is there a policy that includes the person?",
    inputs: (facts) => [
      {
        name: "policies that include the person",
        value: (facts.package?.policies ?? [])
          .filter((each) => each.isEnabled && isInScope(scopedTarget(facts), each))
          .map((each) => each.displayName),
      },
    ],
  },
  "5 ERR-6": {
    question: "Is it clear which policy applies?",
    inputs: (facts, command) => [
      { name: "named policy", value: namedPolicy(facts, command)?.displayName ?? "none" },
      {
        name: "policies on offer",
        value: applicablePolicy(facts, command.policyId).selection.selectable.map((each) => each.displayName),
      },
    ],
  },
  "6 ERR-7": {
    question: "Does a policy let them ask in this way?",
    inputs: (facts) => {
      const asker = askerOf(facts);
      return [
        { name: "asks", value: asker.kind },
        ...(asker.kind === "onBehalf" ? [{ name: "is the direct manager", value: asker.isManager }] : []),
      ];
    },
  },
  "6 ERR-37": {
    question: "May the approval be left out, if that was asked for?",
    inputs: ({ direct }, { bypassReason }) => [
      { name: "left out", value: bypassReason !== null },
      { name: "role permits it", value: direct?.mayBypass ?? false },
    ],
  },
  "6 ERR-1": {
    question: "Is the account of the one who is to get access switched on?",
    inputs: ({ target }) => [{ name: `account of ${target.displayName}`, value: target.isEnabled }],
  },
  "7 ERR-8": {
    question: "Is no request for the same package open already?",
    inputs: (facts) => [
      { name: "open requests", value: openAdds(facts).filter((each) => each.packageId === facts.package?.id).length },
    ],
  },
  "8 ERR-9": {
    question: "Is the access not there already?",
    inputs: ({ holdings, package: wanted }, _, now) => [
      {
        name: "access that runs",
        value: holdings.assignments.filter((each) => each.packageId === wanted?.id && isActiveAt(each, now)).length,
      },
    ],
  },
  "9 ERR-12": {
    question: "Is no incompatible package held?",
    inputs: ({ holdings, package: wanted }) => {
      const listed = wanted?.incompatible.packages ?? [];
      return [
        { name: "incompatible packages", value: listed.map((each) => each.displayName) },
        {
          name: "of these held",
          value: listed.filter((each) => holdsPackage(holdings, each.id)).map((each) => each.displayName),
        },
      ];
    },
  },
  "10 ERR-13": {
    question: "Is the person in no incompatible group?",
    inputs: ({ holdings, package: wanted }) => {
      const listed = wanted?.incompatible.groups ?? [];
      return [
        { name: "incompatible groups", value: listed.map((each) => each.displayName) },
        {
          name: "of these a member",
          value: listed.filter((each) => holdings.groupIds.has(each.id)).map((each) => each.displayName),
        },
      ];
    },
  },
  "12 ERR-14 to ERR-18": {
    question: "Is the form filled in as the policy wants it?",
    inputs: (facts, command) => {
      const { policy } = applicablePolicy(facts, command.policyId);
      return [
        { name: "questions", value: policy?.questions.length ?? 0 },
        { name: "of the profile", value: policy ? attributeQuestions(policy.attributes, facts.profile).length : 0 },
        { name: "answers", value: command.answers.length },
        {
          name: "justification wanted",
          value: policy?.requestApprovalSettings.isRequestorJustificationRequired ?? false,
        },
        { name: "period may be chosen", value: policy?.requestorSettings.allowCustomAssignmentSchedule ?? false },
      ];
    },
  },
  "15 ERR-11": {
    question: "Are not too many requests open?",
    inputs: ({ holdings }) => [
      { name: "open requests", value: holdings.requests.filter((each) => isOpen(each.state)).length },
      { name: "at most", value: limits.openRequestsPerTarget },
    ],
  },
};

/** The question of a gate and what it looked at; the words belong to the gate of this step and rule. */
export function gateWords(
  { step, rule }: { readonly step: number; readonly rule: string },
  facts: SubmissionFacts,
  command: SubmitCommand,
  now: Date,
): { readonly question: string; readonly inputs: readonly GateInput[] } {
  const gate = words[`${step} ${rule}`];
  if (!gate) throw new Error(`the gate of step ${step}, ${rule}, has no words`);
  return { question: gate.question, inputs: gate.inputs(facts, command, now) };
}
