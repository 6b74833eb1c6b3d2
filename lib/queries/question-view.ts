import { isOfProfile } from "@/lib/engine/policy/attributes";
import { type AnswerInput, answerMaxChars, localizedText, type Question } from "@/lib/engine/policy/questions";
import type { QuestionView } from "@/lib/views/packages";

/** A question in the reader's language, with the answer it begins with (POR-35, POR-37). */
export function questionView(question: Question, language: string, given: readonly AnswerInput[] = []): QuestionView {
  const isText = question.kind === "text";
  return {
    id: question.id,
    kind: question.kind,
    text: localizedText(question, language),
    isRequired: question.isRequired,
    maxChars: answerMaxChars(question),
    isSingleLine: isText && question.isSingleLineQuestion,
    hasPattern: isText && question.regexPattern !== null,
    isOfProfile: isOfProfile(question.id),
    isMultipleSelectionAllowed: !isText && question.isMultipleSelectionAllowed,
    choices: isText
      ? []
      : question.choices.map((choice) => ({ value: choice.actualValue, text: localizedText(choice, language) })),
    given: given.find((each) => each.questionId === question.id)?.value ?? null,
  };
}
