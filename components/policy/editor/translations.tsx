"use client";
import { Languages, Trash2 } from "lucide-react";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { FieldError } from "@/components/ui/field-frame";
import { limits } from "@/lib/engine/limits";
import { isChoice, type QuestionDraft, type TranslationDraft } from "@/lib/engine/policy/draft";
import { useEditor } from "./editor-context";
import { withItem, withoutItem } from "./editor-reducer";
import { TextInput, TextLines } from "./fields";
import { useProblems } from "./problems";

/** INF-9: the question in other languages; whoever reads in another one sees the text above. */
export function Translations({ question }: { question: QuestionDraft }) {
  const { dispatch } = useEditor();
  const problem = useProblems();
  const id = useId();
  const error = problem("questions", question, "localizations");
  const { translations } = question;
  const set = (next: readonly TranslationDraft[]) =>
    dispatch({ kind: "questionSet", key: question.key, set: { translations: next } });
  return (
    <div className="flex flex-col gap-3">
      {translations.map((translation, index) => (
        <Translation
          key={translation.key}
          question={question}
          translation={translation}
          title={`Translation ${index + 1}`}
          onChange={(change) => set(withItem(translations, translation.key, change))}
          onRemove={() => set(withoutItem(translations, translation.key))}
        />
      ))}
      {error && (
        <div role="alert">
          <FieldError id={id}>{error}</FieldError>
        </div>
      )}
      <button
        type="button"
        onClick={() =>
          set([...translations, { key: crypto.randomUUID(), languageCode: "", text: "", choiceTexts: {} }])
        }
        className={`${buttonClass({ variant: "outline", size: "sm" })} w-fit`}
      >
        <Languages aria-hidden className="size-4" />
        Add a translation
      </button>
    </div>
  );
}

type TranslationProps = {
  question: QuestionDraft;
  translation: TranslationDraft;
  title: string;
  onChange: (change: Partial<TranslationDraft>) => void;
  onRemove: () => void;
};

function Translation({ question, translation, title, onChange, onRemove }: TranslationProps) {
  const problem = useProblems();
  const choices = isChoice(question.format) ? question.choices : [];
  const at = (field: "languageCode" | "text") => problem("questions", question, "localizations", translation, field);
  const inChoice = (choice: (typeof choices)[number], field: "languageCode" | "text") =>
    problem("questions", question, "choices", choice, "localizations", translation, field);
  // Where only choices are translated, the language stands with them.
  const codeError = at("languageCode") ?? choices.map((choice) => inChoice(choice, "languageCode")).find(Boolean);
  return (
    <fieldset className="flex min-w-0 flex-col gap-4 border-s-2 border-separator ps-4">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-end justify-between gap-3">
        <TextInput
          label="Language code"
          description="Such as de or pt-BR."
          required
          value={translation.languageCode}
          error={codeError}
          onChange={(languageCode) => onChange({ languageCode })}
        />
        <button
          type="button"
          aria-label={`Remove ${title.toLowerCase()}`}
          onClick={onRemove}
          className={buttonClass({ variant: "dangerGhost", iconOnly: true })}
        >
          <Trash2 aria-hidden className="size-4" />
        </button>
      </div>
      <TextLines
        label="Translated question"
        required
        limit={limits.questionTextChars}
        value={translation.text}
        error={at("text")}
        onChange={(text) => onChange({ text })}
      />
      {choices.map((choice, index) => (
        <TextInput
          key={choice.key}
          label={choice.text.trim() === "" ? `Translated choice ${index + 1}` : `“${choice.text}” translated`}
          value={translation.choiceTexts[choice.key] ?? ""}
          error={inChoice(choice, "text")}
          onChange={(text) => onChange({ choiceTexts: { ...translation.choiceTexts, [choice.key]: text } })}
        />
      ))}
    </fieldset>
  );
}
