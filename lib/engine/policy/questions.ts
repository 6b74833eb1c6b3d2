import { z } from "zod";
import { limits } from "@/lib/engine/limits";
import type { FieldIssue } from "@/lib/engine/request/refusals";
import { fullyMatches, isPatternValid } from "./pattern";

/** INF-9: a text in one language; as little blank and as short as the default text it stands for (LIM-25). */
export const localizationSchema = (maxChars: number) =>
  z.object({
    languageCode: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
    text: z.string().trim().min(1).max(maxChars),
  });

const questionBase = {
  id: z.string().min(1).max(64),
  sequence: z.int().min(0),
  text: z.string().trim().min(1).max(limits.questionTextChars),
  localizations: z.array(localizationSchema(limits.questionTextChars)).default([]),
  isRequired: z.boolean(),
  isAnswerEditable: z.boolean().default(false),
};

export const choiceSchema = z.object({
  actualValue: z.string().trim().min(1).max(limits.choiceTextChars),
  text: z.string().trim().min(1).max(limits.choiceTextChars),
  localizations: z.array(localizationSchema(limits.choiceTextChars)).default([]),
});

/** INF-1 to INF-3: short text, long text and multiple choice. */
export const questionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    ...questionBase,
    isSingleLineQuestion: z.boolean(),
    regexPattern: z.string().max(limits.patternChars).nullable().default(null),
  }),
  z.object({
    kind: z.literal("multipleChoice"),
    ...questionBase,
    choices: z.array(choiceSchema).max(limits.choicesMax),
    isMultipleSelectionAllowed: z.boolean(),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

/** What a form sends for one question: the text, or the chosen values. */
export type AnswerInput = { readonly questionId: string; readonly value: string | readonly string[] };

/** INF-13: what an answer said before an approver corrected it, and after; empty for no answer. */
const correctionSchema = z.object({
  /** Which of the edits of the request it belongs to, counted from 1. */
  edit: z.int().min(1),
  before: z.string(),
  after: z.string(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** INF-7, INF-11: an answer keeps the question and the displayed value as they were when it was given. */
export const answerSchema = z.object({
  questionId: z.string(),
  questionText: z.string(),
  value: z.union([z.string(), z.array(z.string())]),
  displayValue: z.string(),
  corrections: z.array(correctionSchema).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

type Localized = { readonly text: string; readonly localizations: readonly { languageCode: string; text: string }[] };

/** INF-9, POR-35: the text in the reader's language, in its base language, or the default text. */
export function localizedText(item: Localized, language: string): string {
  const wanted = language.toLowerCase();
  const base = wanted.split("-")[0];
  const inCode = (code: string | undefined) =>
    item.localizations.find((entry) => entry.languageCode.toLowerCase() === code)?.text;
  return inCode(wanted) ?? inCode(base) ?? item.text;
}

export const inSequence = (questions: readonly Question[]): Question[] =>
  [...questions].sort((a, b) => a.sequence - b.sequence || (a.id < b.id ? -1 : 1));

/** The longest text a question accepts, in characters (LIM-27). */
export const answerMaxChars = (question: Question): number =>
  question.kind === "text" && !question.isSingleLineQuestion ? limits.longAnswerChars : limits.shortAnswerChars;

/** Trimmed, without blanks, each value once: a form that repeats a choice has still chosen it once. */
function valuesOf(input: AnswerInput | undefined): string[] {
  if (!input) return [];
  const values = typeof input.value === "string" ? [input.value] : input.value;
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ""))];
}

function answerIssue(question: Question, values: readonly string[]): FieldIssue | null {
  const issue = (code: "answerRequired" | "answerFormat", problem: string): FieldIssue => ({
    code,
    field: `answers.${question.id}`,
    problem,
    subject: question.text,
  });
  if (values.length === 0) return question.isRequired ? issue("answerRequired", "required") : null;
  if (question.kind === "multipleChoice") {
    const known = new Set(question.choices.map((choice) => choice.actualValue));
    if (values.some((value) => !known.has(value))) return issue("answerFormat", "unknownChoice");
    if (values.length > 1 && !question.isMultipleSelectionAllowed) return issue("answerFormat", "onlyOne");
    return null;
  }
  const text = values[0] ?? "";
  if (values.length > 1 || text.length > answerMaxChars(question)) return issue("answerFormat", "tooLong");
  if (question.isSingleLineQuestion && /[\r\n]/.test(text)) return issue("answerFormat", "singleLine");
  if (question.regexPattern && !fullyMatches(question.regexPattern, text)) return issue("answerFormat", "pattern");
  return null;
}

/**
 * INF-4, INF-5: every problem of every answer at once (REQ-52), in the order of the questions.
 * Answers to questions that do not exist are refused rather than dropped.
 */
export function answerIssues(questions: readonly Question[], inputs: readonly AnswerInput[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  for (const question of inSequence(questions)) {
    const issue = answerIssue(question, valuesOf(inputs.find((input) => input.questionId === question.id)));
    if (issue) issues.push(issue);
  }
  for (const input of inputs) {
    if (!questions.some((question) => question.id === input.questionId)) {
      issues.push({ code: "answerFormat", field: "answers", problem: "unknownQuestion", subject: input.questionId });
    }
  }
  return issues;
}

/** The answers to store (INF-7): values with the text shown to this reader; empty optional answers are left out. */
export function storedAnswers(
  questions: readonly Question[],
  inputs: readonly AnswerInput[],
  language: string,
): Answer[] {
  const answers: Answer[] = [];
  for (const question of inSequence(questions)) {
    const values = valuesOf(inputs.find((input) => input.questionId === question.id));
    if (values.length === 0) continue;
    const shown = values.map((value) => {
      const choice = question.kind === "multipleChoice" && question.choices.find((each) => each.actualValue === value);
      return choice ? localizedText(choice, language) : value;
    });
    const isList = question.kind === "multipleChoice" && question.isMultipleSelectionAllowed;
    answers.push({
      questionId: question.id,
      questionText: localizedText(question, language),
      value: isList ? values : (values[0] ?? ""),
      displayValue: shown.join(", "),
    });
  }
  return answers;
}

/** ERR-45 at saving a policy: bad pattern (INF-6), no or duplicate choices (INF-8), a language twice (INF-9). */
export function questionProblems(questions: readonly Question[]): string[] {
  const problems: string[] = [];
  const repeats = (values: readonly string[]) => new Set(values).size !== values.length;
  if (repeats(questions.map((question) => question.id))) problems.push("duplicateQuestion");
  for (const question of questions) {
    const localized: Localized[] = question.kind === "multipleChoice" ? [question, ...question.choices] : [question];
    if (localized.some((each) => repeats(each.localizations.map((entry) => entry.languageCode.toLowerCase())))) {
      problems.push(`duplicateLanguage:${question.id}`);
    }
    if (question.kind === "multipleChoice") {
      if (question.choices.length < limits.choicesMin) problems.push(`tooFewChoices:${question.id}`);
      if (repeats(question.choices.map((choice) => choice.actualValue)))
        problems.push(`duplicateChoice:${question.id}`);
    } else if (question.regexPattern && !isPatternValid(question.regexPattern)) {
      problems.push(`invalidPattern:${question.id}`);
    }
  }
  return problems;
}
