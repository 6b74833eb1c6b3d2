import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { operationsIn, readContract } from "@/lib/graph/contract/contract";
import { servedIn } from "@/lib/graph/contract/served";
import { operations } from "@/lib/graph/operations";
import { run, say } from "./program";

const seenSchema = z.object({ method: z.string(), path: z.string(), violations: z.number() });
type Seen = z.infer<typeof seenSchema>;

/** Runs the tests of the API and reads what they saw. */
function answersSeen(): { readonly seen: readonly Seen[]; readonly isGreen: boolean } {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-graph-"));
  const tally = join(folder, "tally.jsonl");
  const { status } = spawnSync("vitest", ["run", "--project", "database", "lib/graph"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, LATCHKEY_GRAPH_TALLY: tally },
  });
  const lines = existsSync(tally) ? readFileSync(tally, "utf8").split("\n").filter(Boolean) : [];
  rmSync(folder, { recursive: true });
  return { seen: lines.map((line) => seenSchema.parse(JSON.parse(line))), isGreen: status === 0 };
}

/**
 * `npm run graph:coverage`: how much of the contract is served, and whether every answer that the tests of the API got is
 * what the contract allows.
 */
async function graphCoverage(): Promise<number> {
  const keyOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;
  const contract = readContract();
  const known = new Set(operationsIn(contract).map(keyOf));
  const served = servedIn(contract).map(keyOf);
  const beside = operations.filter((operation) => !known.has(keyOf(operation)));
  const { seen, isGreen } = answersSeen();
  const answered = new Set(seen.map(keyOf));
  const hasNoJson = /^DELETE |\/\$(ref|count)$/;
  const untested = served.filter((key) => !answered.has(key) && !hasNoJson.test(key));
  const violations = seen.reduce((sum, each) => sum + each.violations, 0);
  say(`operations served      ${served.length} of the ${known.size} in the contract, and ${beside.length} beside it`);
  say(`answers held to it     ${seen.length}, of ${answered.size} operations`);
  say(`schema violations      ${violations}`);
  if (untested.length > 0) say(`served, without a body in any test:\n  ${untested.join("\n  ")}`);
  if (!isGreen) say("The tests of the API are not green.");
  return violations === 0 && isGreen ? 0 : 1;
}

await run(graphCoverage);
