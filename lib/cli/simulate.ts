import fc from "fast-check";
import { anyHistory, type Command } from "@/lib/engine/testing/simulation/commands";
import { officeCompany } from "@/lib/engine/testing/simulation/office-company";
import { type Counts, live, type Run } from "@/lib/engine/testing/simulation/run";
import { anyWorld, type World } from "@/lib/engine/testing/simulation/world";
import { DAY_MS } from "@/lib/engine/time";
import { Complaint, option, run, say } from "./program";

/** The instant at which every simulated company begins. */
const start = new Date("2025-03-01T10:00:00Z");
const history = { min: 1, max: 250 };

function seedsWanted(): { first: number; count: number } {
  const count = Number(option("seeds") ?? "100");
  const first = Number(option("first") ?? "1");
  if (!Number.isSafeInteger(count) || count < 1) throw new Complaint("--seeds takes a number of at least 1");
  if (!Number.isSafeInteger(first)) throw new Complaint("--first takes a number");
  return { first, count };
}

type Totals = { steps: number; days: number; readonly counts: Counts };

function add(totals: Totals, one: Run): void {
  totals.steps += one.steps;
  totals.days += (one.to.getTime() - one.from.getTime()) / DAY_MS;
  for (const [kind, outcomes] of one.counts) {
    const sum = totals.counts.get(kind) ?? new Map<string, number>();
    for (const [outcome, count] of outcomes) sum.set(outcome, (sum.get(outcome) ?? 0) + count);
    totals.counts.set(kind, sum);
  }
}

function tell(totals: Totals): void {
  say(`${totals.steps} steps, ${(totals.days / 365).toFixed(1)} virtual years`);
  for (const [kind, outcomes] of [...totals.counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { accepted = 0, ...refused } = Object.fromEntries(outcomes);
    const words = Object.entries(refused).sort(([, a], [, b]) => b - a);
    const sum = words.reduce((all, [, count]) => all + count, 0);
    const why = words.map(([code, count]) => `${code} ${count}`).join(", ");
    say(`  ${kind.padEnd(18)} ${String(accepted).padStart(7)} accepted ${String(sum).padStart(7)} refused  ${why}`);
  }
}

/** The shortest history found that still breaks the same company. */
function tellFailure(seed: number, [world, commands]: readonly [World, readonly Command[]], problem: string): void {
  say(`Seed ${seed} breaks a rule. Shortened to ${commands.length} commands:`);
  for (const command of commands) say(`  ${JSON.stringify(command)}`);
  say(`in this company: ${JSON.stringify([...world.packages])}`);
  say(problem);
}

/**
 * `npm run simulate -- --seeds N`: companies in memory, one a seed, in which people ask, decide, forget, move and leave
 * while policies change; every invariant is looked at after every step.
 */
async function simulate(): Promise<number> {
  const { first, count } = seedsWanted();
  const totals: Totals = { steps: 0, days: 0, counts: new Map() };
  for (let seed = first; seed < first + count; seed += 1) {
    const lived: Run[] = [];
    const property = fc.asyncProperty(anyWorld, anyHistory(history), async (world, commands) => {
      const one = await live(officeCompany(world, start), commands);
      lived.push(one);
      if (one.violation) throw new Error(one.violation.problems.join("\n"));
    });
    const checked = await fc.check(property, { seed, numRuns: 1 });
    if (checked.failed && checked.counterexample) {
      tellFailure(seed, checked.counterexample, String(checked.errorInstance));
      return 1;
    }
    for (const one of lived) add(totals, one);
  }
  say(`Seeds ${first} to ${first + count - 1} in memory: no invariant broken.`);
  tell(totals);
  return 0;
}

await run(simulate);
