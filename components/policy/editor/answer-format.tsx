"use client";
import { questionFormat } from "@/components/policy/policy-words";
import { limits } from "@/lib/engine/limits";
import { isChoice, type QuestionDraft, type QuestionFormat } from "@/lib/engine/policy/draft";
import { useEditor } from "./editor-context";
import { SelectOne } from "./fields";

export type AnswerFormatProps = {
  question: QuestionDraft;
  /** Those that can be chosen. */
  formats: readonly QuestionFormat[];
};

/** INF-1, LIM-26: what a question is answered with; one of choices begins with as many as it needs, still empty. */
export function AnswerFormat({ question: { key, format, choices }, formats }: AnswerFormatProps) {
  const { dispatch } = useEditor();
  const change = (next: QuestionFormat) => {
    const isEmpty = isChoice(next) && choices.length === 0;
    const blank = () => ({ key: crypto.randomUUID(), value: "", text: "" });
    const begun = isEmpty && { choices: Array.from({ length: limits.choicesMin }, blank) };
    dispatch({ kind: "questionSet", key, set: { format: next, ...begun } });
  };
  return (
    <SelectOne
      label="Answered with"
      value={format}
      options={formats.map((value) => ({ value, label: questionFormat[value] }))}
      onChange={change}
    />
  );
}
