import { expect, test } from "vitest";
import { linesOf } from "./pasted-lines";

test("a person a line, however the lines were separated; only blank lines are left out", () => {
  expect(linesOf(" ann@example.test \r\n\r\nBen Ito\n\tann@example.test;Cleo Ray;")).toEqual([
    "ann@example.test",
    "Ben Ito",
    "ann@example.test",
    "Cleo Ray",
  ]);
  expect(linesOf(" \n ")).toEqual([]);
});

test("ASG-30 of a paste without end nothing is lost in silence", () => {
  expect(linesOf(Array.from({ length: 5_000 }, (_, line) => `person ${line}`).join("\n"))).toHaveLength(5_000);
});
