import { describe, expect, test } from "vitest";
import { ada, finance, policyIds } from "@/lib/engine/testing/cast";
import { policy, stage } from "@/lib/engine/testing/facts";
import {
  allowedTargetScopes,
  type OnBehalfRequestor,
  onBehalfRequestorSchema,
  requestorSettingsSchema,
} from "./policy";
import { type Asker, scopeRank, selectPolicies } from "./select";

const adaInFinance = { id: ada.id, kind: ada.kind, groupIds: new Set([finance]) };
const forFinance = policy({
  policyId: policyIds[0],
  displayName: "Finance",
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [{ kind: "groupMembers", groupId: finance }],
});
const forMembers = policy({ policyId: policyIds[1], displayName: "Employees" });
const forAll = policy({ policyId: policyIds[2], displayName: "Everyone", allowedTargetScope: "allDirectoryUsers" });

const ofKind =
  (asker: Asker) =>
  (...policies: (typeof forAll)[]) =>
    selectPolicies(policies, adaInFinance, asker);
const asManager = ofKind({ kind: "onBehalf", isManager: true, isMember: true });
const asColleague = ofKind({ kind: "onBehalf", isManager: false, isMember: true });
const asGuest = ofKind({ kind: "onBehalf", isManager: false, isMember: false });
const asAdministrator = ofKind({ kind: "admin" });
const onBehalf = (...kinds: OnBehalfRequestor["kind"][]) => ({
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: kinds.map((kind) => ({ kind })),
});
const byManagers = policy({ displayName: "By managers", requestorSettings: onBehalf("requestorManager") });
const byAnybody = policy({ displayName: "By anybody", requestorSettings: onBehalf("anyDirectoryUser") });

const select = (...policies: (typeof forAll)[]) => selectPolicies(policies, adaInFinance, { kind: "self" });
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

describe("how somebody asks", () => {
  test("WHO-34 a policy says for each kind of requestor whether it may ask", () => {
    const closed = policy({
      requestorSettings: { enableTargetsToSelfAddAccess: false, enableAdministratorsToAddAccess: false },
    });
    for (const ask of [select, asManager, asColleague, asAdministrator]) {
      expect(ask(closed).verdicts.map((each) => each.verdict)).toEqual(["requestorKindOff"]);
    }
    expect(names(select(byManagers).selectable)).toEqual(["By managers"]);
    expect(names(asManager(byManagers).selectable)).toEqual(["By managers"]);
    expect(names(asAdministrator(byManagers).selectable)).toEqual(["By managers"]);
  });

  test("WHO-34 the kinds that may ask for others are managers and any user of the directory", () => {
    const kinds = onBehalfRequestorSchema.options.map((option) => option.shape.kind.value);
    expect(kinds).toEqual(["requestorManager", "anyDirectoryUser"]);
  });

  test("WHO-37 where managers may ask for their reports, others may not", () => {
    expect(names(asManager(byManagers).selectable)).toEqual(["By managers"]);
    expect(asColleague(byManagers).selectable).toEqual([]);
  });

  test("WHO-38 where anybody may ask for others, members of the directory may and guests may not", () => {
    expect(names(asColleague(byAnybody).selectable)).toEqual(["By anybody"]);
    expect(asGuest(byAnybody).selectable).toEqual([]);
  });

  test("WHO-40 naming kinds of requestors is not enough: asking for others is off until it is switched on", () => {
    expect(requestorSettingsSchema.parse({}).enableOnBehalfRequestorsToAddAccess).toBe(false);
    const named = policy({
      requestorSettings: { ...onBehalf("anyDirectoryUser"), enableOnBehalfRequestorsToAddAccess: false },
    });
    expect(asColleague(named).selectable).toEqual([]);
    const empty = policy({ requestorSettings: onBehalf() });
    expect(asManager(empty).selectable).toEqual([]);
  });

  test("WHO-30 policies compete by rank for somebody who asks for another as they do for oneself", () => {
    const better = { ...forFinance, requestorSettings: byManagers.requestorSettings };
    expect(names(asManager(byManagers, better).selectable)).toEqual(["Finance"]);
    expect(names(asManager(byManagers, forFinance).selectable)).toEqual(["By managers"]);
  });

  test("WHO-36 scope none holds whomever an administrator chooses, and nobody else's wish", () => {
    const direct = policy({ displayName: "Direct", allowedTargetScope: "notSpecified" });
    expect(names(asAdministrator(direct).selectable)).toEqual(["Direct"]);
    for (const ask of [select, asManager, asColleague]) {
      expect(ask(direct).verdicts.map((each) => each.verdict)).toEqual(["outOfScope"]);
    }
    expect(asAdministrator({ ...direct, isEnabled: false }).verdicts.map((each) => each.verdict)).toEqual(["disabled"]);
  });

  test("WHO-45 an administrator is offered every policy that holds the target, without ranking", () => {
    expect(names(asAdministrator(forAll, forMembers, forFinance).selectable)).toEqual([
      "Everyone",
      "Employees",
      "Finance",
    ]);
  });

  test("WHO-46 a policy that does not hold the target is not the administrator's to give either", () => {
    const notForAda = policy({ allowedTargetScope: "specificDirectoryUsers" });
    expect(asAdministrator(notForAda).verdicts.map((each) => each.verdict)).toEqual(["outOfScope"]);
  });
});
