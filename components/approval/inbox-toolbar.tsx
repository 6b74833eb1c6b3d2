"use client";
import { Keyboard, Search } from "lucide-react";
import type { RefObject } from "react";
import { buttonClass } from "@/components/ui/button-class";

export type InboxToolbarProps = {
  search: string;
  onSearch: (text: string) => void;
  searchBox: RefObject<HTMLInputElement | null>;
  /** How many rows are shown. */
  count: number;
  /** More can be loaded. */
  isPartial: boolean;
  isAllSelected: boolean;
  onSelectAll: (on: boolean) => void;
  onHelp: () => void;
};

/** Above the inbox: finding in it, selecting all of it, and what the keys do. */
export function InboxToolbar({
  search,
  onSearch,
  searchBox,
  count,
  isPartial,
  isAllSelected,
  onSelectAll,
  onHelp,
}: InboxToolbarProps) {
  return (
    <div className="mb-3 flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
          />
          <input
            ref={searchBox}
            type="search"
            value={search}
            onChange={(event) => onSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              onSearch("");
              event.currentTarget.blur();
            }}
            aria-label="Find in the inbox"
            placeholder="Find a person or package"
            autoComplete="off"
            maxLength={200}
            className="input input--full-width min-h-10 ps-9"
          />
        </div>
        <button
          type="button"
          onClick={onHelp}
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          className={`max-lg:hidden ${buttonClass({ variant: "ghost", iconOnly: true })}`}
        >
          <Keyboard aria-hidden className="size-4.5" />
        </button>
      </div>
      <div className="flex min-h-6 items-center justify-between gap-3 ps-4.5 pe-3.5 text-xs text-muted">
        <label className="-m-2 flex cursor-pointer items-center gap-5 p-2">
          <input
            type="checkbox"
            checked={isAllSelected}
            onChange={(event) => onSelectAll(event.currentTarget.checked)}
            className="size-4 cursor-pointer accent-accent"
          />
          Select all
        </label>
        <span role="status" className="tabular-nums">
          {count}
          {isPartial && "+"} {count === 1 && !isPartial ? "request" : "requests"}
        </span>
      </div>
    </div>
  );
}
