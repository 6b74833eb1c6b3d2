import type { ReactNode } from "react";

export type PanelProps = {
  title?: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** No padding around the content, for lists that reach the edges. */
  flush?: boolean;
  level?: 2 | 3;
};

/** A card around one subject. */
export function Panel({ title, description, actions, children, flush = false, level = 2 }: PanelProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={`card card--default min-w-0 gap-0 ${flush ? "p-0" : "p-5"}`}>
      {title && (
        <div
          className={`flex flex-wrap items-start justify-between gap-x-4 gap-y-2 ${flush ? "px-5 pt-4 pb-3" : "pb-4"}`}
        >
          <div>
            <Heading className="text-base leading-6 font-semibold tracking-tight">{title}</Heading>
            {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
