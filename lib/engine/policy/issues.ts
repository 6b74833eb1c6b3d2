import { type ForwardingWindow, type StageProblem, stageProblems } from "@/lib/engine/approval/stage-rules";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import type { TenantSettings } from "@/lib/engine/settings";
import type { PolicyForm } from "./form";
import type { SubjectSet } from "./policy";
import { questionProblems } from "./questions";

/** What is wrong with a part of a policy: where it stands in the form, the rule it breaks, and what to do about it. */
export type PolicyIssue = {
  readonly path: readonly (string | number)[];
  readonly rule: string;
  readonly message: string;
};

const stagePath = (stage: number | null, ...rest: string[]) =>
  stage === null ? ["requestApprovalSettings", "stages"] : ["requestApprovalSettings", "stages", stage, ...rest];

const windowWords = (window: ForwardingWindow | null): string => {
  if (!window) return "A stage that can be forwarded needs at least 4 days to decide.";
  const { earliestDay, latestDay } = window;
  return earliestDay === latestDay ? `Choose day ${earliestDay}.` : `Choose a day from ${earliestDay} to ${latestDay}.`;
};

/** Which part of a stage each problem is about, and what is said there. */
const stageWords: Readonly<Record<string, { readonly part?: string; readonly message: string }>> = {
  noStage: { message: "Add at least one stage, or let requests through without approval." },
  stagesWithoutApproval: { message: "Without approval there are no stages." },
  tooManyStages: { message: `At most ${limits.stagesMax} stages.` },
  noApprover: { part: "primaryApprovers", message: "Choose who decides." },
  noFallback: {
    part: "fallbackPrimaryApprovers",
    message: "Choose who decides for people without a manager or sponsor.",
  },
  requestorManagerRepeated: { part: "primaryApprovers", message: "The manager decides in an earlier stage already." },
  targetUserSponsorsRepeated: { part: "primaryApprovers", message: "The sponsors decide in an earlier stage already." },
  sponsorsInThirdStage: { part: "primaryApprovers", message: "Sponsors decide in the first or second stage only." },
  noAlternate: { part: "escalationApprovers", message: "Choose who joins when nobody has decided." },
  managerLevelTwoWithoutManager: {
    part: "escalationApprovers",
    message: "The manager’s manager can only stand in for the manager.",
  },
  noAlternateFallback: {
    part: "fallbackEscalationApprovers",
    message: "Choose who joins for people without a second-level manager.",
  },
};

function stageIssue(problem: StageProblem, maxDays: number): PolicyIssue {
  if (problem.code === "forwardingDayInvalid") {
    return {
      path: stagePath(problem.stage, "escalationAfterDays"),
      rule: "ERR-38",
      message: windowWords(problem.window),
    };
  }
  if (problem.problem === "durationOutOfRange") {
    return {
      path: stagePath(problem.stage, "durationDays"),
      rule: "ERR-44",
      message: `Between 1 and ${maxDays} days.`,
    };
  }
  const { part, message } = stageWords[problem.problem] ?? { message: "This stage cannot be saved." };
  return { path: stagePath(problem.stage, ...(part ? [part] : [])), rule: "ERR-44", message };
}

const questionWords: Readonly<Record<string, { readonly part: string; readonly message: string }>> = {
  duplicateLanguage: { part: "localizations", message: "Each language once." },
  tooFewChoices: { part: "choices", message: `At least ${limits.choicesMin} choices.` },
  duplicateChoice: { part: "choices", message: "Each choice once." },
  invalidPattern: { part: "regexPattern", message: "This is no pattern that can be used." },
};

function questionIssue(form: PolicyForm, problem: string): PolicyIssue {
  const [code = "", id] = problem.split(":", 2);
  const words = questionWords[code];
  const index = form.questions.findIndex((question) => question.id === id);
  return words && index >= 0
    ? { path: ["questions", index, words.part], rule: "ERR-45", message: words.message }
    : { path: ["questions"], rule: "ERR-45", message: "The same question stands there twice." };
}

