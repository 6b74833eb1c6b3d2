import { ensureBuild } from "./build";
import { runScript, scripts } from "./child";
import { ensureChromium } from "./chromium";
import { Complaint, run, say } from "./program";
import { clearReports, reports, tally } from "./tally";

type Step = { title: string; run: () => Promise<number> };

const steps: Step[] = [
  { title: "Format, lint, walls", run: () => runScript(scripts.biome, ["check"]) },
  { title: "Route types", run: () => runScript(scripts.next, ["typegen"]) },
  { title: "Types", run: () => runScript(scripts.tsc, ["--noEmit"]) },
  { title: "Types of the engine, which knows no environment", run: () => runScript(scripts.tsc, ["-p", "lib/engine"]) },
  {
    title: "Engine, units, PostgreSQL",
    run: () =>
      runScript(scripts.vitest, [
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${reports.vitest}`,
      ]),
  },
  {
    title: "Production build",
    run: async () => {
      say((await ensureBuild()) ? "built" : "unchanged");
      return 0;
    },
  },
  {
    title: "In the browser",
    run: async () => {
      const browser = await ensureChromium();
      return runScript(scripts.playwright, ["test"], { ...process.env, CHROMIUM_PATH: browser });
    },
  },
];

async function attempt(step: Step): Promise<number> {
  try {
    return await step.run();
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    say(error.message);
    return 1;
  }
}

/** `npm test`: everything that must hold, cheapest first; stops at the first step that fails. */
await run(async (interrupted) => {
  let stopped = false;
  void interrupted.then(() => {
    stopped = true;
  });
  clearReports();
  const started = Date.now();
  let code = 0;
  for (const step of steps) {
    say(`\n── ${step.title} ${"─".repeat(Math.max(3, 70 - step.title.length))}`);
    const since = Date.now();
    code = stopped ? 130 : await attempt(step);
    say(`${code === 0 ? "✓" : "✗"} ${step.title} (${((Date.now() - since) / 1_000).toFixed(1)} s)`);
    if (code !== 0) {
      say(`\nStopped at: ${step.title}`);
      break;
    }
  }
  const { passed, failed, skipped } = tally();
  say(`\nTook ${((Date.now() - started) / 60_000).toFixed(1)} minutes.`);
  if (skipped > 0) say(`${skipped} skipped`);
  say(`${passed} passed, ${failed} failed`);
  return code === 0 && failed > 0 ? 1 : code;
});
