"use client";
import { Time } from "@/components/ui/time";
import { useNow } from "@/lib/client/clock";

const TWO_DAYS_MS = 2 * 86_400_000;

export type DecideByProps = {
  at: Date;
  inControl?: boolean;
  /** With the date, where there is room. */
  isWhole?: boolean;
};

/** When a decision is due, urgent from two days before on. */
export function DecideBy({ at, inControl = false, isWhole = false }: DecideByProps) {
  const now = useNow();
  const isUrgent = now !== null && at.getTime() - now < TWO_DAYS_MS;
  return (
    <span className={isUrgent ? "font-medium text-warning-soft-foreground" : "text-muted"}>
      {isUrgent && <span className="sr-only">Urgent: </span>}
      {isWhole ? (
        <>
          Decide by <Time at={at.toISOString()} format="dateTime" /> (<Time at={at.toISOString()} />)
        </>
      ) : (
        <>
          due <Time at={at.toISOString()} inControl={inControl} />
        </>
      )}
    </span>
  );
}
