"use client";
import { useEffect, useRef } from "react";
import { buttonClass } from "@/components/ui/button-class";

const keys = [
  { keys: ["j", "k"], does: "Next, previous request" },
  { keys: ["Enter"], does: "Open the request" },
  { keys: ["a"], does: "Approve: the open request, the one in focus, or the selection" },
  { keys: ["d"], does: "Deny, in the same way" },
  { keys: ["r"], does: "Ask a question first: about the open request or the one in focus" },
  { keys: ["Ctrl", "Enter"], does: "Send the decision from the reason box" },
  { keys: ["x"], does: "Select or unselect the request" },
  { keys: ["/"], does: "Find in the inbox" },
  { keys: ["Esc"], does: "Close the request" },
  { keys: ["?"], does: "This list" },
] as const;

/** What the keys do in the inbox; they rest while something is typed. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby="keyboard-help"
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-3xl bg-overlay p-5 text-foreground shadow-overlay backdrop:bg-black/40"
    >
      <h2 id="keyboard-help" className="text-base font-semibold tracking-tight">
        Keyboard shortcuts
      </h2>
      <dl className="mt-3 flex flex-col divide-y divide-separator text-sm">
        {keys.map((row) => (
          <div key={row.does} className="flex items-start justify-between gap-4 py-2">
            <dt className="order-2 flex shrink-0 gap-1">
              {row.keys.map((key) => (
                <kbd
                  key={key}
                  className="inline-flex h-6 min-w-6 items-center justify-center rounded-md border border-border bg-surface-secondary px-1.5 font-sans text-xs font-medium"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{row.does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-xs leading-5 text-muted">
        The keys rest while you type. A decision is never sent by a single key.
      </p>
      <form method="dialog" className="mt-4 flex justify-end">
        <button type="submit" className={buttonClass({ variant: "secondary" })}>
          Close
        </button>
      </form>
    </dialog>
  );
}
