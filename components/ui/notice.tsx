import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Tone = "info" | "success" | "warning" | "danger";

const tones: Record<Tone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: "border-border bg-surface", mark: "text-accent-soft-foreground" },
  success: { icon: CircleCheck, box: "border-success/35 bg-success/8", mark: "text-success-soft-foreground" },
  warning: { icon: TriangleAlert, box: "border-warning/45 bg-warning/8", mark: "text-warning-soft-foreground" },
  danger: { icon: CircleAlert, box: "border-danger/35 bg-danger/6", mark: "text-danger-soft-foreground" },
};

export type NoticeProps = {
  title: string;
  children?: ReactNode;
  tone?: Tone;
  /** The next step: a link or button. */
  action?: ReactNode;
  /** Announced at once by screen readers; for what happens after the page was read. */
  urgent?: boolean;
};

/** A message that belongs to the page: why something is so and what to do about it. */
export function Notice({ title, children, tone = "info", action, urgent = false }: NoticeProps) {
  const { icon: Icon, box, mark } = tones[tone];
  return (
    <div role={urgent ? "alert" : undefined} className={`flex gap-3 rounded-2xl border px-4 py-3.5 text-sm ${box}`}>
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${mark}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-0.5 leading-6 text-pretty text-foreground/85">{children}</div>}
        {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
