import { describe, expect, test } from "vitest";
import { type Delegate, delegatesConcerned } from "@/lib/engine/directory-events";
import type { GroupId } from "@/lib/engine/ids";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, auditors, ben, dora, finance, hana, kim, ledgerOwners } from "@/lib/engine/testing/cast";
import { accepted, after, refusalOf, start } from "@/lib/engine/testing/facts";
import { type Candidate, type DelegationFacts, decideDelegation, decideDelegationRemoval } from "./delegation";

const named = (who: typeof ada) => ({ personId: who.id, displayName: who.displayName });
const somebody = (who: typeof ada, ...groups: GroupId[]): Candidate => ({
  delegate: named(who),
  isEnabled: who.isEnabled,
  groupIds: new Set(groups),
});
const group = (groupId: GroupId, ...around: GroupId[]): Candidate => ({
  delegate: { groupId, displayName: "A group" },
  isEnabled: true,
  groupIds: new Set([groupId, ...around]),
});
const facts = (settings: Partial<DelegationFacts["settings"]> = {}, parts: Partial<DelegationFacts> = {}) => ({
  settings: { ...defaultSettings, allowApprovalDelegation: true, ...settings },
  delegator: ada,
  mayActForAnybody: false,
  current: null,
  ...parts,
});
const set = (candidate: Candidate | null, given = facts(), parts = {}) =>
  decideDelegation(given, { by: ada.id, candidate, startAt: start, endAt: null, ...parts }, start);
const problemOf = (...args: Parameters<typeof set>) => {
  const result = set(...args);
  return result.ok ? null : "problem" in result.error ? result.error.problem : result.error.code;
};

describe("naming a delegate", () => {
  test("APP-80 any approver may name one where the organization allows it", () => {
    expect(accepted(set(somebody(dora)))).toEqual({
      kind: "delegationSet",
      at: start,
      personId: ada.id,
      delegate: named(dora),
      previous: null,
      startAt: start,
      endAt: null,
    });
    expect(problemOf(somebody(dora), facts({ allowApprovalDelegation: false }))).toBe("switchedOff");
  });

  test("APP-83 it names neither a package nor a request: it covers everything", () => {
    expect(Object.keys(accepted(set(somebody(dora)))).toSorted()).toEqual([
      "at",
      "delegate",
      "endAt",
      "kind",
      "personId",
      "previous",
      "startAt",
    ]);
  });

  test("APP-85 with an end or without; where the organization has a longest time, only with one", () => {
    expect(refusalOf(set(somebody(dora), facts(), { endAt: after(400) }))).toBeNull();
    const atMostTen = facts({ maxDelegationDays: 10 });
    expect(refusalOf(set(somebody(dora), atMostTen, { startAt: after(5), endAt: after(15) }))).toBeNull();
    expect(refusalOf(set(somebody(dora), atMostTen, { endAt: after(10, 0, 1) }))).toBe("delegationPeriodInvalid");
    expect(refusalOf(set(somebody(dora), atMostTen))).toBe("delegationPeriodInvalid");
  });

  test("APP-90 an end is optional: the newest description, not the older time-bound one", () => {
    expect(accepted(set(somebody(dora)))).toMatchObject({ endAt: null });
  });

  test("ERR-40 an end that is not after the start, and what the longest time is", () => {
    expect(set(somebody(dora), facts(), { startAt: after(5), endAt: after(5) })).toEqual({
      ok: false,
      error: { code: "delegationPeriodInvalid", maxDays: null },
    });
    expect(set(somebody(dora), facts({ maxDelegationDays: 30 }))).toMatchObject({ error: { maxDays: 30 } });
  });

  test("APP-86 restrictions are alternatives: the direct manager, or a member of a group named", () => {
    const restricted = facts({ delegatesAreDirectManagers: true, delegateGroupIds: [ledgerOwners] });
    expect(problemOf(somebody(ben), restricted)).toBeNull();
    expect(problemOf(somebody(kim, ledgerOwners), restricted)).toBeNull();
    expect(problemOf(somebody(kim, auditors), restricted)).toBe("restricted");
    expect(problemOf(somebody(ben), facts({ delegateGroupIds: [ledgerOwners] }))).toBe("restricted");
    expect(problemOf(somebody(kim, ledgerOwners), facts({ delegatesAreDirectManagers: true }))).toBe("restricted");
    expect(problemOf(somebody(kim))).toBeNull();
  });

  test("ERR-39 nobody is their own delegate, and nobody switched off is anybody's", () => {
    expect(problemOf(somebody(ada))).toBe("oneself");
    expect(problemOf({ ...somebody(dora), isEnabled: false })).toBe("disabled");
    expect(problemOf(null)).toBe("disabled");
  });

  test("APP-88 a group may be named, if it is or lies in one of the groups the organization named", () => {
    expect(accepted(set(group(finance)))).toMatchObject({ delegate: { groupId: finance } });
    const restricted = facts({ delegateGroupIds: [ledgerOwners] });
    expect(problemOf(group(ledgerOwners), restricted)).toBeNull();
    expect(problemOf(group(finance, ledgerOwners), restricted)).toBeNull();
    expect(problemOf(group(finance), restricted)).toBe("restricted");
  });

  test("APP-88 administrators set it for anybody, others for themselves alone", () => {
    expect(refusalOf(set(somebody(dora), facts(), { by: kim.id }))).toBe("roleNotSufficient");
    expect(refusalOf(set(somebody(dora), facts({}, { mayActForAnybody: true }), { by: kim.id }))).toBeNull();
    expect(refusalOf(decideDelegationRemoval(facts({}, { current: named(dora) }), kim.id, start))).toBe(
      "roleNotSufficient",
    );
  });
});

describe("one delegation a person", () => {
  const toDora: Delegate = named(dora);
  const toFinance: Delegate = { groupId: finance, displayName: "Finance" };

  test("LIM-38 a new one takes the place of the one there is", () => {
    expect(accepted(set(somebody(hana), facts({}, { current: toDora })))).toMatchObject({ previous: toDora });
  });

  test("APP-87 taking it away is at once, also where delegation was switched off meanwhile", () => {
    const off = facts({ allowApprovalDelegation: false }, { current: toDora });
    expect(accepted(decideDelegationRemoval(off, ada.id, after(2)))).toEqual({
      kind: "delegationRemoved",
      at: after(2),
      personId: ada.id,
      previous: toDora,
    });
    expect(accepted(decideDelegationRemoval(facts(), ada.id, start))).toBeNull();
  });

  test("NOT-21 the delegate hears of it when it is set, changed and taken away", () => {
    const concerned = (candidate: Candidate, current: Delegate | null) =>
      delegatesConcerned(accepted(set(candidate, facts({}, { current }))));
    expect(concerned(somebody(dora), null)).toEqual([toDora]);
    expect(concerned(somebody(dora), toDora)).toEqual([toDora]);
    expect(concerned(somebody(dora), toFinance)).toEqual([toDora, toFinance]);
    const removed = accepted(decideDelegationRemoval(facts({}, { current: toFinance }), ada.id, start));
    expect(removed && delegatesConcerned(removed)).toEqual([toFinance]);
    const at = { at: start, personId: ada.id, reason: "left" };
    expect(delegatesConcerned({ ...at, kind: "personDisabled" })).toEqual([]);
  });
});
