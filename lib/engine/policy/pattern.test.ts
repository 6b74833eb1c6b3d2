import { describe, expect, test } from "vitest";
import { fullyMatches, isPatternValid } from "./pattern";

const msOf = (work: () => void): number => {
  const begin = performance.now();
  work();
  return performance.now() - begin;
};
const medianMs = (times: number, work: () => void): number =>
  Array.from({ length: times }, () => msOf(work)).sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;

describe("patterns of answers", () => {
  test("INF-5 the entire answer has to match", () => {
    expect(fullyMatches("\\d{4}", "2025")).toBe(true);
    expect(fullyMatches("\\d{4}", "year 2025")).toBe(false);
    expect(fullyMatches("\\d{4}", "2025-03")).toBe(false);
    expect(fullyMatches("\\d{4}", "2025\n")).toBe(false);
  });

  test("INF-5 an alternative is anchored as a whole and not at its first branch only", () => {
    expect(fullyMatches("a|ab", "ab")).toBe(true);
    expect(fullyMatches("a|ab", "abc")).toBe(false);
  });

  test("INF-6 a pattern that does not parse, or that needs backtracking, is not valid", () => {
    expect(isPatternValid("[A-Z]{2}\\d{6}")).toBe(true);
    expect(isPatternValid("[A-Z")).toBe(false);
    expect(isPatternValid("(a)\\1")).toBe(false);
    expect(isPatternValid("(?=secret).*")).toBe(false);
  });

  test("INF-6 a pattern that no longer compiles matches nothing and throws nothing", () => {
    expect(fullyMatches("[A-Z", "A")).toBe(false);
  });

  test("INF-6 a pattern made to catch backtracking engines answers at once and in linear time", () => {
    const evil = "(a+)+$";
    const short = `${"a".repeat(5_000)}!`;
    const long = `${"a".repeat(50_000)}!`;
    expect(fullyMatches(evil, long)).toBe(false);
    const shortMs = medianMs(7, () => fullyMatches(evil, short));
    const longMs = medianMs(7, () => fullyMatches(evil, long));
    // Ten times the text: a backtracking engine would need 2^45000 times as long; linear stays far below the budget.
    expect(longMs).toBeLessThan(Math.max(100, 100 * shortMs));
    expect(longMs).toBeLessThan(100);
  });
});
