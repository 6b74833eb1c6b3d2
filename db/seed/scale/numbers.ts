/** Whole numbers from 0 up to, and not including, the limit. */
export type Below = (limit: number) => number;

/** The same numbers every time for the same seed, evenly spread (mulberry32). */
export function numbers(seed: number): Below {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * The low ones oftener than the high ones, the more the higher the exponent: at 3 a few packages have thousands of
 * holders and most a handful, at 1.5 a few people hold a hundred packages and most a few.
 */
export const skewed = (below: Below, limit: number, exponent: number): number =>
  Math.floor(limit * (below(1_000_000) / 1_000_000) ** exponent);
