import type { FieldIssue } from "./refusals";

const fieldProblems: Readonly<Record<string, string>> = {
  required: "This needs an answer.",
  unknownChoice: "Choose one of the offered answers.",
  onlyOne: "Choose only one.",
  tooLong: "This is too long.",
  singleLine: "Keep it to one line.",
  notADate: "This is not a date.",
  pattern: "This does not have the expected form.",
  readOnly: "This is kept as it is in the profile.",
  unknownQuestion: "The questions have changed meanwhile; reload the page.",
  notAllowed: "This policy does not let you choose a period.",
  inThePast: "Choose a start that is not in the past.",
  tooFarAhead: "Choose a start within the next ten years.",
  inTheFuture: "This access has begun already; its start cannot lie ahead.",
  policyEnded: "Access under this policy has ended for good.",
  notAfterStart: "Choose an end after the start.",
  beyondLatest: "This is later than the policy allows.",
};

/** The message at the field of one problem. */
export const fieldIssueText = (issue: FieldIssue): string =>
  fieldProblems[issue.problem] ?? "This value cannot be used.";
