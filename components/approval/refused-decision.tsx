"use client";
import { TriangleAlert } from "lucide-react";
import { type Outcome, unreachable, useDecisions } from "./decisions";

/** Without an answer nobody knows whether it counted. */
const lost = { approve: "Your approval may not have arrived", deny: "Your denial may not have arrived" } as const;

const tried = { approve: "Your approval did not count", deny: "Your denial did not count" } as const;

/** A decision the rules refused, where it was made: what came in between, until it is put away. */
export function RefusedDecision({ outcome }: { outcome: Outcome }) {
  const { dismiss } = useDecisions();
  const { refusal, item, verdict } = outcome;
  if (!refusal) return null;
  return (
    <div role="alert" className="flex gap-2.5 rounded-xl border border-warning/45 bg-warning/8 px-3 py-2.5 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-soft-foreground" />
      <div className="min-w-0 flex-1 leading-5">
        <p className="font-medium">{(refusal.code === unreachable ? lost : tried)[verdict]}</p>
        <p className="mt-0.5 text-foreground/85">
          {refusal.title}. {refusal.detail}
        </p>
        <button
          type="button"
          onClick={() => dismiss(item.requestId)}
          className="button button--sm button--ghost mt-1.5 -ms-2.5"
        >
          Put this away
        </button>
      </div>
    </div>
  );
}
