import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { countsOf, families, familySizes, parseTables, ruleProblems } from "@/lib/engine/testing/rules-table";
import { run, say } from "./program";

const engine = join("lib", "engine");

/** The folders in which rules are kept: the engine, and what loads, writes, lists and shows for it. */
const folders = [".", "../services", "../facts", "../queries", "../format", "../auth"];

/** Every TypeScript file of these folders by its path from the engine's. */
function sources(): Map<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(engine, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(folder, path)),
  );
  return new Map(paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(engine, path), "utf8")]));
}

/** `npm run rules`: which rules of the specification the engine keeps, and whether each has its test. */
async function rules(): Promise<number> {
  const table = parseTables(readFileSync(join(engine, "README.md"), "utf8"));
  say("family   kept   left out   of");
  for (const family of families) {
    const { kept, leftOut } = countsOf(table, family);
    say(
      `${family.padEnd(6)} ${String(kept).padStart(6)} ${String(leftOut).padStart(10)} ${String(familySizes[family]).padStart(4)}`,
    );
  }
  const problems = ruleProblems(table, sources());
  for (const problem of problems) say(problem);
  say(problems.length === 0 ? "Every kept rule has its test." : `${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

await run(rules);
