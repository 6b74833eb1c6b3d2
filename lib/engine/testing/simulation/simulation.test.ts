import fc from "fast-check";
import { expect, test } from "vitest";
import { start } from "@/lib/engine/testing/facts";
import { anyHistory } from "./commands";
import { officeCompany } from "./office-company";
import { live } from "./run";
import { anyWorld } from "./world";

test("a company lives for years without breaking a rule", async () => {
  const property = fc.asyncProperty(anyWorld, anyHistory({ min: 80, max: 160 }), async (world, history) => {
    const { violation } = await live(officeCompany(world, start), history);
    expect(violation).toBeNull();
  });
  await fc.assert(property, { seed: 1, numRuns: 60 });
});
