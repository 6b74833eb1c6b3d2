import type { AdminQuestionView } from "@/lib/views/admin";
import { languageNames, questionFormat } from "./policy-words";

/** INF-1: what a policy asks whoever asks for access, in its order. */
export function QuestionList({ questions }: { questions: readonly AdminQuestionView[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {questions.map((question, index) => (
        <li key={question.id} className="flex gap-3 text-sm">
          <span aria-hidden="true" className="w-4 shrink-0 text-end text-muted tabular-nums">
            {index + 1}
          </span>
          <div className="min-w-0">
            <p className="font-medium wrap-anywhere">{question.text}</p>
            <p className="text-xs leading-5 text-muted">
              {[
                questionFormat[question.format],
                question.isRequired ? "answer required" : "answer optional",
                question.hasPattern && "checked against a pattern",
                question.languages.length > 0 && `also in ${languageNames(question.languages)}`,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {question.choices.length > 0 && (
              <ul className="mt-1 flex flex-wrap gap-1.5">
                {question.choices.map((choice) => (
                  <li key={choice} className="chip chip--sm text-muted">
                    {choice}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
