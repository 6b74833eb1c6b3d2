import type {
  ApprovalStage,
  AssignmentPolicy,
  Expiration,
  OnBehalfRequestor,
  SubjectSet,
} from "@/lib/engine/policy/policy";
import type { Question } from "@/lib/engine/policy/questions";
import { durationOf } from "@/lib/graph/odata/duration";
import type { Entity } from "@/lib/graph/read/entity";
import { instantText } from "./values";

const DAY = 86_400;
const HOUR = 3_600;

const typed = <Name extends string, Value extends object>(name: Name, value: Value) => ({
  "@odata.type": `#microsoft.graph.${name}` as const,
  ...value,
});

/** A subjectSet: whom a stage asks, or for whom a policy is. */
export function subjectSetJson(subject: SubjectSet) {
  switch (subject.kind) {
    case "singleUser":
      return typed("singleUser", { userId: subject.userId, description: null });
    case "groupMembers":
      return typed("groupMembers", { groupId: subject.groupId, description: null });
    case "requestorManager":
      return typed("requestorManager", { managerLevel: subject.managerLevel });
    case "targetUserSponsors":
      return typed("targetUserSponsors", {});
  }
}

/** WHO-37, WHO-38: who may ask for somebody else. Graph names everybody of the directory by no set of its own. */
function onBehalfJson({ kind }: OnBehalfRequestor) {
  return kind === "requestorManager"
    ? typed("targetManager", { managerLevel: 1 })
    : typed("groupMembers", { groupId: null, description: "Everybody in the directory" });
}

export function expirationJson(expiration: Expiration) {
  const pattern = { type: "notSpecified", endDateTime: null as string | null, duration: null as string | null };
  switch (expiration.type) {
    case "noExpiration":
      return { ...pattern, type: "noExpiration" };
    case "afterDateTime":
      return { ...pattern, type: "afterDateTime", endDateTime: instantText(expiration.endDateTime) };
    case "afterDays":
      return { ...pattern, type: "afterDuration", duration: durationOf(expiration.days * DAY) };
    case "afterHours":
      return { ...pattern, type: "afterDuration", duration: durationOf(expiration.hours * HOUR) };
  }
}

const stageJson = (stage: ApprovalStage) => ({
  durationBeforeAutomaticDenial: durationOf(stage.durationDays * DAY),
  isApproverJustificationRequired: stage.isApproverJustificationRequired,
  isEscalationEnabled: stage.isEscalationEnabled,
  durationBeforeEscalation: durationOf((stage.escalationAfterDays ?? 0) * DAY),
  primaryApprovers: stage.primaryApprovers.map(subjectSetJson),
  fallbackPrimaryApprovers: stage.fallbackPrimaryApprovers.map(subjectSetJson),
  escalationApprovers: stage.escalationApprovers.map(subjectSetJson),
  fallbackEscalationApprovers: stage.fallbackEscalationApprovers.map(subjectSetJson),
});

export function questionJson(question: Question): Entity {
  const { id, sequence, text, localizations, isRequired, isAnswerEditable } = question;
  const common = { id, sequence, text, localizations, isRequired, isAnswerEditable };
  return question.kind === "text"
    ? typed("accessPackageTextInputQuestion", {
        ...common,
        isSingleLineQuestion: question.isSingleLineQuestion,
        regexPattern: question.regexPattern,
      })
    : typed("accessPackageMultipleChoiceQuestion", {
        ...common,
        isMultipleSelectionAllowed: question.isMultipleSelectionAllowed,
        choices: question.choices,
      });
}

/** The properties of a policy; its questions and extensions are navigations. */
export function policyJson(policy: AssignmentPolicy, { createdAt, modifiedAt }: { createdAt: Date; modifiedAt: Date }) {
  const { requestorSettings: settings, requestApprovalSettings: approval } = policy;
  return {
    id: policy.policyId,
    displayName: policy.displayName,
    description: policy.description,
    allowedTargetScope: policy.allowedTargetScope,
    specificAllowedTargets: policy.specificAllowedTargets.map(subjectSetJson),
    automaticRequestSettings: null,
    expiration: expirationJson(policy.expiration),
    requestorSettings: {
      enableTargetsToSelfAddAccess: policy.isEnabled && settings.enableTargetsToSelfAddAccess,
      enableTargetsToSelfUpdateAccess: settings.enableTargetsToSelfUpdateAccess,
      enableTargetsToSelfRemoveAccess: settings.enableTargetsToSelfRemoveAccess,
      allowCustomAssignmentSchedule: settings.allowCustomAssignmentSchedule,
      enableOnBehalfRequestorsToAddAccess: settings.enableOnBehalfRequestorsToAddAccess,
      enableOnBehalfRequestorsToUpdateAccess: settings.enableOnBehalfRequestorsToUpdateAccess,
      enableOnBehalfRequestorsToRemoveAccess: settings.enableOnBehalfRequestorsToRemoveAccess,
      onBehalfRequestors: settings.onBehalfRequestors.map(onBehalfJson),
    },
    requestApprovalSettings: {
      isApprovalRequiredForAdd: approval.isApprovalRequiredForAdd,
      isApprovalRequiredForUpdate: approval.isApprovalRequiredForUpdate,
      isRequestorJustificationRequired: approval.isRequestorJustificationRequired,
      stages: approval.stages.map(stageJson),
    },
    notificationSettings: {
      isAssignmentNotificationDisabled: policy.notificationSettings.isAssignmentNotificationDisabled,
    },
    reviewSettings: null,
    createdDateTime: instantText(createdAt),
    modifiedDateTime: instantText(modifiedAt),
  };
}
