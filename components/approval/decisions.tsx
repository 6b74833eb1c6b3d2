"use client";
import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from "react";
import type { RefusalNotice } from "@/lib/client/action-state";
import { approvalKeys } from "@/lib/client/approvals.query";
import type { Verdict } from "@/lib/engine/approval/stage";
import type { ApprovalItem, ApprovalPage } from "@/lib/views/approvals";

/** What the portal is asked to decide; the stage is the one that was shown. */
export type DecideRequest = {
  items: { requestId: string; stage: number }[];
  verdict: Verdict;
  reason: string;
};
export type DecideResult = { readonly requestId: string; readonly refusal: RefusalNotice | null };
export type Decide = (input: DecideRequest) => Promise<readonly DecideResult[]>;

/** What became of one decision, with what it was about. */
export type Outcome = {
  readonly item: ApprovalItem;
  readonly verdict: Verdict;
  readonly refusal: RefusalNotice | null;
};

type Decisions = {
  /** Refused decisions by request, until they are put away. */
  readonly refused: ReadonlyMap<string, Outcome>;
  /** The last round of decisions, for a summary. */
  readonly last: readonly Outcome[];
  readonly decide: (items: readonly ApprovalItem[], verdict: Verdict, reason: string) => Promise<readonly Outcome[]>;
  readonly dismiss: (requestId: string) => void;
  readonly dismissLast: () => void;
  /** The decision panel on the page, for the keys a and d. */
  readonly panel: { current: DecisionPanelHandle | null };
  /** The place on the page where a question can be asked, for the key r. */
  readonly question: { current: QuestionHandle | null };
  /** The request about which the reader has just asked something: where it says so takes the focus. */
  readonly justAsked: { current: string | null };
};

export type DecisionPanelHandle = { readonly requestId: string; readonly arm: (verdict: Verdict) => void };

export type QuestionHandle = { readonly requestId: string; readonly open: () => void };

/** The end of a request's address that opens the question. */
export const questionHash = "#question";

const Context = createContext<Decisions | null>(null);

/** Decisions of this visit: what is under way, what was refused and why. */
export function useDecisions(): Decisions {
  const decisions = use(Context);
  if (!decisions) throw new Error("useDecisions needs DecisionsProvider around");
  return decisions;
}

/** One action takes as many. */
const BATCH = 50;

/** The code of a decision that got no answer. */
export const unreachable = "unreachable";

const noAnswer: RefusalNotice = {
  code: unreachable,
  title: "The portal could not be reached",
  detail: "Check your connection and look again: the list shows what is still open.",
};

type Inbox = InfiniteData<ApprovalPage>;

const rowsOf = (data: Inbox | undefined) => data?.pages.flatMap((page) => page.rows) ?? [];

const without = (data: Inbox, ids: ReadonlySet<string>): Inbox => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => !ids.has(row.requestId)) })),
});

/**
 * Sends decisions and keeps what became of them; the inbox and the detail beside it share this. What is sent leaves
 * the inbox at once, in the query's own data, because state set inside a form's action waits for its answer. What is
 * refused comes back with the reason.
 */
export function DecisionsProvider({ send, children }: { send: Decide; children: ReactNode }) {
  const client = useQueryClient();
  const [refused, setRefused] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [last, setLast] = useState<readonly Outcome[]>([]);
  const panel = useRef<DecisionPanelHandle | null>(null);
  const question = useRef<QuestionHandle | null>(null);
  const justAsked = useRef<string | null>(null);

  const { mutateAsync } = useMutation({
    mutationFn: async ({
      items,
      verdict,
      reason,
    }: {
      items: readonly ApprovalItem[];
      verdict: Verdict;
      reason: string;
    }) => {
      const outcomes: Outcome[] = [];
      for (let from = 0; from < items.length; from += BATCH) {
        const batch = items.slice(from, from + BATCH);
        const input = { items: batch.map(({ requestId, stage }) => ({ requestId, stage })), verdict, reason };
        const results = await send(input).catch(() => null);
        for (const item of batch) {
          const result = results?.find((each) => each.requestId === item.requestId || each.requestId === "");
          outcomes.push({ item, verdict, refusal: result ? result.refusal : noAnswer });
        }
      }
      return outcomes;
    },
    onMutate: async ({ items }) => {
      const ids = new Set(items.map((item) => item.requestId));
      setRefused((now) => new Map([...now].filter(([id]) => !ids.has(id))));
      // An answer that was on its way would bring back what has just been decided.
      await client.cancelQueries({ queryKey: approvalKeys.all });
      const before = rowsOf(client.getQueryData<Inbox>(approvalKeys.list)).length;
      const after = client.setQueryData<Inbox>(approvalKeys.list, (data) => data && without(data, ids));
      const gone = before - rowsOf(after).length;
      client.setQueryData<number>(approvalKeys.count, (count) => count && Math.max(0, count - gone));
    },
    onSuccess: (outcomes) => {
      setRefused((now) => {
        const next = new Map(now);
        for (const outcome of outcomes) if (outcome.refusal) next.set(outcome.item.requestId, outcome);
        return next;
      });
      setLast(outcomes);
    },
    onSettled: () => client.invalidateQueries({ queryKey: approvalKeys.all }),
  });

  const decide = useCallback<Decisions["decide"]>(
    (items, verdict, reason) => mutateAsync({ items, verdict, reason }),
    [mutateAsync],
  );
  const dismiss = useCallback((requestId: string) => {
    setRefused((now) => (now.has(requestId) ? new Map([...now].filter(([id]) => id !== requestId)) : now));
  }, []);
  const dismissLast = useCallback(() => setLast([]), []);

  const value = useMemo(
    () => ({ refused, last, decide, dismiss, dismissLast, panel, question, justAsked }),
    [refused, last, decide, dismiss, dismissLast],
  );
  return <Context value={value}>{children}</Context>;
}
