import { limits } from "@/lib/engine/limits";
import type { PolicyForm } from "./form";
import { requestorSettingsSchema, type SubjectSet } from "./policy";
import { inSequence, type Question } from "./questions";

/** What stands in a list keeps its key while it is moved about, so that what is said about it stays with it. */
export type Keyed = { readonly key: string };

export type ApproverSet =
  | "primaryApprovers"
  | "fallbackPrimaryApprovers"
  | "escalationApprovers"
  | "fallbackEscalationApprovers";

/** Numbers are what was typed. */
export type StageDraft = Keyed & {
  readonly durationDays: string;
  readonly isApproverJustificationRequired: boolean;
  readonly isEscalationEnabled: boolean;
  readonly escalationAfterDays: string;
} & { readonly [Set in ApproverSet]: readonly SubjectSet[] };

export const questionFormats = ["shortText", "longText", "oneChoice", "manyChoices"] as const;
export type QuestionFormat = (typeof questionFormats)[number];

/** INF-7: the text is the value where no value was typed. */
export type ChoiceDraft = Keyed & { readonly value: string; readonly text: string };

/** INF-9: a question and its choices, by their keys, in one language. */
export type TranslationDraft = Keyed & {
  readonly languageCode: string;
  readonly text: string;
  readonly choiceTexts: Readonly<Record<string, string>>;
};

/** Its key is the question's id. */
export type QuestionDraft = Keyed & {
  readonly format: QuestionFormat;
  readonly text: string;
  readonly isRequired: boolean;
  readonly isAnswerEditable: boolean;
  readonly pattern: string;
  readonly choices: readonly ChoiceDraft[];
  readonly translations: readonly TranslationDraft[];
};

export type ExpirationDraft = {
  readonly type: PolicyForm["expiration"]["type"];
  readonly days: string;
  readonly hours: string;
  /** An ISO instant. */
  readonly endDateTime: string;
};

/** A policy as it stands in the editor. What one choice hides is kept, so that choosing back brings it back. */
export type PolicyDraft = Pick<
  PolicyForm,
  "displayName" | "description" | "isEnabled" | "allowedTargetScope" | "requestorSettings" | "notificationSettings"
> & {
  readonly specificAllowedTargets: readonly SubjectSet[];
  readonly isApprovalRequired: boolean;
  readonly isApprovalRequiredToExtend: boolean;
  readonly isJustificationRequired: boolean;
  readonly stages: readonly StageDraft[];
  readonly questions: readonly QuestionDraft[];
  readonly expiration: ExpirationDraft;
};

export const isChoice = (format: QuestionFormat): boolean => format === "oneChoice" || format === "manyChoices";

/** LIM-2: a new stage, with the days it starts at. */
export const newStage = (key: string, maxDays: number): StageDraft => ({
  key,
  durationDays: String(Math.min(limits.stageDurationDaysDefault, maxDays)),
  isApproverJustificationRequired: true,
  primaryApprovers: [],
  fallbackPrimaryApprovers: [],
  isEscalationEnabled: false,
  escalationAfterDays: "",
  escalationApprovers: [],
  fallbackEscalationApprovers: [],
});

export const newQuestion = (key: string): QuestionDraft => ({
  key,
  format: "shortText",
  text: "",
  isRequired: true,
  isAnswerEditable: false,
  pattern: "",
  choices: [],
  translations: [],
});

/** What a new policy begins with: members ask, one stage decides, a year of access. */
export const newDraft = (maxDays: number): PolicyDraft => ({
  displayName: "",
  description: "",
  isEnabled: true,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  requestorSettings: requestorSettingsSchema.parse({}),
  isApprovalRequired: true,
  isApprovalRequiredToExtend: true,
  isJustificationRequired: true,
  stages: [newStage("stage 1", maxDays)],
  questions: [],
  expiration: { type: "afterDays", days: "365", hours: "", endDateTime: "" },
  notificationSettings: { isAssignmentNotificationDisabled: false },
});

/** A stored policy as its editor begins. */
export function draftOf(form: PolicyForm, maxDays: number): PolicyDraft {
  const { requestApprovalSettings: approval, expiration } = form;
  const { displayName, description, isEnabled, allowedTargetScope, requestorSettings, notificationSettings } = form;
  return {
    ...{ displayName, description, isEnabled, allowedTargetScope, requestorSettings, notificationSettings },
    specificAllowedTargets: form.specificAllowedTargets,
    isApprovalRequired: approval.isApprovalRequiredForAdd,
    isApprovalRequiredToExtend: approval.isApprovalRequiredForUpdate,
    isJustificationRequired: approval.isRequestorJustificationRequired,
    stages:
      approval.stages.length === 0
        ? [newStage("stage 1", maxDays)]
        : approval.stages.map((stage, index) => ({
            ...stage,
            key: `stage ${index + 1}`,
            durationDays: String(stage.durationDays),
            escalationAfterDays: stage.escalationAfterDays === null ? "" : String(stage.escalationAfterDays),
          })),
    questions: inSequence(form.questions).map(questionDraftOf),
    expiration: {
      type: expiration.type,
      days: expiration.type === "afterDays" ? String(expiration.days) : "",
      hours: expiration.type === "afterHours" ? String(expiration.hours) : "",
      endDateTime: expiration.type === "afterDateTime" ? expiration.endDateTime.toISOString() : "",
    },
  };
}

const choiceKey = (index: number): string => `choice ${index + 1}`;

/** A stored question as its editor begins. */
export function questionDraftOf(question: Question): QuestionDraft {
  const isText = question.kind === "text";
  const choices = isText ? [] : question.choices;
  const languages = new Set(
    [question, ...choices].flatMap((each) => each.localizations.map(({ languageCode }) => languageCode)),
  );
  const textIn = (item: Pick<Question, "localizations">, language: string): string =>
    item.localizations.find(({ languageCode }) => languageCode === language)?.text ?? "";
  const textFormat = isText && question.isSingleLineQuestion ? "shortText" : "longText";
  const choiceFormat = !isText && question.isMultipleSelectionAllowed ? "manyChoices" : "oneChoice";
  return {
    key: question.id,
    format: isText ? textFormat : choiceFormat,
    text: question.text,
    isRequired: question.isRequired,
    isAnswerEditable: question.isAnswerEditable,
    pattern: isText ? (question.regexPattern ?? "") : "",
    choices: choices.map(({ actualValue, text }, index) => ({ key: choiceKey(index), value: actualValue, text })),
    translations: [...languages].map((language) => ({
      key: `language ${language}`,
      languageCode: language,
      text: textIn(question, language),
      choiceTexts: Object.fromEntries(choices.map((choice, index) => [choiceKey(index), textIn(choice, language)])),
    })),
  };
}
