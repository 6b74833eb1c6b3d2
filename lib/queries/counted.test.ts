import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { limits } from "@/lib/engine/limits";
import { testDatabase } from "@/lib/testing/database";
import { countUpToLimit, nothing } from "./counted";

const test = testDatabase();

const rows = (count: number) => test.db.select({ nothing }).from(sql`generate_series(1, ${count}) as row`);

it("counts every row up to the limit, and beyond it only that there are more", async () => {
  expect(await countUpToLimit(test.db, rows(0))).toBe(0);
  expect(await countUpToLimit(test.db, rows(limits.countedMax))).toBe(limits.countedMax);
  expect(await countUpToLimit(test.db, rows(3 * limits.countedMax))).toBe(limits.countedMax + 1);
});
