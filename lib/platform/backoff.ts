import { setTimeout as pause } from "node:timers/promises";

/** Milliseconds before attempt n (from 1): doubling up to the limit, with up to half taken off so that many do not return at once. */
export function backoffMs(attempt: number, random: number, { firstMs = 500, limitMs = 30_000 } = {}): number {
  const full = Math.min(limitMs, firstMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(full * (1 - random / 2));
}

/** Waits, or returns at once when the signal fires; never rejects. */
export async function pauseUnlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => {});
}
