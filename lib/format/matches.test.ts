import { expect, it } from "vitest";
import { countText, matchesText } from "./matches";

it.each([
  [1, "1", "1 matches"],
  [2, "2", "2 match"],
  [10_000, "10,000", "10,000 match"],
  [10_001, "more than 10,000", "More than 10,000 match"],
])("%i", (count, text, sentence) => {
  expect(countText(count)).toBe(text);
  expect(matchesText(count)).toBe(sentence);
});
