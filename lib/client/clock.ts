"use client";
import { useSyncExternalStore } from "react";

/** How far the portal's clock is ahead of this device's, in milliseconds: a wrong device clock, or the demo's time machine. */
let offset = 0;
/** The device's time at the last tick; all readers of one tick agree. */
let tick = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tickMilliseconds = 30_000;

function beat(): void {
  tick = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(beat, tickMilliseconds);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function read(): number {
  // A tick older than the interval means nobody was subscribed meanwhile.
  if (Date.now() - tick > tickMilliseconds * 1.5) tick = Date.now();
  return tick + offset;
}

/** The portal's time now in milliseconds, refreshed every half minute; null while the server renders and until hydration. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, read, () => null);
}

/** Tells this page what the portal's clock said just now. */
export function setPortalTime(instant: string): void {
  offset = Date.parse(instant) - Date.now();
  beat();
}
