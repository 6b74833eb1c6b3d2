"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { limits } from "@/lib/engine/limits";
import { countText } from "@/lib/format/matches";
import { useSelection } from "./selection";

export type SelectionBarProps = {
  /** What is listed, in the plural: "assignments". */
  what: string;
  /** The list with all that match selected; null where they are on this page, or are selected already. */
  all: { readonly href: Route; readonly count: number } | null;
  /** Said where more match than one form takes. */
  limit: ReactNode;
  /** What can be done to what is selected. */
  children: ReactNode;
};

/** How much is selected, how to select more, and what can be done to it. */
export function SelectionBar({ what, all, limit, children }: SelectionBarProps) {
  const { rows, selected, select } = useSelection();
  const isPageSelected = rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
    <section
      aria-label={`Selected ${what}`}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl border border-border bg-surface px-4 py-2.5 text-sm"
    >
      <label className="inline-flex min-h-9 items-center gap-2.5">
        <input
          type="checkbox"
          checked={isPageSelected}
          onChange={(event) =>
            select(
              rows.map((row) => row.id),
              event.currentTarget.checked,
            )
          }
          className="size-4.5 accent-accent"
        />
        All on this page
      </label>
      <span role="status" className="text-muted tabular-nums">
        {selected.size === 0 ? "None selected" : `${selected.size} selected`}
      </span>
      {all && (
        <Link href={all.href} className="text-link">
          Select all {all.count > limits.countedMax ? "" : `${countText(all.count)} `}that match
        </Link>
      )}
      {selected.size > 0 && (
        <button
          type="button"
          onClick={() => select([...selected], false)}
          className={buttonClass({ variant: "ghost", size: "sm" })}
        >
          Clear
        </button>
      )}
      <span className="flex flex-wrap gap-2 sm:ms-auto">{children}</span>
      {limit && <p className="w-full text-muted">{limit}</p>}
    </section>
  );
}