function requestorIssues({ allowedTargetScope, specificAllowedTargets, requestorSettings }: PolicyForm): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  if (allowedTargetScope === "specificDirectoryUsers" && specificAllowedTargets.length === 0) {
    issues.push({ path: ["specificAllowedTargets"], rule: "WHO-12", message: "Choose at least one person or group." });
  }
  if (requestorSettings.enableOnBehalfRequestorsToAddAccess && requestorSettings.onBehalfRequestors.length === 0) {
    const path = ["requestorSettings", "onBehalfRequestors"];
    issues.push({ path, rule: "WHO-34", message: "Choose who may ask for others." });
  }
  return issues;
}

const approverSets = [
  "primaryApprovers",
  "fallbackPrimaryApprovers",
  "escalationApprovers",
  "fallbackEscalationApprovers",
] as const;

/** A policy, finished or not, as far as it names people and groups. */
type Naming = {
  readonly specificAllowedTargets: readonly SubjectSet[];
  readonly requestApprovalSettings: {
    readonly stages: readonly { readonly [Set in (typeof approverSets)[number]]: readonly SubjectSet[] }[];
  };
};

/** Everybody a policy names, with the part that names them. */
function placesOf(form: Naming): { readonly path: PolicyIssue["path"]; readonly subjects: readonly SubjectSet[] }[] {
  return [
    { path: ["specificAllowedTargets"], subjects: form.specificAllowedTargets },
    ...form.requestApprovalSettings.stages.flatMap((stage, index) =>
      approverSets.map((set) => ({ path: stagePath(index, set), subjects: stage[set] })),
    ),
  ];
}

const idOf = (subject: SubjectSet): (PersonId | GroupId)[] => {
  if (subject.kind === "singleUser") return [subject.userId];
  return subject.kind === "groupMembers" ? [subject.groupId] : [];
};

/** The people and groups a policy names, each once. */
export const namedIn = (form: Naming): (PersonId | GroupId)[] => [
  ...new Set(placesOf(form).flatMap(({ subjects }) => subjects.flatMap(idOf))),
];

/** WHO-12, ERR-44: whoever is named is somebody in the directory. */
export const strangerIssues = (form: PolicyForm, strangers: ReadonlySet<string>): PolicyIssue[] =>
  placesOf(form)
    .filter(({ subjects }) => subjects.flatMap(idOf).some((id) => strangers.has(id)))
    .map(({ path }) => ({ path, rule: "ERR-44", message: "Somebody chosen here is not in the directory any more." }));

/** ERR-47, POL-47: a fixed end lies in the future when the policy is saved. */
const expirationIssues = ({ expiration }: PolicyForm, now: Date): PolicyIssue[] =>
  expiration.type === "afterDateTime" && expiration.endDateTime <= now
    ? [{ path: ["expiration", "endDateTime"], rule: "ERR-47", message: "Choose a day in the future." }]
    : [];

/**
 * ERR-38, ERR-44, ERR-45, ERR-47: everything that keeps a policy from being saved, all at once, each at the part it is
 * about. Stages of a policy with a dynamic one may be missing (APP-2); `hasDynamicStages` says that it has.
 */
export function policyIssues(
  form: PolicyForm,
  settings: Pick<TenantSettings, "forwardingRule" | "maxStageDurationDays">,
  now: Date,
  hasDynamicStages = false,
): PolicyIssue[] {
  const { stages, isApprovalRequiredForAdd } = form.requestApprovalSettings;
  const { forwardingRule, maxStageDurationDays } = settings;
  const problems = stageProblems(stages, isApprovalRequiredForAdd, forwardingRule, maxStageDurationDays).filter(
    (problem) => !(hasDynamicStages && problem.code === "approvalConfigInvalid" && problem.problem === "noStage"),
  );
  return [
    ...requestorIssues(form),
    ...problems.map((problem) => stageIssue(problem, maxStageDurationDays)),
    ...questionProblems(form.questions).map((problem) => questionIssue(form, problem)),
    ...expirationIssues(form, now),
  ];
}
