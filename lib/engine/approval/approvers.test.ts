import { describe, expect, test } from "vitest";
import type { Person } from "@/lib/engine/directory";
import {
  ada,
  auditors,
  ben,
  cleo,
  decider,
  directoryOf,
  disabled,
  dora,
  eli,
  finn,
  gus,
  hana,
  jun,
  kim,
  ledgerOwners,
} from "@/lib/engine/testing/cast";
import { manager, namesOf, person, sponsors, stage } from "@/lib/engine/testing/facts";
import { alternateApprovers, isNobody, missingFallbacks, primaryApprovers } from "./approvers";
import { capacityOf } from "./decider";

const adaForHerself = { targetId: ada.id, requestorId: ada.id };
const group = (groupId: typeof ledgerOwners) => ({ kind: "groupMembers" as const, groupId });
const ids = (...people: Person[]) => people.map((each) => each.id);

const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
const asked = (which = byManager, directory = directoryOf(), parties = adaForHerself) =>
  namesOf(primaryApprovers(which, directory, parties));
const joining = (which: typeof byManager, directory = directoryOf(), parties = adaForHerself) =>
  namesOf(alternateApprovers(which, directory, parties));

describe("whom a stage asks", () => {
  test("APP-17 manager and sponsors are those of the target, never of the submitter", () => {
    const kimForAda = { targetId: ada.id, requestorId: kim.id };
    const kimHasCleo = directoryOf([{ ...kim, managerId: cleo.id, sponsorIds: [hana.id] }]);
    const both = stage({ primaryApprovers: [manager(), sponsors] });
    expect(asked(both, kimHasCleo, kimForAda)).toEqual(ids(ben, jun));
  });

  test("APP-24 relationships are people from the moment the stage starts, groups stay groups", () => {
    const mixed = stage({ primaryApprovers: [manager(), group(ledgerOwners)] });
    expect(primaryApprovers(mixed, directoryOf(), adaForHerself)).toEqual([
      { capacity: "primary", source: "manager", personId: ben.id },
      { capacity: "primary", source: "group", groupId: ledgerOwners },
    ]);
  });

  test("APP-25 primaries first; where a relationship yields nobody, the fallbacks, again without the ineligible", () => {
    const byManagerOrTwo = stage({
      primaryApprovers: [manager()],
      fallbackPrimaryApprovers: [person(finn), person(hana)],
    });
    const benIsGone = directoryOf([disabled(ben), disabled(finn)]);
    expect(asked(byManagerOrTwo)).toEqual(ids(ben));
    expect(asked(byManagerOrTwo, benIsGone)).toEqual(ids(hana));
  });

  test("APP-27 the target, the submitter and disabled accounts are not asked", () => {
    const kimForAda = { targetId: ada.id, requestorId: kim.id };
    const four = stage({ primaryApprovers: [person(ada), person(kim), person(dora), person(hana)] });
    expect(asked(four, directoryOf([disabled(hana)]), kimForAda)).toEqual(ids(dora));
  });

  test("APP-29 fallbacks replace and never join: where the manager is found they are not asked", () => {
    expect(asked(byManager)).toEqual(ids(ben));
  });

  test("APP-31 nobody is their own manager, and a disabled manager is none", () => {
    expect(asked(byManager, directoryOf([{ ...ada, managerId: ada.id }]))).toEqual(ids(finn));
    expect(asked(byManager, directoryOf([disabled(ben)]))).toEqual(ids(finn));
    expect(asked(byManager, directoryOf([{ ...ada, managerId: null }]))).toEqual(ids(finn));
  });

  test("APP-31 the level-2 manager of somebody whose manager manages themself is not found", () => {
    const byLevelTwo = stage({ primaryApprovers: [manager(2)], fallbackPrimaryApprovers: [person(finn)] });
    expect(asked(byLevelTwo)).toEqual(ids(cleo));
    expect(asked(byLevelTwo, directoryOf([{ ...ben, managerId: ben.id }]))).toEqual(ids(finn));
  });

  test("APP-66 two people who manage each other do not decide on themselves by way of level 2", () => {
    const byLevelTwo = stage({ primaryApprovers: [manager(2)], fallbackPrimaryApprovers: [person(finn)] });
    expect(asked(byLevelTwo, directoryOf([{ ...ben, managerId: ada.id }]))).toEqual(ids(finn));
  });

  test("APP-32 where nobody can be found the set is empty, which is said", () => {
    const alone = stage({ primaryApprovers: [person(ada)] });
    const approvers = primaryApprovers(alone, directoryOf(), adaForHerself);
    expect(approvers).toEqual([]);
    expect(isNobody(approvers, directoryOf(), adaForHerself)).toBe(true);
  });

  test("APP-32 a group in which nobody may decide is nobody too", () => {
    const byOwners = stage({ primaryApprovers: [group(ledgerOwners)] });
    const onlyAda = directoryOf([], [[ledgerOwners, [ada]]]);
    const approvers = primaryApprovers(byOwners, onlyAda, adaForHerself);
    expect(isNobody(approvers, onlyAda, adaForHerself)).toBe(true);
    expect(isNobody(approvers, directoryOf([], [[ledgerOwners, [ada, dora]]]), adaForHerself)).toBe(false);
  });

  test("APP-69 where self-exclusion empties a stage of named people, its fallbacks decide", () => {
    const byAda = stage({ primaryApprovers: [person(ada)], fallbackPrimaryApprovers: [person(finn)] });
    expect(asked(byAda)).toEqual(ids(finn));
  });

  test("APP-67 a manager who submits for a report does not decide: the fallbacks do", () => {
    const benForAda = { targetId: ada.id, requestorId: ben.id };
    expect(asked(byManager, directoryOf(), benForAda)).toEqual(ids(finn));
  });

  test("APP-21 a guest may be an approver", () => {
    const byGus = stage({ primaryApprovers: [person(gus)] });
    const approvers = primaryApprovers(byGus, directoryOf(), adaForHerself);
    expect(capacityOf(approvers, decider(gus))).toBe("primary");
  });
});

