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
  "policyEnded",
  "notAfterStart",
  "beyondLatest",
])("REQ-52 the problem %s has words at its field", (problem) => {
  const text = (each: string) => fieldIssueText({ code: "answerFormat", field: "f", problem: each, subject: "" });
  expect(text(problem)).not.toBe(text("something else"));
});
