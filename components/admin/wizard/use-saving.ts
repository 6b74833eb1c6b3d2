import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { RefusalNotice } from "@/lib/client/action-state";
import type { PackageDraft } from "@/lib/engine/package/draft";
import type { DraftIssue } from "@/lib/engine/package/draft-issues";
import type { DraftAnswer, DraftView } from "@/lib/views/package-drafts";

/** What is sent to be kept; the draft as JSON. */
export type SentDraft = { readonly draftId: string; readonly version: number | null; readonly draft: string };
export type SaveDraft = (sent: SentDraft) => Promise<DraftAnswer>;

/** Typing is kept when it rests for so long. */
const REST_MS = 700;

/** What the last save said. */
export type Kept = {
  readonly id: string | null;
  readonly version: number | null;
  readonly draft: PackageDraft;
  readonly issues: readonly DraftIssue[];
  readonly status: "kept" | "saving" | "failed" | "refused";
  readonly refusal: RefusalNotice | null;
  /** ERR-50: the version that is kept instead of the one this window knows. */
  readonly newerVersion: number | null;
};

const keptOf = ({ id, version, draft, issues }: DraftView): Kept => ({
  ...{ id, version, draft, issues, status: "kept", refusal: null, newerVersion: null },
});

/** The state after an answer; null for one that never came. */
function answered(before: Kept, id: string, draft: PackageDraft, answer: DraftAnswer | null): Kept {
  if (answer === null || answer.status === "invalid") return { ...before, status: "failed" };
  if (answer.status === "refused") {
    return { ...before, status: "refused", refusal: answer.refusal, newerVersion: answer.version };
  }
  const { version, issues } = answer;
  return { id, version, draft, issues, status: "kept", refusal: null, newerVersion: null };
}

/**
 * Keeps a draft as it is typed: one save after another, each with the version of the one before, when typing rests and
 * when the page is left.
 */
export function useSaving(view: DraftView, draft: PackageDraft, save: SaveDraft) {
  const [kept, setKept] = useState(() => keptOf(view));
  /** As the last save left it, before any rendering. */
  const latest = useRef(kept);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  /** The id of a draft that is new; the same also where an answer got lost. */
  const ownId = useRef(view.id);

  const keep = useCallback(
    (wanted: PackageDraft): Promise<Kept> => {
      const set = (next: Kept) => {
        latest.current = next;
        setKept(next);
        return next;
      };
      const job = running.current.then(async () => {
        const before = latest.current;
        if (before.status !== "failed" && before.status !== "refused" && before.draft === wanted && before.id) {
          return before;
        }
        ownId.current ??= crypto.randomUUID();
        const id = ownId.current;
        set({ ...before, status: "saving" });
        const sent = { draftId: id, version: before.version, draft: JSON.stringify(wanted) };
        const answer = await save(sent).catch(() => null);
        return set(answered(before, id, wanted, answer));
      });
      running.current = job;
      return job;
    },
    [save],
  );

  const isDirty = draft !== kept.draft;
  const isStopped = kept.status === "refused";
  const keepTyped = useEffectEvent((typed: PackageDraft) => {
    if (typed !== latest.current.draft && latest.current.status !== "refused") void keep(typed);
  });
  const keepLast = useEffectEvent(() => keepTyped(draft));
  useEffect(() => {
    if (!isDirty || isStopped) return;
    const timer = setTimeout(() => keepTyped(draft), REST_MS);
    return () => clearTimeout(timer);
  }, [draft, isDirty, isStopped]);
  // A page that is left goes out of sight, and its effects with it.
  useEffect(() => () => keepLast(), []);
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);

  /** Goes on from what is kept: as another window left it, or as the page has read it anew. */
  const adopt = useCallback((from: DraftView) => {
    latest.current = keptOf(from);
    setKept(latest.current);
  }, []);
  /** ERR-50: replaces knowingly what another window has kept. */
  const replace = useCallback(
    (wanted: PackageDraft) => {
      latest.current = { ...latest.current, version: latest.current.newerVersion };
      return keep(wanted);
    },
    [keep],
  );
  return { kept, keep, adopt, replace, isDirty };
}
