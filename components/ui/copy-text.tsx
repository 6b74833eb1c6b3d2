"use client";
import { Copy } from "lucide-react";
import { CopyButton } from "./copy-button";

export type CopyTextProps = {
  /** As it is copied, line breaks and all. */
  text: string;
  /** What it is, for screen readers. */
  about: string;
};

/** A text for another program, with a button that copies it. */
export function CopyText({ text, about }: CopyTextProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2 rounded-2xl bg-default p-3 sm:flex-row sm:items-start sm:justify-between">
      <pre className="min-w-0 py-1.5 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere text-foreground">
        <code>{text}</code>
      </pre>
      <div className="shrink-0 self-end sm:self-start">
        <CopyButton textOf={() => text} label="Copy" copiedLabel="Copied" icon={Copy} about={about} size="sm" />
      </div>
    </div>
  );
}
