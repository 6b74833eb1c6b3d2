"use client";
import { Check, type LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

export type CopyButtonProps = ButtonLook & {
  /** What to copy, asked when the button is pressed. */
  textOf: () => string;
  label: string;
  /** For some seconds after it worked. */
  copiedLabel: string;
  icon: LucideIcon;
  /** Which of several such buttons it is; read out after the label. */
  about?: string | undefined;
};

/** Copies a text, and says whether that worked. */
export function CopyButton({ textOf, label, copiedLabel, icon, about, ...look }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 3000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(textOf());
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }

  const words = { idle: label, copied: copiedLabel, failed: "Copying is blocked here" }[outcome];
  const Icon = outcome === "copied" ? Check : icon;
  return (
    <button type="button" onClick={copy} className={buttonClass({ variant: "outline", ...look })}>
      <Icon aria-hidden />
      <span aria-live="polite">{words}</span>
      {about && <span className="sr-only">: {about}</span>}
    </button>
  );
}
