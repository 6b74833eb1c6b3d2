import { Time } from "@/components/ui/time";
import { Quote } from "@/components/ui/timeline";
import type { ExchangeView } from "@/lib/views/approval-detail";

/** What approvers asked and what was answered, beside what the requestor wrote from the start (ASK-4). */
export function Exchanges({ exchanges }: { exchanges: readonly ExchangeView[] }) {
  if (exchanges.length === 0) return null;
  return (
    <dl className="flex flex-col gap-4 text-sm">
      {exchanges.map(({ askedAt, askedBy, question, answer }) => (
        <div key={askedAt.toISOString()}>
          <dt className="leading-6 wrap-anywhere text-muted">
            {askedBy} asked <Time at={askedAt.toISOString()} />: {question}
          </dt>
          <dd>
            {answer ? (
              <>
                <Quote>{answer.text}</Quote>
                <p className="mt-1 text-xs leading-5 text-muted">
                  {answer.by} answered <Time at={answer.at.toISOString()} />
                </p>
              </>
            ) : (
              <p className="mt-0.5 leading-6">Not answered</p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
