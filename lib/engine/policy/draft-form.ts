import { type ExpirationDraft, isChoice, type PolicyDraft, type QuestionDraft, type StageDraft } from "./draft";
import type { ApprovalStage } from "./policy";

/** A typed number; what is none is left for the schema to refuse. */
const numberOf = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed));

const isBlank = (text: string): boolean => text.trim() === "";

/** APP-54: without alternates where nothing is forwarded. Fallbacks stay: an empty group needs them too (APP-69). */
export function stageInUse(stage: StageDraft): StageDraft {
  if (stage.isEscalationEnabled) return stage;
  return { ...stage, escalationApprovers: [], fallbackEscalationApprovers: [], escalationAfterDays: "" };
}

/** The stages that a save would store, for what is only advice about them. */
export const plannedStages = ({ isApprovalRequired, stages }: PolicyDraft): ApprovalStage[] =>
  isApprovalRequired
    ? stages.map(stageInUse).map((stage) => ({
        ...stage,
        primaryApprovers: [...stage.primaryApprovers],
        fallbackPrimaryApprovers: [...stage.fallbackPrimaryApprovers],
        escalationApprovers: [...stage.escalationApprovers],
        fallbackEscalationApprovers: [...stage.fallbackEscalationApprovers],
        durationDays: Number(stage.durationDays),
        escalationAfterDays: numberOf(stage.escalationAfterDays),
      }))
    : [];

function sentStage(stage: StageDraft) {
  const inUse = stageInUse(stage);
  return {
    ...inUse,
    durationDays: numberOf(inUse.durationDays),
    escalationAfterDays: numberOf(inUse.escalationAfterDays),
  };
}

export function sentQuestion(question: QuestionDraft, sequence: number) {
  const { key, format, text, isRequired, isAnswerEditable, translations } = question;
  const hasChoices = isChoice(format);
  const base = { key, id: key, sequence, text, isRequired, isAnswerEditable };
  const localizations = translations
    .filter((each) => !isBlank(each.text) || !hasChoices || Object.values(each.choiceTexts).every(isBlank))
    .map(({ key: of, languageCode, text: translated }) => ({ key: of, languageCode, text: translated }));
  if (!hasChoices) {
    const regexPattern = isBlank(question.pattern) ? null : question.pattern;
    return { ...base, localizations, kind: "text", isSingleLineQuestion: format === "shortText", regexPattern };
  }
  const choices = question.choices.map((choice) => ({
    key: choice.key,
    actualValue: isBlank(choice.value) ? choice.text : choice.value,
    text: choice.text,
    localizations: translations.flatMap(({ key: of, languageCode, choiceTexts }) => {
      const translated = choiceTexts[choice.key] ?? "";
      return isBlank(translated) ? [] : [{ key: of, languageCode, text: translated }];
    }),
  }));
  const isMultipleSelectionAllowed = format === "manyChoices";
  return { ...base, localizations, kind: "multipleChoice", choices, isMultipleSelectionAllowed };
}

function sentExpiration({ type, days, hours, endDateTime }: ExpirationDraft) {
  switch (type) {
    case "noExpiration":
      return { type };
    case "afterDays":
      return { type, days: numberOf(days) };
    case "afterHours":
      return { type, hours: numberOf(hours) };
    case "afterDateTime":
      return { type, endDateTime };
  }
}

/**
 * What the editor sends: the form, with the keys of what stands in lists, by which messages about them find their place
 * after they were moved.
 */
export function sentOf(draft: PolicyDraft) {
  const { isApprovalRequired, isApprovalRequiredToExtend, isJustificationRequired, ...same } = draft;
  return {
    ...same,
    specificAllowedTargets: draft.allowedTargetScope === "specificDirectoryUsers" ? draft.specificAllowedTargets : [],
    requestApprovalSettings: {
      isApprovalRequiredForAdd: isApprovalRequired,
      isApprovalRequiredForUpdate: isApprovalRequiredToExtend,
      isRequestorJustificationRequired: isJustificationRequired,
      stages: isApprovalRequired ? draft.stages.map(sentStage) : [],
    },
    questions: draft.questions.map(sentQuestion),
    expiration: sentExpiration(draft.expiration),
  };
}
