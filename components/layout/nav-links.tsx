"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { isCurrent, type NavigationRight, type SectionName, sections } from "./navigation";

export type NavLinksProps = {
  section: SectionName;
  /** For the items that carry a badge. */
  badge?: ReactNode;
  /** What the reader may see beyond the section; items that need more are left out. */
  rights?: readonly NavigationRight[];
  shape: keyof typeof shapes;
};

const shapes = {
  side: {
    list: "flex flex-col gap-0.5",
    item: "",
    link: "group relative flex min-h-10 items-center gap-3 rounded-xl px-3 text-sm font-medium text-muted transition-colors hover:bg-default hover:text-foreground aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-soft-foreground",
    icon: "size-4.5 shrink-0",
    badge: "ms-auto",
  },
  bottom: {
    list: "flex items-stretch",
    item: "min-w-0 flex-1",
    link: "group relative flex h-15 flex-col items-center justify-center gap-1 text-[0.6875rem] font-medium text-muted aria-[current=page]:text-accent-soft-foreground",
    icon: "size-5.5 shrink-0",
    badge: "absolute top-1.5 left-1/2 ms-1.5",
  },
  strip: {
    list: "flex gap-1",
    item: "shrink-0",
    link: "flex min-h-11 items-center gap-2 rounded-xl px-3 text-sm font-medium whitespace-nowrap text-muted aria-[current=page]:bg-accent-soft aria-[current=page]:[scroll-initial-target:nearest] aria-[current=page]:text-accent-soft-foreground",
    icon: "size-4 shrink-0",
    badge: "",
  },
} as const;

/** Links that mark the page they are on; while prerendering a dynamic path is unknown, so they start unmarked. */
export function NavLinks(props: NavLinksProps) {
  return (
    <Suspense fallback={<Links {...props} />}>
      <MarkedLinks {...props} />
    </Suspense>
  );
}

function MarkedLinks(props: NavLinksProps) {
  return <Links {...props} pathname={usePathname()} />;
}

function Links({ section, badge, rights = [], shape, pathname }: NavLinksProps & { pathname?: string }) {
  const look = shapes[shape];
  const items = sections[section].filter((item) => item.needs === undefined || rights.includes(item.needs));
  return (
    <ul className={look.list}>
      {items.map((item) => {
        const Icon = item.icon;
        return (
          <li key={item.href} className={look.item}>
            <Link
              href={item.href}
              aria-current={pathname !== undefined && isCurrent(item, pathname) ? "page" : undefined}
              className={look.link}
            >
              <Icon aria-hidden className={look.icon} strokeWidth={1.75} />
              <span className="truncate">{shape === "bottom" ? (item.shortLabel ?? item.label) : item.label}</span>
              {item.badge && badge && <span className={look.badge}>{badge}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
