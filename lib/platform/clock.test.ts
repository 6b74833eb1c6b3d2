import { expect, it } from "vitest";
import { fixedClock, movableClock } from "./clock";

const noon = new Date("2026-03-03T12:00:00Z");

it("a fixed clock stands, and nobody can push its hands", async () => {
  const clock = fixedClock(noon);
  (await clock.now()).setFullYear(1999);
  expect(await clock.now()).toEqual(noon);
});

it("a movable clock moves when told", async () => {
  const clock = movableClock(noon);
  clock.advance(1_500);
  expect(await clock.now()).toEqual(new Date("2026-03-03T12:00:01.500Z"));
  clock.set(noon);
  expect(await clock.now()).toEqual(noon);
});
