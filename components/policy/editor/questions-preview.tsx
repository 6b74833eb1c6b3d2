"use client";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { languageNames } from "@/components/policy/policy-words";
import { QuestionField } from "@/components/request/question-field";
import { buttonClass } from "@/components/ui/button-class";
import type { QuestionDraft } from "@/lib/engine/policy/draft";
import { sentQuestion } from "@/lib/engine/policy/draft-form";
import { answerMaxChars, localizedText, type Question, questionSchema } from "@/lib/engine/policy/questions";
import type { QuestionView } from "@/lib/views/packages";
import { SelectOne } from "./fields";

/** The question as whoever asks sees it; null while it is not complete. */
function viewOf(draft: QuestionDraft, index: number, language: string): QuestionView | null {
  const { data: question } = questionSchema.safeParse(sentQuestion(draft, index));
  return question ? questionView(question, language) : null;
}

function questionView(question: Question, language: string): QuestionView {
  const isText = question.kind === "text";
  const choices = isText ? [] : question.choices;
  return {
    id: question.id,
    kind: question.kind,
    text: localizedText(question, language),
    isRequired: question.isRequired,
    maxChars: answerMaxChars(question),
    isSingleLine: isText && question.isSingleLineQuestion,
    hasPattern: isText && question.regexPattern !== null,
    isOfProfile: false,
    isMultipleSelectionAllowed: !isText && question.isMultipleSelectionAllowed,
    choices: choices.map((choice) => ({ value: choice.actualValue, text: localizedText(choice, language) })),
    given: null,
  };
}

const DEFAULT = "";

function languageLabel(code: string): string {
  try {
    return `${languageNames([code])} (${code})`;
  } catch {
    // What was typed is no language code yet.
    return code;
  }
}

export type QuestionsPreviewProps = { questions: readonly QuestionDraft[]; onClose: () => void };

/** POR-35: the questions as they are asked, in a language of choice. What is typed here goes nowhere. */
export function QuestionsPreview({ questions, onClose }: QuestionsPreviewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [language, setLanguage] = useState<string>(DEFAULT);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const codes = [...new Set(questions.flatMap((each) => each.translations.map(({ languageCode }) => languageCode)))];
  const views = questions.map((question, index) => viewOf(question, index, language));
  const isIncomplete = views.some((view) => view === null);
  // Outside of the form around, which would send what is typed here.
  return createPortal(
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby="questions-preview"
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto rounded-3xl bg-overlay p-5 text-foreground shadow-overlay backdrop:bg-black/40"
    >
      <h2 id="questions-preview" className="text-base font-semibold tracking-tight">
        As they are asked
      </h2>
      <div className="mt-4 flex flex-col gap-6">
        {codes.length > 0 && (
          <SelectOne
            label="The reader’s language"
            value={language}
            options={[
              { value: DEFAULT, label: "Any other" },
              ...codes.filter(Boolean).map((value) => ({ value, label: languageLabel(value) })),
            ]}
            onChange={setLanguage}
          />
        )}
        <div key={language} className="flex flex-col gap-5 rounded-2xl border border-border p-4">
          {views.map((view) => view && <QuestionField key={view.id} question={view} />)}
          {isIncomplete && <p className="text-sm text-muted">Questions that are not complete yet are left out.</p>}
        </div>
      </div>
      <div className="mt-5 flex justify-end">
        <button type="button" onClick={() => dialog.current?.close()} className={buttonClass({ variant: "secondary" })}>
          Close
        </button>
      </div>
    </dialog>,
    document.body,
  );
}
