import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { reports, tally } from "./tally";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-tally-"));
  mkdirSync(join(folder, "reports"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, report: unknown) => writeFileSync(join(folder, path), JSON.stringify(report));

const vitest = (testResults: unknown[], passed: number, failed: number) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults,
});

it("adds up what both runners counted", () => {
  write(reports.vitest, vitest([{ status: "failed", assertionResults: [{ status: "failed" }] }], 10, 1));
  write(reports.playwright, { stats: { expected: 5, unexpected: 2, flaky: 1, skipped: 3 }, errors: [] });
  expect(tally(folder)).toEqual({ passed: 15, failed: 4, skipped: 4 });
});

it("counts a file that broke before its first test, and a run that broke before its first file", () => {
  write(reports.vitest, vitest([{ status: "failed", assertionResults: [] }], 0, 0));
  write(reports.playwright, {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: "set-up" }],
  });
  expect(tally(folder)).toEqual({ passed: 0, failed: 2, skipped: 1 });
});

it("counts nothing for a runner that did not come to its turn", () => {
  expect(tally(folder)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
