import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cutTo, readContract } from "@/lib/graph/contract/contract";
import { operations } from "@/lib/graph/operations";
import { run, say } from "./program";

const file = join("lib", "graph", "contract", "served.json");

/** `npm run graph:openapi`: writes down what of the contract is served, for `GET /api/graph/openapi.json`. */
async function graphOpenApi(): Promise<number> {
  writeFileSync(file, `${JSON.stringify(cutTo(readContract(), operations), null, 1)}\n`);
  say(`${operations.length} operations written to ${file}.`);
  return 0;
}

await run(graphOpenApi);
