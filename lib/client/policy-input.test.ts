import { describe, expect, it } from "vitest";
import { POLICY_CHARS_MAX, policyInput } from "./policy-input";

const policy = {
  displayName: "Employees",
  description: "",
  isEnabled: true,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  requestorSettings: {},
  requestApprovalSettings: { isApprovalRequiredForAdd: false, stages: [] },
  questions: [],
  expiration: { type: "noExpiration" },
  notificationSettings: {},
};

const issuesOf = (text: unknown) => {
  const read = policyInput(text);
  return read.ok ? [] : read.error.issues.map(({ path }) => path.join("."));
};

describe("a policy that was sent", () => {
  it("is read without what does not belong to it", () => {
    const read = policyInput(JSON.stringify({ ...policy, version: 7, createdAt: "2020-01-01" }));
    expect(read.ok && Object.keys(read.value).sort()).toEqual(Object.keys(policy).sort());
  });

  it("is one message above the form where it cannot be read at all", () => {
    const deep = "[".repeat(100_000);
    for (const text of [undefined, "", "{", "null", "[]", '"text"', "7", deep, new Blob(["{}"])]) {
      expect(issuesOf(text)).toEqual([""]);
    }
    expect(issuesOf(JSON.stringify({ ...policy, description: "x".repeat(POLICY_CHARS_MAX) }))).toEqual([""]);
  });

  it("says what is forged where it is", () => {
    expect(issuesOf(JSON.stringify({ ...policy, allowedTargetScope: "specificConnectedOrganizationUsers" }))).toEqual([
      "allowedTargetScope",
    ]);
    const targets = [{ kind: "singleUser", userId: "everybody" }];
    expect(issuesOf(JSON.stringify({ ...policy, specificAllowedTargets: targets }))).toEqual([
      "specificAllowedTargets.0.userId",
    ]);
  });

  it("refuses texts that cannot be stored, at their fields", () => {
    const question = {
      kind: "text",
      id: "q",
      sequence: 0,
      text: "Why\ud800?",
      isRequired: true,
      isSingleLineQuestion: true,
    };
    expect(issuesOf(JSON.stringify({ ...policy, displayName: "E\0", questions: [question] }))).toEqual([
      "displayName",
      "questions.0.text",
    ]);
  });
});
