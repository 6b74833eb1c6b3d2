import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { anyHistory } from "@/lib/engine/testing/simulation/commands";
import { live } from "@/lib/engine/testing/simulation/run";
import { anyWorld } from "@/lib/engine/testing/simulation/world";
import { testDatabase } from "@/lib/testing/database";
import { simulatedCompany } from "./testing/simulated-company";

const test = testDatabase();
/** Too slow to be shortened here: `npm run simulate` does that in memory. */
const runs = { seed: 7, numRuns: 8, endOnFailure: true };
const lived: number[] = [];

afterAll(() => {
  const steps = lived.reduce((sum, each) => sum + each, 0);
  process.stdout.write(`simulation on PostgreSQL: ${lived.length} companies, ${steps} steps\n`);
});

it("a company in PostgreSQL lives through its history without breaking a rule", { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(anyWorld, anyHistory({ min: 1, max: 120 }), async (world, history) => {
    const { steps, violation } = await live(await simulatedCompany(test, world), history);
    lived.push(steps);
    expect(violation).toBeNull();
  });
  await fc.assert(property, runs);
});
