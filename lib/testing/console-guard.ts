import { format } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";

const unexpected: string[] = [];

function collect(kind: "error" | "warn") {
  return (...args: unknown[]) => {
    unexpected.push(`console.${kind}: ${format(...args)}`);
  };
}

console.error = collect("error");
console.warn = collect("warn");

beforeEach(() => {
  unexpected.length = 0;
});

// What nobody expected to be said is a failure, even when every assertion holds.
afterEach(() => {
  expect(unexpected, "nothing may be written to console.error or console.warn").toEqual([]);
});
