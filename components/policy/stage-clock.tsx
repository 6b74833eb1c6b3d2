import { plural } from "./policy-words";

export type StageClockProps = { durationDays: number; forwardAfterDays: number | null };

/** APP-48, APP-59: the days of a stage as a bar, with the day it is forwarded. */
export function StageClock({ durationDays, forwardAfterDays }: StageClockProps) {
  return (
    <div>
      <div aria-hidden="true" className="flex h-1.5 gap-0.5">
        <span className="rounded-full bg-accent/70" style={{ flexGrow: forwardAfterDays ?? durationDays }} />
        {forwardAfterDays !== null && (
          <span className="rounded-full bg-accent/30" style={{ flexGrow: durationDays - forwardAfterDays }} />
        )}
      </div>
      <p className="mt-1.5 text-xs leading-5 text-muted">
        {forwardAfterDays === null
          ? `Closes as expired after ${plural(durationDays, "day")}.`
          : `Forwarded after ${plural(forwardAfterDays, "day")}, closes as expired after ${durationDays}.`}
      </p>
    </div>
  );
}
