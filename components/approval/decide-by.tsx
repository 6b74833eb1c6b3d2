"use client";
import { Time } from "@/components/ui/time";
import { useNow } from "@/lib/client/clock";
import type { ApprovalItem } from "@/lib/views/approvals";

const TWO_DAYS_MS = 2 * 86_400_000;

export type DecideByProps = {
  item: Pick<ApprovalItem, "decideBy" | "question">;
  inControl?: boolean;
  /** With the date, where there is room. */
  isWhole?: boolean;
};

/** When a decision is due, urgent from two days before on; while a question waits, when its answer is (ASK-2). */
export function DecideBy({ item: { decideBy, question }, inControl = false, isWhole = false }: DecideByProps) {
  const now = useNow();
  if (question && question.answeredAt === null) {
    return (
      <span className="text-muted">
        {isWhole ? "The clock stands still; the answer is due" : "answer due"}{" "}
        <Time at={question.answerBy.toISOString()} inControl={inControl} />
      </span>
    );
  }
  const isUrgent = now !== null && decideBy.getTime() - now < TWO_DAYS_MS;
  return (
    <span className={isUrgent ? "font-medium text-warning-soft-foreground" : "text-muted"}>
      {isUrgent && <span className="sr-only">Urgent: </span>}
      {isWhole ? (
        <>
          Decide by <Time at={decideBy.toISOString()} format="dateTime" /> (<Time at={decideBy.toISOString()} />)
        </>
      ) : (
        <>
          due <Time at={decideBy.toISOString()} inControl={inControl} />
        </>
      )}
    </span>
  );
}
