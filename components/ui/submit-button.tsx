"use client";
import type { ReactNode } from "react";
import { useActionForm } from "./action-form";
import { type ButtonLook, buttonClass } from "./button-class";

export type SubmitButtonProps = ButtonLook & {
  children: ReactNode;
  /** While the action runs. */
  pendingLabel?: string;
  /** Sent with the form when this button was pressed. */
  name?: string;
  value?: string;
  disabled?: boolean;
};

/** Submits the form around; keeps the focus and says so while waiting. Of several buttons the one that was pressed does. */
export function SubmitButton({ children, pendingLabel, disabled, name, value, ...look }: SubmitButtonProps) {
  const { pending, pressed } = useActionForm();
  const isAtWork = pending && (!pressed || (pressed.name === name && pressed.value === value));
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || disabled || undefined}
      onClick={(event) => (pending || disabled) && event.preventDefault()}
      className={buttonClass({ variant: "primary", ...look })}
    >
      {isAtWork && (
        <span
          aria-hidden="true"
          className="size-4 animate-spin-fast rounded-full border-2 border-current border-t-transparent"
        />
      )}
      {isAtWork ? (pendingLabel ?? children) : children}
    </button>
  );
}
