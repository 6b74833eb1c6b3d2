import fc from "fast-check";
import { expect, it } from "vitest";
import { backoffMs } from "./backoff";

it("doubles up to the limit", () => {
  expect([1, 2, 3, 7, 8, 1_000].map((attempt) => backoffMs(attempt, 0))).toEqual([
    500, 1_000, 2_000, 30_000, 30_000, 30_000,
  ]);
});

it("never waits longer than the limit nor less than half the step", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, random) => {
        const full = backoffMs(attempt, 0);
        const taken = backoffMs(attempt, random);
        return taken <= 30_000 && taken >= full / 2 && taken <= full;
      },
    ),
  );
});
