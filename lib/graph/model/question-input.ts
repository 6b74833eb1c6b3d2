import { z } from "zod";
import { newId } from "@/lib/platform/ids";
import { flag, isType, object, wholeNumber } from "./input";

const localizations = z.array(object({ languageCode: z.string(), text: z.string().nullish() })).nullish();

/** A text; the generation of the API before this one had its translations inside of it. */
const text = z
  .union([z.string(), object({ defaultText: z.string().nullish(), localizedTexts: localizations })])
  .nullish();

const textIn = (sent: z.infer<typeof text>): string | null | undefined =>
  typeof sent === "object" ? sent?.defaultText : sent;

const translationsIn = (sent: z.infer<typeof text>) => (typeof sent === "object" ? (sent?.localizedTexts ?? []) : []);

/** A question of either kind as a policy carries it. */
export const questionSchema = object({
  id: z.string().nullish(),
  sequence: wholeNumber.nullish(),
  text,
  localizations,
  isRequired: flag.nullish(),
  isAnswerEditable: flag.nullish(),
  isSingleLineQuestion: flag.nullish(),
  regexPattern: z.string().nullish(),
  isMultipleSelectionAllowed: flag.nullish(),
  choices: z.array(object({ actualValue: z.string().nullish(), text, displayValue: text, localizations })).nullish(),
}).refine(
  ({ "@odata.type": type }) => kinds.some((kind) => isType(type, kind)),
  "@odata.type says what is asked: accessPackageTextInputQuestion or accessPackageMultipleChoiceQuestion.",
);
type QuestionInput = z.infer<typeof questionSchema>;

const kinds = ["accessPackageTextInputQuestion", "accessPackageMultipleChoiceQuestion"] as const;

const translated = (texts: QuestionInput["localizations"], sent: z.infer<typeof text>) =>
  [...(texts ?? []), ...translationsIn(sent)].map(({ languageCode, text: translation }) => ({
    languageCode,
    text: translation ?? "",
  }));

/**
 * INF-1 to INF-3: a question as the form of a policy has it, still to be judged.
 * @param position its place in the list, which counts where it says no sequence
 */
export function questionOf(question: QuestionInput, position: number) {
  const common = {
    id: question.id || newId(),
    sequence: question.sequence ?? position,
    text: textIn(question.text) ?? "",
    localizations: translated(question.localizations, question.text),
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
    choices: (question.choices ?? []).map(({ actualValue, text: current, displayValue, localizations: texts }) => {
      const shown = textIn(current ?? displayValue);
      return {
        actualValue: actualValue || shown || "",
        text: shown || actualValue || "",
        localizations: translated(texts, current ?? displayValue),
      };
    }),
  };
}
