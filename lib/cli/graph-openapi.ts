import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readContract } from "@/lib/graph/contract/contract";
import { servedDocument } from "@/lib/graph/contract/served";
import { run, say } from "./program";

const file = join("lib", "graph", "contract", "served.json");

/** `npm run graph:openapi`: writes down what is served, for `GET /api/graph/openapi.json`. */
async function graphOpenApi(): Promise<number> {
  const served = servedDocument(readContract());
  writeFileSync(file, `${JSON.stringify(served, null, 1)}\n`);
  say(`${Object.keys(served.paths).length} addresses written to ${file}.`);
  return 0;
}

await run(graphOpenApi);
