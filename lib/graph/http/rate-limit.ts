import { GraphProblem } from "@/lib/graph/problem";

/** Calls a token may make in a window, in this process, and its length in milliseconds. */
export const CALLS_MAX = 1_200;
const WINDOW_MS = 60_000;

const windows = new Map<string, { startedAt: number; calls: number }>();

/**
 * Counts a call of a token.
 * @param at milliseconds, of a clock that only runs forward
 * @throws GraphProblem 429 with the seconds until the next window
 */
export function countCall(tokenId: string, at: number, callsMax = CALLS_MAX): void {
  for (const [id, { startedAt }] of windows) if (at - startedAt >= WINDOW_MS) windows.delete(id);
  const window = windows.get(tokenId) ?? { startedAt: at, calls: 0 };
  window.calls += 1;
  windows.set(tokenId, window);
  if (window.calls <= callsMax) return;
  const retryAfter = Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - at) / 1_000));
  throw new GraphProblem(429, "TooManyRequests", `A token makes at most ${callsMax} calls a minute.`, { retryAfter });
}
