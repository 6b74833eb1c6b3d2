import { expect, test } from "vitest";
import { fieldIssueText } from "./field-issue-text";

test.each([
  "required",
  "unknownChoice",
  "onlyOne",
  "tooLong",
  "singleLine",
  "pattern",
  "unknownQuestion",
  "notAllowed",
  "notADate",
  "inThePast",
  "tooFarAhead",
  "policyEnded",
  "notAfterStart",
  "beyondLatest",
])("REQ-52 the problem %s has words at its field", (problem) => {
  const text = (each: string) => fieldIssueText({ code: "answerFormat", field: "f", problem: each, subject: "" });
  expect(text(problem)).not.toBe(text("something else"));
});

test("every word at a field was read by somebody before it changed", () => {
  const problems = [
    "required",
    "unknownChoice",
    "onlyOne",
    "tooLong",
    "singleLine",
    "notADate",
    "pattern",
    "readOnly",
    "unknownQuestion",
    "notAllowed",
    "inThePast",
    "tooFarAhead",
    "inTheFuture",
    "policyEnded",
    "notAfterStart",
    "beyondLatest",
    "anything else",
  ];
  const said = problems.map(
    (problem) => `${problem}: ${fieldIssueText({ code: "answerFormat", field: "f", problem, subject: "" })}`,
  );
  expect(said).toMatchInlineSnapshot(`
    [
      "required: This needs an answer.",
      "unknownChoice: Choose one of the offered answers.",
      "onlyOne: Choose only one.",
      "tooLong: This is too long.",
      "singleLine: Keep it to one line.",
      "notADate: This is not a date.",
      "pattern: This does not have the expected form.",
      "readOnly: This is kept as it is in the profile.",
      "unknownQuestion: The questions have changed meanwhile; reload the page.",
      "notAllowed: This policy does not let you choose a period.",
      "inThePast: Choose a start that is not in the past.",
      "tooFarAhead: Choose a start within the next ten years.",
      "inTheFuture: This access has begun already; its start cannot lie ahead.",
      "policyEnded: Access under this policy has ended for good.",
      "notAfterStart: Choose an end after the start.",
      "beyondLatest: This is later than the policy allows.",
      "anything else: This value cannot be used.",
    ]
  `);
});
