import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import type { ApprovalItem } from "@/lib/views/approvals";
import { DecideBy } from "./decide-by";
import type { Outcome } from "./decisions";
import { ItemBadges } from "./item-badges";
import { RefusedDecision } from "./refused-decision";

export type InboxRowProps = {
  item: ApprovalItem;
  isOpen: boolean;
  isSelected: boolean;
  /** Null for what waits for the reader no more. */
  onSelect: ((requestId: string, selected: boolean) => void) | null;
  /** The decision on it that was refused. */
  refused: Outcome | undefined;
};

/** One request that waits: who wants what, until when it must be decided, and what is special about it. */
export function InboxRow({ item, isOpen, isSelected, onSelect, refused }: InboxRowProps) {
  const { target, requestor } = item;
  const isOnBehalf = requestor.id !== target.id;
  return (
    <li className="relative border-t border-separator first:border-t-0">
      <div
        className={`relative flex gap-3 px-3.5 py-3 transition-colors ${isOpen ? "bg-accent-soft" : isSelected ? "bg-surface-secondary" : "hover:bg-surface-secondary"}`}
      >
        {onSelect ? (
          <label className="relative z-1 -m-2 flex size-10 shrink-0 cursor-pointer items-center justify-center self-center">
            <input
              type="checkbox"
              checked={isSelected}
              onChange={(event) => onSelect(item.requestId, event.currentTarget.checked)}
              aria-label={`Select ${item.packageName} for ${target.displayName}`}
              className="size-4 cursor-pointer accent-accent"
            />
          </label>
        ) : (
          <span aria-hidden="true" className="-mx-2 w-10 shrink-0" />
        )}
        <span className="mt-0.5 max-sm:hidden lg:hidden xl:inline">
          <Avatar name={target.displayName} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline justify-between gap-2">
            <Link
              href={`/approvals/${item.requestId}` as Route}
              data-inbox-row={item.requestId}
              aria-current={isOpen ? "page" : undefined}
              className="min-w-0 truncate text-sm font-medium outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:rounded-xl focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
            >
              {target.displayName}
              <span className="sr-only">
                {" "}
                asks for {item.isExtension && "a later end of "}
                {item.packageName}
              </span>
            </Link>
            <span className="shrink-0 text-xs">
              <DecideBy item={item} inControl />
            </span>
          </div>
          <p className="truncate text-sm" aria-hidden="true">
            {item.packageName}
          </p>
          <p className="mt-0.5 truncate text-xs text-muted">
            {item.stages > 1 && `Stage ${item.stage + 1} of ${item.stages} · `}
            {isOnBehalf && `asked by ${requestor.displayName} · `}
            sent <Time at={item.submittedAt.toISOString()} inControl />
          </p>
          <span className="mt-1.5 block empty:hidden">
            <ItemBadges item={item} />
          </span>
        </div>
      </div>
      {refused && (
        <div className="px-3 pb-3">
          <RefusedDecision outcome={refused} />
        </div>
      )}
    </li>
  );
}
