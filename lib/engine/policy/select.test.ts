import { describe, expect, test } from "vitest";
import { ada, finance, policyIds } from "@/lib/engine/testing/cast";
import { policy, stage } from "@/lib/engine/testing/facts";
import { allowedTargetScopes } from "./policy";
import { scopeRank, selectPolicies } from "./select";

const adaInFinance = { id: ada.id, kind: ada.kind, groupIds: new Set([finance]) };
const forFinance = policy({
  policyId: policyIds[0],
  displayName: "Finance",
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [{ kind: "groupMembers", groupId: finance }],
});
const forMembers = policy({ policyId: policyIds[1], displayName: "Employees" });
const forAll = policy({ policyId: policyIds[2], displayName: "Everyone", allowedTargetScope: "allDirectoryUsers" });

const select = (...policies: (typeof forAll)[]) => selectPolicies(policies, adaInFinance, "self");
const names = (policies: readonly (typeof forAll)[]) => policies.map((each) => each.displayName);

describe("several policies of one package", () => {
  test("WHO-28 only enabled policies that hold the target and let this kind of requestor ask are considered", () => {
    const off = policy({ policyId: policyIds[0], isEnabled: false });
    const notForAda = policy({ policyId: policyIds[1], allowedTargetScope: "specificDirectoryUsers" });
    const notByOneself = policy({
      policyId: policyIds[2],
      requestorSettings: { enableTargetsToSelfAddAccess: false },
    });
    const { selectable, verdicts } = select(off, notForAda, notByOneself);
    expect(selectable).toEqual([]);
    expect(verdicts.map((each) => each.verdict)).toEqual(["disabled", "outOfScope", "requestorKindOff"]);
  });

  test("WHO-29 listed people come first, then members, then everyone in the directory, then configured and new externals", () => {
    expect(scopeRank).toEqual({
      notSpecified: null,
      specificDirectoryUsers: 1,
      specificConnectedOrganizationUsers: 1,
      allMemberUsers: 2,
      allDirectoryUsers: 3,
      allConfiguredConnectedOrganizationUsers: 4,
      allExternalUsers: 4,
    });
    expect(Object.keys(scopeRank).sort()).toEqual([...allowedTargetScopes].sort());
  });

  test("WHO-30 only the best rank present is offered, whatever the order of the policies", () => {
    expect(names(select(forAll, forMembers, forFinance).selectable)).toEqual(["Finance"]);
    expect(names(select(forFinance, forAll).selectable)).toEqual(["Finance"]);
    expect(names(select(forAll, forMembers).selectable)).toEqual(["Employees"]);
  });

  test("WHO-30 two policies of the best rank are both offered", () => {
    const second = { ...forFinance, policyId: policyIds[3], displayName: "Finance, short" };
    expect(names(select(forFinance, forAll, second).selectable)).toEqual(["Finance", "Finance, short"]);
  });

  test("WHO-30 a better rank that does not let the person ask does not hide a lower one that does", () => {
    const notByOneself = { ...forFinance, requestorSettings: { ...forFinance.requestorSettings } };
    notByOneself.requestorSettings.enableTargetsToSelfAddAccess = false;
    expect(names(select(notByOneself, forMembers).selectable)).toEqual(["Employees"]);
  });

  test("WHO-31 somebody in specific users and in all users gets the first and is not offered the second", () => {
    const { selectable, verdicts } = select(forFinance, forAll);
    expect(names(selectable)).toEqual(["Finance"]);
    expect(verdicts.map((each) => each.verdict)).toEqual(["selectable", "lowerRank"]);
  });

  test("WHO-33 neither approval nor duration makes a policy better than another of its rank", () => {
    const strict = policy({ policyId: policyIds[0], displayName: "Strict", stages: [stage()] });
    const short = policy({
      policyId: policyIds[1],
      displayName: "Short",
      expiration: { type: "afterHours", hours: 1 },
    });
    expect(names(select(strict, short).selectable)).toEqual(["Strict", "Short"]);
  });

  test("WHO-35 a policy that does not let people ask for themselves is not offered to them", () => {
    const notByOneself = policy({ requestorSettings: { enableTargetsToSelfAddAccess: false } });
    expect(select(notByOneself).selectable).toEqual([]);
  });
});
