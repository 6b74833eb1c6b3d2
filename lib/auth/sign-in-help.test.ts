import { expect, test } from "vitest";
import { signInProblems } from "./safe-path";
import { helpFor, signInHelp } from "./sign-in-help";

test("ERR-51 each situation that is no error of the portal has its help", () => {
  const { situations } = helpFor(null);
  const told = situations.map((situation) => signInHelp[situation].body);
  for (const word of ["personal account", "private window", "link", "consent"]) {
    expect(
      told.filter((body) => body.includes(word)),
      word,
    ).toHaveLength(1);
  }
});

test("ERR-51 the help lies open for those who could not sign in, and only for them", () => {
  expect(helpFor(null).isOpen).toBe(false);
  const open = signInProblems.filter((problem) => helpFor(problem).isOpen);
  expect(open).toEqual(signInProblems.filter((problem) => problem !== "signedOut"));
});
