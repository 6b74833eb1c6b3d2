import { inArray } from "drizzle-orm";
import { groups, people } from "@/db/schema";
import type { AccessPackageId, GroupId, PersonId } from "@/lib/engine/ids";
import { normalized, type PolicyField, type PolicyForm } from "@/lib/engine/policy/form";
import type { ApprovalStage, AssignmentPolicy, SubjectSet } from "@/lib/engine/policy/policy";
import { inSequence, type Question } from "@/lib/engine/policy/questions";
import { loadPolicies } from "@/lib/facts/packages";
import type { Reader } from "@/lib/facts/reader";
import type { AdminPolicyView, AdminQuestionView, AdminStageView, PolicyInWords, SubjectView } from "@/lib/views/admin";

/** What of a policy is told, whether it is stored or not. */
type Described = Pick<AssignmentPolicy, keyof AssignmentPolicy & PolicyField>;

/** Every subject a policy names, wherever it does. */
const subjectsOf = (policy: Described): readonly SubjectSet[] => [
  ...policy.specificAllowedTargets,
  ...policy.requestApprovalSettings.stages.flatMap((stage) => [
    ...stage.primaryApprovers,
    ...stage.fallbackPrimaryApprovers,
    ...stage.escalationApprovers,
    ...stage.fallbackEscalationApprovers,
  ]),
];

type ViewOf = (subject: SubjectSet) => SubjectView;

async function loadSubjects(reader: Reader, subjects: readonly SubjectSet[]): Promise<ViewOf> {
  const personIds = subjects.flatMap((each): PersonId[] => (each.kind === "singleUser" ? [each.userId] : []));
  const groupIds = subjects.flatMap((each): GroupId[] => (each.kind === "groupMembers" ? [each.groupId] : []));
  const named =
    personIds.length === 0
      ? []
      : await reader
          .select({ id: people.id, displayName: people.displayName, isEnabled: people.isEnabled })
          .from(people)
          .where(inArray(people.id, personIds));
  const grouped =
    groupIds.length === 0
      ? []
      : await reader
          .select({ id: groups.id, displayName: groups.displayName })
          .from(groups)
          .where(inArray(groups.id, groupIds));
  const views = new Map<string, SubjectView>([
    ...named.map((row): [string, SubjectView] => [row.id, { kind: "person", ...row }]),
    ...grouped.map((row): [string, SubjectView] => [row.id, { kind: "group", ...row }]),
  ]);
  return (subject) => {
    switch (subject.kind) {
      case "singleUser":
        return views.get(subject.userId) ?? { kind: "unknown" };
      case "groupMembers":
        return views.get(subject.groupId) ?? { kind: "unknown" };
      case "requestorManager":
        return { kind: subject.managerLevel === 1 ? "manager" : "secondLevelManager" };
      case "targetUserSponsors":
        return { kind: "sponsors" };
    }
  };
}

const stageView = (stage: ApprovalStage, viewOf: ViewOf): AdminStageView => ({
  durationDays: stage.durationDays,
  approvers: stage.primaryApprovers.map(viewOf),
  fallbacks: stage.fallbackPrimaryApprovers.map(viewOf),
  forwardAfterDays: stage.isEscalationEnabled ? stage.escalationAfterDays : null,
  alternates: stage.escalationApprovers.map(viewOf),
  alternateFallbacks: stage.fallbackEscalationApprovers.map(viewOf),
  isReasonRequired: stage.isApproverJustificationRequired,
});

function questionView(question: Question): AdminQuestionView {
  const isText = question.kind === "text";
  const textFormat = isText && question.isSingleLineQuestion ? "shortText" : "longText";
  const choiceFormat = !isText && question.isMultipleSelectionAllowed ? "manyChoices" : "oneChoice";
  return {
    id: question.id,
    text: question.text,
    format: isText ? textFormat : choiceFormat,
    choices: isText ? [] : question.choices.map((choice) => choice.text),
    hasPattern: isText && question.regexPattern !== null,
    isRequired: question.isRequired,
    languages: question.localizations.map((each) => each.languageCode),
  };
}

const policyView = (policy: Described, viewOf: ViewOf): PolicyInWords => {
  const approval = policy.requestApprovalSettings;
  return {
    displayName: policy.displayName,
    description: policy.description,
    isEnabled: policy.isEnabled,
    scope: policy.allowedTargetScope,
    targets: policy.specificAllowedTargets.map(viewOf),
    allowsSelfAdd: policy.requestorSettings.enableTargetsToSelfAddAccess,
    allowsSelfRemove: policy.requestorSettings.enableTargetsToSelfRemoveAccess,
    allowsCustomSchedule: policy.requestorSettings.allowCustomAssignmentSchedule,
    isApprovalRequired: approval.isApprovalRequiredForAdd,
    isJustificationRequired: approval.isRequestorJustificationRequired,
    stages: approval.stages.map((stage) => stageView(stage, viewOf)),
    questions: inSequence(policy.questions).map(questionView),
    expiration: policy.expiration,
  };
};

/** The policies of a package with the people they name, by name. */
export async function listPolicies(reader: Reader, packageId: AccessPackageId): Promise<AdminPolicyView[]> {
  const policies = (await loadPolicies(reader, [packageId])).get(packageId) ?? [];
  const viewOf = await loadSubjects(reader, policies.flatMap(subjectsOf));
  return policies.map((policy) => ({ id: policy.policyId, version: policy.version, ...policyView(policy, viewOf) }));
}

/** POL-1: a policy that is not there yet, as it would be told. */
export async function describePolicy(reader: Reader, form: PolicyForm): Promise<PolicyInWords> {
  const policy = normalized(form);
  return policyView(policy, await loadSubjects(reader, subjectsOf(policy)));
}
