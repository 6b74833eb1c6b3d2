import type { Route } from "next";
import Link from "next/link";

export type FilterLink = { value: string; label: string; href: Route };

export type FilterLinksProps = {
  /** What they filter by, e.g. "State". */
  label: string;
  items: readonly FilterLink[];
  current: string;
};

/** A choice of one that is part of the address; a row to scroll on phones. */
export function FilterLinks({ label, items, current }: FilterLinksProps) {
  return (
    <nav aria-label={`Filter by ${label}`} className="-mx-4 overflow-x-auto px-4 py-0.5 scrollbar-none sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-1.5 sm:min-w-0 sm:flex-wrap">
        {items.map((item) => (
          <li key={item.value}>
            <Link
              href={item.href}
              aria-current={item.value === current ? "true" : undefined}
              className="flex min-h-9 items-center rounded-full border border-border bg-surface px-3 text-sm text-muted transition-colors hover:text-foreground aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium aria-[current=true]:[scroll-initial-target:nearest] aria-[current=true]:text-accent-soft-foreground pointer-coarse:min-h-11"
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
