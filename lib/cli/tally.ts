import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export const reports = { vitest: "reports/vitest.json", playwright: "reports/playwright.json" } as const;

export type Tally = { passed: number; failed: number; skipped: number };

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
  })
  .transform((report): Tally => {
    // A file that failed before its first test (an import, a hook) has no failed test to show for it.
    const brokenFiles = report.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
    ).length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
    errors: z.array(z.unknown()),
  })
  .transform(
    ({ stats, errors }): Tally => ({
      passed: stats.expected,
      // Nothing is tried twice, so whatever is called flaky failed once and that is a failure.
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: stats.skipped,
    }),
  );

function read(path: string, schema: z.ZodType<Tally>): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 };
  return schema.parse(JSON.parse(readFileSync(path, "utf8")));
}

/** Removes the reports of an earlier run, so that none is counted twice. */
export function clearReports(): void {
  for (const path of Object.values(reports)) rmSync(path, { force: true });
}

/** What the test runners themselves counted, all together. */
export function tally(folder = "."): Tally {
  const one = read(join(folder, reports.vitest), vitestReport);
  const two = read(join(folder, reports.playwright), playwrightReport);
  return { passed: one.passed + two.passed, failed: one.failed + two.failed, skipped: one.skipped + two.skipped };
}
