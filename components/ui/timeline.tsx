import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { StateTone } from "./state-chip";
import { Time } from "./time";

const tones = {
  neutral: "bg-default text-muted",
  waiting: "bg-accent-soft text-accent-soft-foreground",
  working: "bg-accent-soft text-accent-soft-foreground",
  good: "bg-success-soft text-success-soft-foreground",
  warning: "bg-warning-soft text-warning-soft-foreground",
  bad: "bg-danger-soft text-danger-soft-foreground",
  /** Has not happened yet. */
  ahead: "border border-dashed border-border text-muted",
} as const satisfies Record<StateTone | "ahead", string>;

export type TimelineTone = keyof typeof tones;

export type TimelineItemProps = {
  icon: LucideIcon;
  tone?: TimelineTone;
  /** What happened, with who did it: "Ada Lovelace approved stage 1". */
  title: ReactNode;
  /** ISO instant; leave out for what has none yet. */
  at?: string | undefined;
  /** Reasons, role lists, people who can decide. */
  children?: ReactNode;
};

/** Facts in the order they happened. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {children}
    </ol>
  );
}

export function TimelineItem({ icon: Icon, tone = "neutral", title, at, children }: TimelineItemProps) {
  return (
    <li className="group/item relative flex gap-3.5 pb-6 last:pb-0">
      <span aria-hidden="true" className="absolute start-4 top-9 bottom-1 w-px bg-border group-last/item:hidden" />
      <span className={`relative flex size-8 shrink-0 items-center justify-center rounded-full ${tones[tone]}`}>
        <Icon aria-hidden className="size-4" strokeWidth={2} />
      </span>
      <div className="min-w-0 flex-1 pt-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className={`text-sm leading-5 font-medium ${tone === "ahead" ? "text-muted" : ""}`}>{title}</p>
          {at && <Time at={at} className="text-xs leading-5 text-muted" />}
        </div>
        {children && <div className="mt-1 text-sm leading-6 text-muted">{children}</div>}
      </div>
    </li>
  );
}

/** What a person wrote, as they wrote it. */
export function Quote({ children }: { children: ReactNode }) {
  return (
    <blockquote className="mt-1.5 rounded-xl bg-surface-secondary px-3 py-2 text-sm leading-6 whitespace-pre-line wrap-anywhere text-foreground">
      {children}
    </blockquote>
  );
}
