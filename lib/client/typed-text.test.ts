import { expect, it } from "vitest";
import { typedText } from "./typed-text";

const problemsOf = (text: string) =>
  typedText(20)
    .safeParse(text)
    .error?.issues.map((issue) => issue.message) ?? [];

it("takes what people write, in any script", () => {
  for (const text of ["", "two\nlines", "שלום", "👩‍👩‍👧‍👦", "\u202Eback", "\u{1D56A}"])
    expect(problemsOf(text)).toEqual([]);
});

it("refuses what is too long, and what no database stores", () => {
  expect(problemsOf("x".repeat(21))).toEqual(["This is too long."]);
  for (const text of ["a\0b", "half \uD83D", "\uDE00 half"]) {
    expect(problemsOf(text)).toEqual([expect.stringContaining("cannot be stored")]);
  }
});
