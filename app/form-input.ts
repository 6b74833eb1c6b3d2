import { z } from "zod";
import { formValues } from "@/lib/client/action-state";
import { typedText } from "@/lib/client/typed-text";
import { limits } from "@/lib/engine/limits";

/** An instant as the date fields send it; empty means none. */
export const instantInput = z
  .union([z.literal(""), z.iso.datetime({ offset: true, error: "Enter a complete date." })])
  .optional()
  .transform((text) => (text ? new Date(text) : null));

/** Longer texts than any question takes are not looked at; the engine judges everything shorter. */
export const textInput = typedText(limits.longAnswerChars * 4);

const answersPrefix = "answers.";
const answerValues = z.union([textInput, z.array(textInput).max(limits.choicesMax)]);

/** Fields named `answers.<question id>`; anything else in the form is none of a question's business. */
export function answersIn(form: FormData) {
  const values = formValues(form);
  const parsed = z
    .record(z.string(), answerValues)
    .safeParse(Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith(answersPrefix))));
  if (!parsed.success) return parsed;
  const answers = Object.entries(parsed.data)
    .slice(0, limits.questionsMax * 2)
    .map(([name, value]) => ({ questionId: name.slice(answersPrefix.length), value }));
  return { success: true as const, data: answers };
}
