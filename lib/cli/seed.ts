import { openDemoDatabase } from "./demo-database";
import { Complaint, hasFlag, run, say } from "./program";

/** `npm run db:seed -- demo|scale [--reset]`: fills the demo's database without starting anything. */
async function seed(): Promise<number> {
  const [what] = process.argv.slice(2);
  if (what !== "demo" && what !== "scale") {
    throw new Complaint(
      "npm run db:seed -- demo    the demo company\nnpm run db:seed -- scale   100,000 people beside it",
    );
  }
  const began = performance.now();
  const server = await openDemoDatabase({ reset: hasFlag("reset"), scale: what === "scale" });
  await server.stop();
  say(`Ready after ${Math.round((performance.now() - began) / 1000)} s.`);
  return 0;
}

await run(seed);
