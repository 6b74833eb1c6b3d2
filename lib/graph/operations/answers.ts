import { z } from "zod";
import type { AnswerInput, Question } from "@/lib/engine/policy/questions";
import { object } from "@/lib/graph/model/input";
import { badRequest } from "@/lib/graph/problem";

/** Answers as they are sent; older clients name the question's type and nothing else of it besides its id. */
export const answersSchema = z.array(
  object({
    value: z.string().nullish(),
    displayValue: z.unknown().optional(),
    answeredQuestion: z.looseObject({ id: z.string() }),
  }),
);

/**
 * Answers as a form would send them. Several choices come as one text with commas between them.
 * @param questions all that may be meant; answers to others are for the engine to refuse
 * @throws GraphProblem 400 where one question is answered twice
 */
export function answersOf(sent: z.infer<typeof answersSchema>, questions: readonly Question[]): AnswerInput[] {
  const ids = sent.map((answer) => answer.answeredQuestion.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw badRequest(`answers: the question '${twice}' is answered twice.`);
  return sent.map(({ value, answeredQuestion: { id: questionId } }) => {
    const question = questions.find((each) => each.id === questionId);
    return { questionId, value: question ? chosen(question, value ?? "") : (value ?? "") };
  });
}

function chosen(question: Question, value: string): string | readonly string[] {
  if (question.kind === "text" || !question.isMultipleSelectionAllowed) return value;
  // A choice may have a comma in itself.
  const isOne = question.choices.some((choice) => choice.actualValue === value);
  return isOne ? [value] : value.split(",").map((part) => part.trim());
}
