import { describe, expect, it } from "vitest";
import { lineOutcomes, needsLook, outcomeOf } from "./line-outcome";
import { type RefusalCode, refusalRules } from "./refusals";

describe("what becomes of a line", () => {
  it("ASG-30 refusals are told apart as the report has them, and the rest are refused for another reason", () => {
    const codes = Object.keys(refusalRules) as readonly RefusalCode[];
    const kinds = Object.fromEntries(
      codes.map((code) => [code, outcomeOf({ code })]).filter(([, outcome]) => outcome !== "refused"),
    );
    expect(kinds).toEqual({
      alreadyAssigned: "alreadyAssigned",
      openRequestExists: "alreadyAssigned",
      noApplicablePolicy: "outOfScope",
      externalNotAllowed: "outOfScope",
      incompatiblePackage: "incompatible",
      incompatibleGroup: "incompatible",
      targetNotInDirectory: "unknown",
    });
  });

  it("ASG-30 nothing is left to do for whoever has it, or is named above", () => {
    expect(lineOutcomes.filter((outcome) => !needsLook(outcome))).toEqual(["alreadyAssigned", "repeated", "assigned"]);
  });
});
