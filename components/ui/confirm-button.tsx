"use client";
import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import type { ActionState } from "@/lib/client/action-state";
import { type ButtonLook, buttonClass } from "./button-class";

export type ConfirmButtonProps = ButtonLook & {
  /** On the button that opens the dialog. */
  label: ReactNode;
  /** The question, e.g. "Remove Sales tools from Ben?" */
  title: string;
  /** What will happen to whom; fields such as a reason go here too. */
  children: ReactNode;
  /** The verb again, never "OK". */
  confirmLabel: string;
  pendingLabel?: string;
  /** The answer that changes nothing. */
  cancelLabel?: string;
  danger?: boolean;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** Sent with the form. */
  values?: Readonly<Record<string, string>>;
  /** Why it cannot be pressed now; shown below the button. */
  disabledReason?: string | undefined;
};

// As with MenuButton: the dialog's behaviour is fetched when somebody is about to need it.
const load = () => import("./confirm-dialog");
const ConfirmDialog = lazy(async () => ({ default: (await load()).ConfirmDialog }));

/** A button with consequences: asks first, in a dialog that says what will happen to whom. */
export function ConfirmButton({ label, disabledReason, ...props }: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const possible = disabledReason === undefined;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-disabled={!possible || undefined}
        title={disabledReason}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => {
          if (!possible) return;
          setWanted(true);
          setOpen(true);
        }}
        className={buttonClass(props)}
      >
        {label}
        {disabledReason && <span className="sr-only">, not possible: {disabledReason}</span>}
      </button>
      {wanted && (
        <Suspense>
          <ConfirmDialog {...props} open={open} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
