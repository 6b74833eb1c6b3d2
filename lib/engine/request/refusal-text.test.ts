import { describe, expect, test } from "vitest";
import { after } from "@/lib/engine/testing/facts";
import { refusalText } from "./refusal-text";
import { type Refusal, type RefusalCode, refusalRules } from "./refusals";

const examples: { readonly [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  accountDisabled: { code: "accountDisabled", who: "requestor" },
  packageNotFound: { code: "packageNotFound" },
  catalogDisabled: { code: "catalogDisabled" },
  externalNotAllowed: { code: "externalNotAllowed" },
  policyDisabled: { code: "policyDisabled" },
  noApplicablePolicy: { code: "noApplicablePolicy" },
  policyNotSelectable: { code: "policyNotSelectable", choices: [] },
  requestorKindNotAllowed: { code: "requestorKindNotAllowed" },
  openRequestExists: { code: "openRequestExists", requestId: "r" },
  alreadyAssigned: { code: "alreadyAssigned", assignmentId: "a", endAt: after(3) },
  incompatiblePackage: {
    code: "incompatiblePackage",
    conflicts: [{ kind: "accessPackage", id: "p" as never, displayName: "Vendors" }],
  },
  incompatibleGroup: {
    code: "incompatibleGroup",
    conflicts: [{ kind: "group", id: "g" as never, displayName: "Finance" }],
  },
  invalidForm: { code: "invalidForm", issues: [] },
  quotaExceeded: { code: "quotaExceeded", limit: 50 },
  requestNotFound: { code: "requestNotFound" },
  notAnApprover: { code: "notAnApprover" },
  ownRequest: { code: "ownRequest" },
  alreadyDecided: {
    code: "alreadyDecided",
    outcome: "approved",
    decidedBy: { personId: "d" as never, displayName: "Dora" },
  },
  deadlinePassed: { code: "deadlinePassed", deadlineAt: after(14) },
  reasonRequired: { code: "reasonRequired" },
  alreadyRevokedOrEnded: { code: "alreadyRevokedOrEnded" },
  cancelNotAllowed: { code: "cancelNotAllowed", state: "delivering" },
  removeNotAllowed: { code: "removeNotAllowed" },
  multiTargetWithQuestions: { code: "multiTargetWithQuestions" },
  tooManyTargets: { code: "tooManyTargets", limit: 100 },
  targetNotInDirectory: { code: "targetNotInDirectory" },
  reprocessWrongState: { code: "reprocessWrongState", state: "delivered" },
  reprocessTooLate: { code: "reprocessTooLate", until: after(14) },
  reprocessRetrying: { code: "reprocessRetrying" },
  extensionNotAllowed: { code: "extensionNotAllowed" },
  extensionOutOfScope: { code: "extensionOutOfScope" },
  extensionPastCap: { code: "extensionPastCap", latestEndAt: after(30) },
  bypassNotPermitted: { code: "bypassNotPermitted", missing: "role" },
  delegateNotPermitted: { code: "delegateNotPermitted", problem: "oneself" },
  delegationPeriodInvalid: { code: "delegationPeriodInvalid", maxDays: 30 },
  licenceLapsed: { code: "licenceLapsed" },
  roleNotSufficient: { code: "roleNotSufficient" },
  resubmitNotAllowed: { code: "resubmitNotAllowed", state: "delivered" },
  deleteNotAllowed: { code: "deleteNotAllowed", state: "pendingApproval" },
  questionNotAllowed: { code: "questionNotAllowed", problem: "openAlready" },
  nothingToAnswer: { code: "nothingToAnswer" },
  nothingToRemind: { code: "nothingToRemind", problem: "closed" },
  approverNotEligible: { code: "approverNotEligible", problem: "party" },
  answersNotEditable: { code: "answersNotEditable", problem: "switchedOff" },
  nudgeTooSoon: { code: "nudgeTooSoon", nextAt: after(1) },
  notWaitingForCallback: { code: "notWaitingForCallback" },
  approvalConfigInvalid: { code: "approvalConfigInvalid", problems: [] },
};

describe("a refusal in words", () => {
  for (const refusal of Object.values(examples)) {
    test(`${refusalRules[refusal.code].rule} ${refusal.code} has words of its own`, () => {
      expect(refusalText(refusal).title).not.toBe("");
      const same = Object.values(examples).filter((each) => refusalText(each).title === refusalText(refusal).title);
      expect(same).toHaveLength(1);
    });
  }

  test("ERR-12 a conflict names what conflicts", () => {
    expect(refusalText(examples.incompatiblePackage).items).toEqual(["Vendors"]);
    expect(refusalText(examples.incompatibleGroup).items).toEqual(["Group: Finance"]);
  });

  test("ERR-6 no other policy is promised where there is none", () => {
    const detail = (count: number) =>
      refusalText({ code: "policyNotSelectable", choices: Array(count).fill({ id: "p", name: "P" }) }).detail;
    expect(detail(0)).toBeUndefined();
    expect(detail(1)).toMatch(/another policy/i);
    expect(detail(2)).toMatch(/several/i);
  });
});