describe("who joins when a stage is forwarded", () => {
  const toLevelTwo = stage({
    primaryApprovers: [manager()],
    fallbackPrimaryApprovers: [person(finn)],
    isEscalationEnabled: true,
    escalationAfterDays: 8,
    escalationApprovers: [manager(2)],
    fallbackEscalationApprovers: [person(eli)],
  });

  test("APP-30 the level-2 manager joins; where there is none, the alternates' own fallbacks", () => {
    expect(joining(toLevelTwo)).toEqual(ids(cleo));
    expect(joining(toLevelTwo, directoryOf([disabled(cleo)]))).toEqual(ids(eli));
  });

  test("APP-65 no alternate and no fallback of theirs: nobody joins", () => {
    expect(joining(stage({ escalationApprovers: [person(ada)] }))).toEqual([]);
    expect(joining(toLevelTwo, directoryOf([disabled(cleo), disabled(eli)]))).toEqual([]);
  });
});

describe("when an approver leaves while the stage runs", () => {
  const current = primaryApprovers(byManager, directoryOf(), adaForHerself);

  test("APP-33 the others keep the item; fallbacks come only when nobody is left", () => {
    const two = stage({ primaryApprovers: [person(dora), person(hana)], fallbackPrimaryApprovers: [person(finn)] });
    const both = primaryApprovers(two, directoryOf(), adaForHerself);
    const missing = (...gone: Person[]) =>
      namesOf(missingFallbacks(two, both, directoryOf(gone.map(disabled)), adaForHerself));
    expect(missing(dora)).toEqual([]);
    expect(missing(dora, hana)).toEqual(ids(finn));
    expect(missing(dora, hana, finn)).toEqual([]);
  });

  test("APP-33 fallbacks that are there already are not brought in again", () => {
    const benIsGone = directoryOf([disabled(ben)]);
    const joined = missingFallbacks(byManager, current, benIsGone, adaForHerself);
    expect(namesOf(joined)).toEqual(ids(finn));
    expect(missingFallbacks(byManager, [...current, ...joined], benIsGone, adaForHerself)).toEqual([]);
  });
});

describe("in which capacity somebody may decide", () => {
  const byOwners = stage({ primaryApprovers: [group(ledgerOwners), group(auditors)] });
  const entries = primaryApprovers(byOwners, directoryOf(), adaForHerself);

  test("APP-19 any member of an approver group may act", () => {
    expect(capacityOf(entries, decider(dora, ledgerOwners))).toBe("primary");
    expect(capacityOf(entries, decider(hana, auditors))).toBe("primary");
    expect(capacityOf(entries, decider(kim))).toBeNull();
  });

  test("APP-26 membership counts at the decision: who joined later may, who left may not", () => {
    expect(capacityOf(entries, decider(kim, ledgerOwners))).toBe("primary");
    expect(capacityOf(entries, decider(dora))).toBeNull();
  });

  test("APP-27 a disabled account decides nothing", () => {
    expect(capacityOf(entries, decider(disabled(dora), ledgerOwners))).toBeNull();
  });

  test("APP-43 somebody who is asked twice decides in the capacity they were asked in first", () => {
    const both = [
      { capacity: "alternate" as const, source: "user" as const, personId: dora.id },
      { capacity: "primary" as const, source: "group" as const, groupId: ledgerOwners },
    ];
    expect(capacityOf(both, decider(dora, ledgerOwners))).toBe("primary");
    expect(capacityOf(both, decider(dora))).toBe("alternate");
  });
});
