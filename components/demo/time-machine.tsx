"use client";
import { useQueryClient } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useRef, useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Time } from "@/components/ui/time";
import { setPortalTime } from "@/lib/client/clock";

/** A move of the demo's clock, as its action takes it. */
export type ClockMove = { hours: number } | { days: number } | "nextDue";

export type TimeMachineProps = {
  /** What the demo's clock says, ISO 8601. */
  now: string;
  isAhead: boolean;
  advance: (move: ClockMove) => Promise<{ readonly now: string | null }>;
};

/** How the last move went. */
export type MoveOutcome = { kind: "none" } | { kind: "moved"; to: string } | { kind: "stood" } | { kind: "failed" };

// As with MenuButton: fetched when somebody is about to need it.
const load = () => import("./time-machine-popover");
const TimeMachinePopover = lazy(async () => ({ default: (await load()).TimeMachinePopover }));

/** The demo's clock in the header; opens the machine that moves it for everybody. */
export function TimeMachine({ now, isAhead, advance }: TimeMachineProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [outcome, setOutcome] = useState<MoveOutcome>({ kind: "none" });
  const [isMoving, startMove] = useTransition();
  const queries = useQueryClient();
  const router = useRouter();

  function move(by: ClockMove) {
    if (isMoving) return;
    startMove(async () => {
      try {
        const { now: reached } = await advance(by);
        if (reached === null || Date.parse(reached) - Date.parse(now) < 1_000) {
          setOutcome({ kind: "stood" });
          return;
        }
        setPortalTime(reached);
        setOutcome({ kind: "moved", to: reached });
        await queries.invalidateQueries();
        router.refresh();
      } catch {
        setOutcome({ kind: "failed" });
      }
    });
  }

  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => {
          setWanted(true);
          setOutcome({ kind: "none" });
          setOpen(true);
        }}
        className={`${buttonClass({ variant: "ghost" })} gap-2 max-md:px-2`}
      >
        <History aria-hidden className={`${isMoving ? "animate-spin" : ""} ${isAhead ? "max-md:hidden" : ""}`} />
        <span className="sr-only">Time machine of the demo, </span>
        <Time at={now} format="date" inControl className={`text-xs md:text-sm ${isAhead ? "" : "max-md:hidden"}`} />
      </button>
      {wanted && (
        <Suspense>
          <TimeMachinePopover
            trigger={trigger}
            open={open}
            onOpenChange={setOpen}
            now={now}
            isMoving={isMoving}
            outcome={outcome}
            onMove={move}
          />
        </Suspense>
      )}
    </>
  );
}
