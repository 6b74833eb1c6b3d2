"use client";
import { Check, Link2 } from "lucide-react";
import { useEffect, useState } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

export type CopyLinkProps = ButtonLook & { href: string; label?: string };

/** Copies the full address of a page of this portal. */
export function CopyLink({ href, label = "Copy link", ...look }: CopyLinkProps) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 3000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(new URL(href, location.origin).href);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }

  const words = { idle: label, copied: "Link copied", failed: "Copying is blocked here" }[outcome];
  const Icon = outcome === "copied" ? Check : Link2;
  return (
    <button type="button" onClick={copy} className={buttonClass({ variant: "outline", ...look })}>
      <Icon aria-hidden />
      <span aria-live="polite">{words}</span>
    </button>
  );
}
