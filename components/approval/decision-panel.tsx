"use client";
import { Check, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { TextArea } from "@/components/ui/text-area";
import { type ActionState, done, formValues } from "@/lib/client/action-state";
import type { Verdict } from "@/lib/engine/approval/stage";
import type { ApprovalItem } from "@/lib/views/approvals";
import { useDecisions } from "./decisions";
import { reasonMax, reasonProblem } from "./reason";

export type DecisionPanelProps = {
  item: ApprovalItem;
  /** What either decision would do, in words. */
  approveConsequence: ReactNode;
  denyConsequence: ReactNode;
};

const verbs = { approve: "approve", deny: "deny" } as const satisfies Record<Verdict, string>;

/** Approve or deny the stage that is shown, with a reason, after reading what either would do (POR-50). */
export function DecisionPanel({ item, approveConsequence, denyConsequence }: DecisionPanelProps) {
  const { decide, panel } = useDecisions();
  const [armed, setArmed] = useState<Verdict | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { requestId, isReasonRequired, target } = item;

  useEffect(() => {
    const handle = {
      requestId,
      arm: (verdict: Verdict) => {
        setArmed(verdict);
        box.current?.querySelector("textarea")?.focus({ preventScroll: true });
        box.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
      },
    };
    panel.current = handle;
    return () => {
      if (panel.current === handle) panel.current = null;
      setArmed(null);
    };
  }, [panel, requestId]);

  async function submit(_state: ActionState, form: FormData): Promise<ActionState> {
    const verdict: Verdict = form.get("verdict") === "deny" ? "deny" : "approve";
    const reason = String(form.get("reason") ?? "").trim();
    const problem = reasonProblem(reason, isReasonRequired);
    if (problem) return { status: "invalid", values: formValues(form), errors: { reason: problem } };
    const [outcome] = await decide([item], verdict, reason);
    // A refusal stands above the panel, which may be gone by then; what was typed stays.
    return outcome?.refusal ? { status: "invalid", values: formValues(form), errors: {} } : done();
  }

  function sendWithKey(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !armed) return;
    event.preventDefault();
    box.current?.querySelector<HTMLButtonElement>(`button[value=${armed}]`)?.click();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the field and buttons inside
    <div ref={box} onKeyDown={sendWithKey}>
      <ActionForm action={submit} label="Your decision" className="flex flex-col gap-4">
        <TextArea
          name="reason"
          label="Your reason"
          description={`${target.displayName} and the other approvers read it.`}
          required={isReasonRequired}
          limit={reasonMax}
        />
        <p role="status" className="-mt-2 text-xs text-muted empty:hidden">
          {armed && (
            <>
              <Key>Ctrl</Key> <Key>Enter</Key> to {verbs[armed]}.
            </>
          )}
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          <div className="flex flex-col gap-2">
            <VerdictButton verdict="approve" describedBy={`${requestId}-approve`}>
              Approve for {target.displayName}
            </VerdictButton>
            <p id={`${requestId}-approve`} className="text-xs leading-5 text-muted">
              {approveConsequence}
            </p>
          </div>
          <div className="flex flex-col gap-2">
            <VerdictButton verdict="deny" describedBy={`${requestId}-deny`}>
              Deny
            </VerdictButton>
            <p id={`${requestId}-deny`} className="text-xs leading-5 text-muted">
              {denyConsequence}
            </p>
          </div>
        </div>
      </ActionForm>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return <kbd className="rounded border border-border bg-surface-secondary px-1 font-sans font-medium">{children}</kbd>;
}

const looks = {
  approve: { icon: Check, variant: "primary" },
  deny: { icon: X, variant: "dangerSoft" },
} as const;

type VerdictButtonProps = { verdict: Verdict; describedBy: string; children: ReactNode };

/** Sends one verdict; only the button that was pressed shows that it is under way. */
function VerdictButton({ verdict, describedBy, children }: VerdictButtonProps) {
  const { pending } = useActionForm();
  const [isPressed, setPressed] = useState(false);
  const { icon: Icon, variant } = looks[verdict];
  const isBusy = pending && isPressed;
  useEffect(() => {
    if (!pending) setPressed(false);
  }, [pending]);
  return (
    <button
      type="submit"
      name="verdict"
      value={verdict}
      aria-disabled={pending || undefined}
      aria-describedby={describedBy}
      onClick={(event) => (pending ? event.preventDefault() : setPressed(true))}
      className={buttonClass({ variant, wide: true })}
    >
      {isBusy ? (
        <span
          aria-hidden="true"
          className="size-4 animate-spin-fast rounded-full border-2 border-current border-t-transparent"
        />
      ) : (
        <Icon aria-hidden className="size-4" />
      )}
      <span className="truncate">{isBusy ? "Sending…" : children}</span>
    </button>
  );
}
