"use client";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";

export type ListItemProps = {
  /** What it is called in its list, e.g. "Stage 2". */
  title: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  children: ReactNode;
};

/** One of several that have an order: it can be moved and removed. */
export function ListItem({ title, isFirst, isLast, onMove, onRemove, children }: ListItemProps) {
  const look = buttonClass({ variant: "ghost", size: "sm", iconOnly: true });
  const move = (by: -1 | 1, isAtEnd: boolean, where: string, icon: ReactNode) => (
    <button
      type="button"
      // Stays in reach of the keyboard: it is pressed several times in a row.
      aria-disabled={isAtEnd || undefined}
      aria-label={`Move ${title.toLowerCase()} ${where}`}
      onClick={() => !isAtEnd && onMove(by)}
      className={look}
    >
      {icon}
    </button>
  );
  return (
    <li className="flex min-w-0 flex-col gap-5 rounded-2xl border border-border bg-surface-secondary/60 p-4">
      <div className="-mb-2 flex items-center justify-between gap-3">
        <h3 className="text-sm font-semibold">{title}</h3>
        <div className="flex gap-1">
          {move(-1, isFirst, "up", <ArrowUp aria-hidden className="size-4" />)}
          {move(1, isLast, "down", <ArrowDown aria-hidden className="size-4" />)}
          <button
            type="button"
            aria-label={`Remove ${title.toLowerCase()}`}
            onClick={onRemove}
            className={buttonClass({ variant: "dangerGhost", size: "sm", iconOnly: true })}
          >
            <Trash2 aria-hidden className="size-4" />
          </button>
        </div>
      </div>
      {children}
    </li>
  );
}
