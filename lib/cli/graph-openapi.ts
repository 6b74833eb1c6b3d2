import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cutTo, readContract, servedIn } from "@/lib/graph/contract/contract";
import { run, say } from "./program";

const file = join("lib", "graph", "contract", "served.json");

/** `npm run graph:openapi`: writes down what of the contract is served, for `GET /api/graph/openapi.json`. */
async function graphOpenApi(): Promise<number> {
  const contract = readContract();
  const served = servedIn(contract);
  writeFileSync(file, `${JSON.stringify(cutTo(contract, served), null, 1)}\n`);
  say(`${served.length} operations written to ${file}.`);
  return 0;
}

await run(graphOpenApi);
