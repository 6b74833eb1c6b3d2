"use client";
import { CirclePause } from "lucide-react";
import { useEffect, useRef } from "react";
import { Time } from "@/components/ui/time";
import type { ExchangeView } from "@/lib/views/approval-detail";
import { useDecisions } from "./decisions";

export type WaitingForAnswerProps = { requestId: string; exchange: ExchangeView; requestorName: string };

/** A question that waits: whom it waits for, since when, until when, and what may be done meanwhile (ASK-2, ASK-5). */
export function WaitingForAnswer({ requestId, exchange, requestorName }: WaitingForAnswerProps) {
  const { justAsked } = useDecisions();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (justAsked.current !== requestId) return;
    justAsked.current = null;
    box.current?.focus();
  }, [justAsked, requestId]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      className="mb-5 scroll-mt-20 outline-none flex gap-3 rounded-2xl border border-border bg-surface-secondary px-4 py-3.5 text-sm"
    >
      <CirclePause aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent-soft-foreground" />
      <div className="min-w-0 flex-1 leading-6">
        <p className="font-medium">Waiting for {requestorName}</p>
        <p className="text-foreground/85">
          {exchange.askedBy} asked <Time at={exchange.askedAt.toISOString()} />:
        </p>
        <p className="my-1.5 border-s-2 border-border ps-3 whitespace-pre-line wrap-anywhere">{exchange.question}</p>
        <p className="text-foreground/85">
          The clock stands still until the answer comes, at the latest until{" "}
          <Time at={exchange.answerBy.toISOString()} format="dateTime" />; without one the request ends then. You need
          not wait: a decision counts now as well.
        </p>
      </div>
    </div>
  );
}
