import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode };

/** Names and values of one thing; two columns where there is room, narrow labels where there is little. */
export function Facts({ items, columns = 1 }: { items: readonly Fact[]; columns?: 1 | 2 }) {
  return (
    <div className="@container">
      <dl className={`grid gap-x-8 gap-y-3 text-sm ${columns === 2 ? "sm:grid-cols-2" : ""}`}>
        {items.map((item) => (
          <div key={item.label} className="flex gap-3">
            <dt className="w-24 shrink-0 text-muted @sm:w-36">{item.label}</dt>
            <dd className="min-w-0 wrap-anywhere">{item.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
