import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "@/lib/engine/request/labels";

const tones = {
  neutral: "chip--default",
  waiting: "chip--accent",
  working: "chip--accent",
  good: "chip--success",
  warning: "chip--warning",
  bad: "chip--danger",
} as const satisfies Record<Tone | "warning", string>;

/** The engine's tones, and a warning for what ends or runs late. */
export type StateTone = keyof typeof tones;

export type StateChipProps = { tone?: StateTone; icon?: LucideIcon; children: ReactNode };

/** A state in words; the colour only repeats them. */
export function StateChip({ tone = "neutral", icon: Icon, children }: StateChipProps) {
  return (
    <span className={`chip chip--soft whitespace-nowrap ${tones[tone]}`}>
      {Icon && <Icon aria-hidden className="size-3.5" />}
      <span className="chip__label">{children}</span>
    </span>
  );
}

/** A number on a navigation item or tab. Nothing for zero. */
export function CountBadge({ count, label }: { count: number; label?: string }) {
  if (count === 0) return null;
  return (
    <span className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-[0.6875rem] font-semibold text-accent-foreground tabular-nums">
      {count > 99 ? "99+" : count}
      {label && <span className="sr-only"> {label}</span>}
    </span>
  );
}
