"use client";
import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { describedBy, FieldError } from "@/components/ui/field-frame";
import { limits } from "@/lib/engine/limits";
import type { ChoiceDraft, QuestionDraft } from "@/lib/engine/policy/draft";
import { useEditor } from "./editor-context";
import { withItem, withoutItem } from "./editor-reducer";
import { useProblems } from "./problems";

/** INF-7, INF-8: the choices of a question, a line each: what is shown, and what is stored. */
export function ChoiceFields({ question }: { question: QuestionDraft }) {
  const { dispatch } = useEditor();
  const problem = useProblems();
  const id = useId();
  const error = problem("questions", question, "choices");
  const { choices } = question;
  const set = (next: readonly ChoiceDraft[]) =>
    dispatch({ kind: "questionSet", key: question.key, set: { choices: next } });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Choices</legend>
      <p className="-mt-1.5 text-sm leading-5 text-muted">
        The value is what is stored; without one it is the text. Change texts freely, values rarely.
      </p>
      <ul className="flex flex-col gap-3 sm:gap-2">
        {choices.map((choice, index) => (
          <li key={choice.key} className="flex min-w-0 flex-wrap items-start gap-2">
            <Cell
              label={`Text of choice ${index + 1}`}
              placeholder={`Choice ${index + 1}`}
              value={choice.text}
              error={problem("questions", question, "choices", choice, "text")}
              // What is wrong with all of them is said below, and found at the first.
              group={index === 0 && error ? id : undefined}
              onChange={(text) => set(withItem(choices, choice.key, { text }))}
            />
            <Cell
              label={`Value of choice ${index + 1}`}
              placeholder="Value (optional)"
              value={choice.value}
              error={choice.value === "" ? undefined : problem("questions", question, "choices", choice, "actualValue")}
              onChange={(value) => set(withItem(choices, choice.key, { value }))}
            />
            <button
              type="button"
              aria-label={`Remove choice ${index + 1}`}
              onClick={() => set(withoutItem(choices, choice.key))}
              className={buttonClass({ variant: "dangerGhost", iconOnly: true })}
            >
              <Trash2 aria-hidden className="size-4" />
            </button>
          </li>
        ))}
      </ul>
      {error && <FieldError id={id}>{error}</FieldError>}
      {choices.length < limits.choicesMax && (
        <button
          type="button"
          onClick={() => set([...choices, { key: crypto.randomUUID(), value: "", text: "" }])}
          className={`${buttonClass({ variant: "outline", size: "sm" })} w-fit`}
        >
          <Plus aria-hidden className="size-4" />
          Add a choice
        </button>
      )}
    </fieldset>
  );
}

type CellProps = {
  label: string;
  placeholder: string;
  value: string;
  error: string | undefined;
  /** The id of a message that is about more than this. */
  group?: string | undefined;
  onChange: (text: string) => void;
};

/** A field in a line of several: its label is for those who do not see the line. */
function Cell({ label, placeholder, value, error, group, onChange }: CellProps) {
  const id = useId();
  const described = describedBy(id, { error: error ?? group });
  return (
    <span className="flex min-w-0 flex-1 basis-40 flex-col gap-1">
      <input
        {...described}
        aria-describedby={[error && `${id}-error`, group && `${group}-error`].filter(Boolean).join(" ") || undefined}
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        // Enter would send the whole policy from the middle of it.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className="input input--full-width min-h-10"
      />
      {error && <FieldError id={id}>{error}</FieldError>}
    </span>
  );
}
