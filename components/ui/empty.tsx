import { Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type EmptyProps = {
  title: string;
  /** What to do next, or why nothing is here. */
  children: ReactNode;
  icon?: LucideIcon;
  /** The way forward: usually one link styled as a button. */
  action?: ReactNode;
  /** Heading level in the page's outline. */
  level?: 2 | 3;
};

/** A list with nothing in it: says so, says why, offers the next step. */
export function Empty({ title, children, icon: Icon = Inbox, action, level = 2 }: EmptyProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="flex flex-col items-center rounded-3xl border border-dashed border-border px-6 py-14 text-center">
      <span className="mb-4 flex size-12 items-center justify-center rounded-full bg-default text-muted">
        <Icon aria-hidden className="size-5.5" strokeWidth={1.75} />
      </span>
      <Heading className="text-base font-semibold tracking-tight">{title}</Heading>
      <div className="mt-1 max-w-md text-sm leading-6 text-muted text-pretty">{children}</div>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
