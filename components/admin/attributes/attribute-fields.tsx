"use client";
import { Trash2 } from "lucide-react";
import { AnswerFormat } from "@/components/policy/editor/answer-format";
import { ChoiceFields } from "@/components/policy/editor/choice-fields";
import { useEditor } from "@/components/policy/editor/editor-context";
import { SelectOne, Switch, TextInput, TextLines } from "@/components/policy/editor/fields";
import { useProblems } from "@/components/policy/editor/problems";
import { Translations } from "@/components/policy/editor/translations";
import { buttonClass } from "@/components/ui/button-class";
import { limits } from "@/lib/engine/limits";
import { isChoice, type QuestionDraft } from "@/lib/engine/policy/draft";
import { builtInOptions } from "@/lib/views/attributes";
import type { AttributeDraft, AttributeSource } from "./attribute-draft";

const EXTENSION = "extension";
const sources = [...builtInOptions, { value: EXTENSION, label: "An extension of the directory" }];

/** One value, so one choice (CAT-46). */
const formats = ["shortText", "longText", "oneChoice"] as const;

export type AttributeFieldsProps = {
  draft: AttributeDraft;
  index: number;
  onSource: (set: Partial<AttributeSource>) => void;
  onRemove: () => void;
};

/** CAT-46 to CAT-51: one thing that is needed, and how it is asked for. */
export function AttributeFields({ draft: { question, source }, index, onSource, onRemove }: AttributeFieldsProps) {
  const { dispatch } = useEditor();
  const problem = useProblems();
  const set = (change: Partial<QuestionDraft>) => dispatch({ kind: "questionSet", key: question.key, set: change });
  const title = `Needed ${index + 1}`;
  const nameError = problem("questions", question, "name");
  return (
    <li className="flex min-w-0 flex-col gap-5 rounded-2xl border border-border bg-surface p-4">
      <div className="-mb-2 flex items-center justify-between gap-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        <button
          type="button"
          aria-label={`Remove ${title.toLowerCase()}`}
          onClick={onRemove}
          className={buttonClass({ variant: "dangerGhost", size: "sm", iconOnly: true })}
        >
          <Trash2 aria-hidden className="size-4" />
        </button>
      </div>
      <SelectOne
        label="Of the profile"
        value={source.builtIn ?? EXTENSION}
        options={sources}
        error={source.builtIn === null ? undefined : nameError}
        onChange={(value) => onSource({ builtIn: value === EXTENSION ? null : value })}
      />
      {source.builtIn === null && (
        <TextInput
          label="Full name of the extension"
          description={
            <>
              Such as <code>extension_5f0c_gitUserName</code>; a text that may be written.
            </>
          }
          required
          value={source.extension}
          error={nameError}
          onChange={(extension) => onSource({ extension })}
        />
      )}
      <TextLines
        label="Question"
        description="What whoever asks reads; an answer is always required."
        required
        limit={limits.questionTextChars}
        value={question.text}
        error={problem("questions", question, "text")}
        onChange={(text) => set({ text })}
      />
      <AnswerFormat question={question} formats={formats} />
      {isChoice(question.format) && <ChoiceFields question={question} />}
      <div className="flex flex-col gap-2">
        <Switch
          label="Whoever asks may change what the profile says already"
          description="Without it, a value that is there is shown and stays; one that is missing is entered once."
          checked={source.isEditable}
          onChange={(isEditable) => onSource({ isEditable })}
        />
        <Switch
          label="It stays in the profile when the access ends"
          checked={source.isPersisted}
          onChange={(isPersisted) => onSource({ isPersisted })}
        />
      </div>
      <Translations question={question} />
    </li>
  );
}
