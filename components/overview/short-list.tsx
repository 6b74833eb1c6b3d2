import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type ShortListProps = {
  title: string;
  icon: LucideIcon;
  /** Beside the title: how many there are. */
  badge?: ReactNode;
  /** The whole list, or what can be done here. */
  more?: ReactNode;
  /** Rows; without any the empty text stands in their place. */
  children: readonly ReactNode[];
  empty: ReactNode;
};

/** A few rows of something that needs attention, with the way to all of it. */
export function ShortList({ title, icon: Icon, badge, more, children, empty }: ShortListProps) {
  return (
    <section className="card card--default min-w-0 gap-0 p-0">
      <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 px-5 pt-3 pb-2">
        <h2 className="flex items-center gap-2.5 text-base font-semibold tracking-tight">
          <Icon aria-hidden className="size-4.5 text-muted" strokeWidth={1.75} />
          {title}
          {badge}
        </h2>
        {more && <div className="text-sm">{more}</div>}
      </div>
      {children.length > 0 ? (
        <ul className="divide-y divide-separator border-t border-separator">{children}</ul>
      ) : (
        <div className="border-t border-separator px-5 py-8 text-center text-sm leading-6 text-muted text-pretty">
          {empty}
        </div>
      )}
    </section>
  );
}

export type ShortRowProps = {
  /** The row's link. */
  title: ReactNode;
  detail?: ReactNode;
  /** Right end: a state or a date. */
  aside?: ReactNode;
};

/** One row of a ShortList. */
export function ShortRow({ title, detail, aside }: ShortRowProps) {
  return (
    <li className="relative flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3 transition-colors last:rounded-b-3xl hover:bg-surface-secondary">
      <div className="min-w-0 flex-1 basis-40">
        <div className="text-sm font-medium">{title}</div>
        {detail && <div className="mt-0.5 text-sm leading-5 text-muted">{detail}</div>}
      </div>
      {aside && <div className="shrink-0 text-sm">{aside}</div>}
    </li>
  );
}

/** The link of a row: the whole row is its target. */
export const rowLink =
  "rounded-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus focus-visible:after:rounded-xl";
