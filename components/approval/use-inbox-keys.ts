"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import type { Verdict } from "@/lib/engine/approval/stage";
import type { ApprovalItem } from "@/lib/views/approvals";
import { questionHash, useDecisions } from "./decisions";

export type InboxKeys = {
  list: RefObject<HTMLElement | null>;
  searchBox: RefObject<HTMLInputElement | null>;
  rows: readonly ApprovalItem[];
  selected: ReadonlySet<string>;
  openId: string | undefined;
  select: (requestId: string, selected: boolean) => void;
  ask: (verdict: Verdict, items: readonly ApprovalItem[]) => void;
  help: () => void;
};

const typing = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** Whether a key is meant for something else: a field, a dialog, a menu, or the browser itself. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (event.target instanceof Element && event.target.closest(typing)) return true;
  return document.querySelector("[role=dialog], [role=alertdialog], [role=menu], dialog[open]") !== null;
}

/**
 * Keys for going through the inbox: j and k move the focus, Enter follows the link it is on, a and d decide, r asks the
 * requestor, x selects, / searches, ? explains. They act on the row with the focus, else on the request that is open, and on the selection
 * where there is one.
 */
export function useInboxKeys(keys: InboxKeys): void {
  const { panel, question } = useDecisions();
  const router = useRouter();
  const latest = useRef(keys);
  /** Where the cursor was, for when its row has gone. */
  const place = useRef(-1);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    const links = () => [...(latest.current.list.current?.querySelectorAll<HTMLElement>("[data-inbox-row]") ?? [])];
    const focusedId = () =>
      document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-inbox-row]")?.dataset.inboxRow;

    function move(step: 1 | -1): void {
      const all = links();
      if (all.length === 0) return;
      const id = focusedId() ?? latest.current.openId;
      const at = all.findIndex((link) => link.dataset.inboxRow === id);
      // Where the row under the cursor has gone, its successor has taken its place.
      const next = at >= 0 ? at + step : step === 1 ? Math.max(place.current, 0) : place.current - 1;
      place.current = Math.min(Math.max(next, 0), all.length - 1);
      all[place.current]?.focus();
      all[place.current]?.closest("li")?.scrollIntoView({ block: "nearest" });
    }

    function decide(verdict: Verdict): void {
      const { rows, selected, openId, ask } = latest.current;
      const chosen = rows.filter((item) => selected.has(item.requestId));
      const id = focusedId() ?? openId;
      if (chosen.length > 0) ask(verdict, chosen);
      else if (id !== undefined && panel.current?.requestId === id) panel.current.arm(verdict);
      else {
        ask(
          verdict,
          rows.filter((item) => item.requestId === id),
        );
      }
    }

    /** A question is for one request at a time, whatever is selected. */
    function askRequestor(): void {
      const { rows, openId } = latest.current;
      const id = focusedId() ?? openId;
      if (id !== undefined && question.current?.requestId === id) question.current.open();
      else if (id !== openId && rows.some((item) => item.requestId === id)) {
        router.push(`/approvals/${id}${questionHash}` as Route);
      }
    }

    function onKeyDown(event: KeyboardEvent): void {
      if (isTaken(event)) return;
      const { openId, selected, select, searchBox, help } = latest.current;
      switch (event.key) {
        case "j":
          move(1);
          break;
        case "k":
          move(-1);
          break;
        case "a":
          decide("approve");
          break;
        case "d":
          decide("deny");
          break;
        case "r":
          askRequestor();
          break;
        case "x": {
          const id = focusedId() ?? openId;
          if (id !== undefined) select(id, !selected.has(id));
          break;
        }
        case "/":
          searchBox.current?.focus();
          searchBox.current?.select();
          break;
        case "?":
          help();
          break;
        case "Escape":
          if (openId === undefined) return;
          router.push("/approvals");
          break;
        default:
          return;
      }
      event.preventDefault();
    }

    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [panel, question, router]);
}
