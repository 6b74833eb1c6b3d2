import { expect, it } from "vitest";
import { demoClock as stored } from "@/db/schema";
import { demoClock, fixedClock } from "@/lib/platform/clock";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();

it("the demo clock is ahead by what is stored, from the next question on", async () => {
  const day = 86_400_000;
  const clock = demoClock(test.db);
  const ahead = async () => (await clock.now()).getTime() - (await fixedClock(new Date()).now()).getTime();
  expect(Math.abs(await ahead())).toBeLessThan(1_000);
  await test.db.insert(stored).values({ id: 1, offsetMs: 40_000 * day });
  expect(Math.abs((await ahead()) - 40_000 * day)).toBeLessThan(1_000);
  await test.db.update(stored).set({ offsetMs: day });
  expect(Math.abs((await ahead()) - day)).toBeLessThan(1_000);
});
