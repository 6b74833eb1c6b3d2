import { Quote } from "@/components/ui/timeline";
import type { AnswerView } from "@/lib/views/requests";

export type RequestWordsProps = {
  justification: string | null;
  answers: readonly AnswerView[];
  /** Whose words they are, for a request without any. */
  nothing: string;
};

/** What the requestor wrote: the business reason and the answers, as they were given. */
export function RequestWords({ justification, answers, nothing }: RequestWordsProps) {
  if (!justification && answers.length === 0) return <p className="text-sm text-muted">{nothing}</p>;
  return (
    <dl className="flex flex-col gap-4 text-sm">
      {justification && (
        <div>
          <dt className="text-muted">Business justification</dt>
          <dd>
            <Quote>{justification}</Quote>
          </dd>
        </div>
      )}
      {answers.map((answer) => (
        <div key={answer.question}>
          <dt className="text-muted">{answer.question}</dt>
          <dd className="mt-0.5 leading-6 whitespace-pre-line wrap-anywhere">{answer.answer || "Not answered"}</dd>
        </div>
      ))}
    </dl>
  );
}
