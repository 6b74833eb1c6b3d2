import { ArrowRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

export type Stat = {
  label: string;
  count: number;
  /** What the number means or what to do about it. */
  detail: string;
  href: Route;
  /** Something is wrong where it is not zero. */
  isProblem?: boolean;
};

/** Numbers that matter, each leading to the list behind it. */
export function StatLinks({ label, items }: { label: string; items: readonly Stat[] }) {
  return (
    <ul aria-label={label} className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      {items.map((item) => (
        <li key={item.label} className="max-lg:last:odd:col-span-2">
          <StatLink {...item} />
        </li>
      ))}
    </ul>
  );
}

function StatLink({ label, count, detail, href, isProblem = false }: Stat) {
  const alarming = isProblem && count > 0;
  return (
    <Link
      href={href}
      className="card card--default group flex h-full flex-col gap-0 p-4 transition-shadow hover:ring-1 hover:ring-border"
    >
      <span className="flex items-start justify-between gap-2 text-sm leading-5 font-medium text-muted">
        {label}
        <ArrowRight
          aria-hidden
          className="mt-0.5 size-4 shrink-0 opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100"
        />
      </span>
      <span
        className={`mt-1 text-3xl leading-9 font-semibold tracking-tight tabular-nums ${alarming ? "text-danger-soft-foreground" : ""}`}
      >
        {count.toLocaleString("en")}
      </span>
      <span className="mt-1 text-xs leading-5 text-muted text-pretty">{detail}</span>
    </Link>
  );
}
