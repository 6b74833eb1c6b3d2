"use client";
import { Popover } from "@heroui/react/popover";
import { FastForward } from "lucide-react";
import { type FormEvent, type RefObject, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Time } from "@/components/ui/time";
import { limits } from "@/lib/engine/limits";
import type { ClockMove, MoveOutcome } from "./time-machine";

const moves: readonly { label: string; move: ClockMove }[] = [
  { label: "+1 hour", move: { hours: 1 } },
  { label: "+1 day", move: { days: 1 } },
  { label: "+7 days", move: { days: 7 } },
  { label: "+8 days", move: { days: 8 } },
  { label: "+30 days", move: { days: 30 } },
];

export type TimeMachinePopoverProps = {
  trigger: RefObject<HTMLButtonElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  now: string;
  isMoving: boolean;
  outcome: MoveOutcome;
  onMove: (move: ClockMove) => void;
};

/** Where to move the demo's clock, and what became of the last move. */
export function TimeMachinePopover({
  trigger,
  open,
  onOpenChange,
  now,
  isMoving,
  outcome,
  onMove,
}: TimeMachinePopoverProps) {
  return (
    <Popover.Content
      triggerRef={trigger}
      isOpen={open}
      onOpenChange={onOpenChange}
      placement="bottom end"
      className="popover w-80 max-w-[calc(100vw-1.5rem)]"
    >
      <Popover.Dialog className="popover__dialog flex flex-col gap-4 p-4" aria-busy={isMoving}>
        <div>
          <Popover.Heading className="text-base font-semibold tracking-tight">Time machine</Popover.Heading>
          <p className="mt-0.5 text-sm text-muted">
            It is <Time at={now} format="dateTime" className="text-foreground" />
          </p>
        </div>
        <p className="text-sm leading-5 text-muted">
          Moves the clock of the whole demo, for everybody in it and only forward. What falls due on the way happens:
          requests are forwarded or lapse, access is delivered or ends.
        </p>
        <div className="grid grid-cols-6 gap-2 *:col-span-2 *:nth-[n+4]:col-span-3">
          {moves.map(({ label, move }) => (
            <button
              key={label}
              type="button"
              aria-disabled={isMoving || undefined}
              onClick={() => onMove(move)}
              className={buttonClass({ variant: "secondary", size: "sm", wide: true })}
            >
              {label}
            </button>
          ))}
        </div>
        <Days isMoving={isMoving} onMove={onMove} />
        <button
          type="button"
          aria-disabled={isMoving || undefined}
          onClick={() => onMove("nextDue")}
          className={buttonClass({ variant: "primary", wide: true })}
        >
          <FastForward aria-hidden />
          To the next due event
        </button>
        <p role="status" className="min-h-5 text-sm leading-5">
          <Outcome isMoving={isMoving} outcome={outcome} />
        </p>
      </Popover.Dialog>
    </Popover.Content>
  );
}

function Days({ isMoving, onMove }: Pick<TimeMachinePopoverProps, "isMoving" | "onMove">) {
  const [error, setError] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const days = Number(new FormData(event.currentTarget).get("days"));
    const isPossible = Number.isInteger(days) && days >= 1 && days <= limits.demoMoveDaysMax;
    setError(!isPossible);
    if (isPossible) onMove({ days });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-1.5">
      <div className="flex gap-2">
        <input
          type="number"
          name="days"
          min={1}
          max={limits.demoMoveDaysMax}
          inputMode="numeric"
          placeholder="Days"
          aria-label="Days to move on"
          aria-invalid={error || undefined}
          aria-describedby={error ? "days-error" : undefined}
          data-invalid={error ? "true" : undefined}
          onChange={() => setError(false)}
          className="input min-h-10 min-w-0 flex-1 tabular-nums"
        />
        <button type="submit" aria-disabled={isMoving || undefined} className={buttonClass({ variant: "secondary" })}>
          Move on
        </button>
      </div>
      {error && (
        <p id="days-error" className="text-sm font-medium text-danger-soft-foreground">
          Enter whole days, 1 to {limits.demoMoveDaysMax}.
        </p>
      )}
    </form>
  );
}

function Outcome({ isMoving, outcome }: Pick<TimeMachinePopoverProps, "isMoving" | "outcome">) {
  if (isMoving) return <span className="text-muted">Moving on, and doing what falls due…</span>;
  switch (outcome.kind) {
    case "none":
      return null;
    case "moved":
      return (
        <span className="text-success-soft-foreground">
          Arrived: <Time at={outcome.to} format="dateTime" />
        </span>
      );
    case "stood":
      return "Nothing lies ahead that falls due; the clock stands where it was.";
    case "failed":
      return (
        <span className="text-danger-soft-foreground">
          The clock may have stopped on the way. Reload the page to see where it stands, then try again.
        </span>
      );
  }
}
