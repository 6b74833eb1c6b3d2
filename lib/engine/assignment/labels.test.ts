import { expect, test } from "vitest";
import { assignmentStates, endReasons } from "./assignment";
import { assignmentStateLabel, endReasonLabel } from "./labels";

test("ASN-1 every state of an assignment has a caption of its own", () => {
  const texts = assignmentStates.map((state) => assignmentStateLabel[state].text);
  expect(new Set(texts).size).toBe(assignmentStates.length);
});

test("ASN-4 every reason for an end has words", () => {
  for (const reason of endReasons) expect(endReasonLabel[reason]).not.toBe("");
});
