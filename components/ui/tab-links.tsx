import type { Route } from "next";
import Link from "next/link";

export type TabLink = { href: Route; label: string; count?: number | undefined };

export type TabLinksProps = {
  /** What the tabs divide, e.g. "Access packages". */
  label: string;
  items: readonly TabLink[];
  /** The href of the tab shown. */
  current: string;
};

/** Tabs that are pages: each has an address, works without script and with the back button. */
export function TabLinks({ label, items, current }: TabLinksProps) {
  return (
    <nav aria-label={label} className="-mx-4 mb-5 overflow-x-auto px-4 scrollbar-none sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-1 border-b border-separator">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.href === current ? "page" : undefined}
              className="-mb-px flex min-h-11 items-center gap-2 border-b-2 border-transparent px-3 text-sm font-medium text-muted transition-colors hover:text-foreground focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-foreground"
            >
              {item.label}
              {item.count !== undefined && (
                <span className="rounded-full bg-default px-1.5 text-xs leading-5 font-medium text-muted tabular-nums">
                  {item.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
