"use client";
import { type SyntheticEvent, useId, useState, useSyncExternalStore } from "react";
import { useNow } from "@/lib/client/clock";
import {
  formatDate,
  formatDateTime,
  formatExact,
  formatRelative,
  formatTime,
  type InstantStyle,
  serverZone,
} from "@/lib/format/instant";

const never = () => () => {};
let readerZone: typeof serverZone | undefined;

function reader() {
  readerZone ??= {
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return readerZone;
}

export type TimeProps = {
  /** ISO 8601 instant. */
  at: string;
  format?: InstantStyle;
  /** Inside a link or button nothing else may take the focus; the exact instant then shows on hover only. */
  inControl?: boolean;
  className?: string;
};

/**
 * An instant in the reader's language and time zone, with the exact instant on hover and focus. The server writes UTC
 * and the browser takes over when it hydrates.
 */
export function Time({ at, format = "relative", inControl = false, className = "" }: TimeProps) {
  const zone = useSyncExternalStore(never, reader, () => serverZone);
  const now = useNow();
  const id = useId();
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const show = (event: SyntheticEvent<HTMLElement>) => setAnchor(event.currentTarget.getBoundingClientRect());
  const hide = () => setAnchor(null);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;

  const text = {
    relative: () => (now === null ? formatDateTime(date, zone) : formatRelative(date, now, zone)),
    date: () => formatDate(date, zone),
    dateTime: () => formatDateTime(date, zone),
    time: () => formatTime(date, zone),
  }[format]();

  if (inControl) {
    return (
      <time dateTime={at} title={formatExact(date, zone)} className={`whitespace-nowrap tabular-nums ${className}`}>
        {text}
      </time>
    );
  }
  return (
    <>
      <time
        dateTime={at}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact instant must be reachable with the keyboard
        tabIndex={0}
        aria-describedby={anchor ? id : undefined}
        className={`cursor-help whitespace-nowrap rounded-sm tabular-nums decoration-dotted decoration-1 underline-offset-4 hover:underline ${className}`}
        onMouseEnter={show}
        onMouseLeave={hide}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => event.key === "Escape" && hide()}
      >
        {text}
      </time>
      {anchor && <ExactTip id={id} anchor={anchor} text={formatExact(date, zone)} />}
    </>
  );
}

/** In the top layer, so that no table clips it, and kept inside the window. */
function ExactTip({ id, anchor, text }: { id: string; anchor: DOMRect; text: string }) {
  const half = 150;
  const left = Math.min(Math.max(anchor.left + anchor.width / 2, half + 8), window.innerWidth - half - 8);
  const above = anchor.top > 48;
  return (
    <span
      id={id}
      role="tooltip"
      popover="manual"
      ref={(node) => node?.showPopover()}
      style={{ left, top: above ? anchor.top - 6 : anchor.bottom + 6 }}
      className={`pointer-events-none fixed inset-auto m-0 w-max max-w-75 -translate-x-1/2 rounded-lg bg-foreground px-2.5 py-1.5 text-center text-xs font-medium text-background shadow-overlay ${above ? "-translate-y-full" : ""}`}
    >
      {text}
    </span>
  );
}
