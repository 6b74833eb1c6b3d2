import { z } from "zod";
import { newId } from "@/lib/platform/ids";
import { flag, isType, object, wholeNumber } from "./input";

const localizations = z.array(object({ languageCode: z.string(), text: z.string().nullish() })).nullish();

/** A question of either kind as a policy carries it. */
export const questionSchema = object({
  id: z.string().nullish(),
  sequence: wholeNumber.nullish(),
  text: z.string().nullish(),
  localizations,
  isRequired: flag.nullish(),
  isAnswerEditable: flag.nullish(),
  isSingleLineQuestion: flag.nullish(),
  regexPattern: z.string().nullish(),
  isMultipleSelectionAllowed: flag.nullish(),
  choices: z.array(object({ actualValue: z.string().nullish(), text: z.string().nullish(), localizations })).nullish(),
}).refine(
  ({ "@odata.type": type }) => kinds.some((kind) => isType(type, kind)),
  "@odata.type says what is asked: accessPackageTextInputQuestion or accessPackageMultipleChoiceQuestion.",
);
type QuestionInput = z.infer<typeof questionSchema>;

const kinds = ["accessPackageTextInputQuestion", "accessPackageMultipleChoiceQuestion"] as const;

const translated = (texts: QuestionInput["localizations"]) =>
  (texts ?? []).map(({ languageCode, text }) => ({ languageCode, text: text ?? "" }));

/**
 * INF-1 to INF-3: a question as the form of a policy has it, still to be judged.
 * @param position its place in the list, which counts where it says no sequence
 */
export function questionOf(question: QuestionInput, position: number) {
  const common = {
    id: question.id || newId(),
    sequence: question.sequence ?? position,
    text: question.text ?? "",
    localizations: translated(question.localizations),
    isRequired: question.isRequired ?? false,
    isAnswerEditable: question.isAnswerEditable ?? false,
  };
  if (isType(question["@odata.type"], "accessPackageTextInputQuestion")) {
    return {
      ...common,
      kind: "text" as const,
      isSingleLineQuestion: question.isSingleLineQuestion ?? false,
      regexPattern: question.regexPattern ?? null,
    };
  }
  return {
    ...common,
    kind: "multipleChoice" as const,
    isMultipleSelectionAllowed: question.isMultipleSelectionAllowed ?? false,
    choices: (question.choices ?? []).map(({ actualValue, text, localizations: texts }) => ({
      actualValue: actualValue || text || "",
      text: text || actualValue || "",
      localizations: translated(texts),
    })),
  };
}
