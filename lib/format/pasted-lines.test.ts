import { expect, test } from "vitest";
import { linesOf } from "./pasted-lines";

test("a person a line, however the lines were separated; blank lines and repeats are left out", () => {
  expect(linesOf(" ann@example.test \r\n\r\nBen Ito\n\tann@example.test;Cleo Ray;")).toEqual([
    "ann@example.test",
    "Ben Ito",
    "Cleo Ray",
  ]);
  expect(linesOf(" \n ")).toEqual([]);
});

test("a paste without end is cut off", () => {
  expect(linesOf(Array.from({ length: 5_000 }, (_, line) => `person ${line}`).join("\n"))).toHaveLength(200);
});
