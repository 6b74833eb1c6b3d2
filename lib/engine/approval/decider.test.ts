import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Person } from "@/lib/engine/directory";
import { effectsOf } from "@/lib/engine/effects";
import { startStage } from "@/lib/engine/request/advance";
import { evolve } from "@/lib/engine/request/evolve";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { decideTimers } from "@/lib/engine/request/timers";
import { defaultSettings } from "@/lib/engine/settings";
import { anyGroup, anyInstant, anyPerson, anyStages, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  ben,
  decider,
  directoryOf,
  disabled,
  dora,
  eli,
  finn,
  hana,
  kim,
  ledgerOwners,
} from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  manager,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { askedStage, decideStage, mayDecide } from "./decide";
import type { Decider, HeldDelegation } from "./decider";

const delegating = { ...defaultSettings, allowApprovalDelegation: true };

const from = (who: Person, parts: Partial<HeldDelegation> = {}): HeldDelegation => ({
  delegator: { personId: who.id, displayName: who.displayName },
  isDelegatorEnabled: true,
  takesEffectAt: start,
  endAt: null,
  ...parts,
});

/** Somebody who holds delegations where the organization allows them. */
const holding = (who: Person, delegations: HeldDelegation[], settings = delegating): Decider => ({
  ...decider(who),
  delegations,
  settings,
});

const forwardedToEli = stage({
  primaryApprovers: [person(dora), { kind: "groupMembers", groupId: ledgerOwners }],
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
});
const request = submitted(policy({ stages: [forwardedToEli] }), { requestorId: kim.id });
const pending = afterEvents(request, startStage(request, 0, advanceFacts(), start));
const right = (who: Decider, now = after(1), of: AssignmentRequest = pending) => {
  const result = mayDecide(of, 0, who, now);
  return result.ok ? [result.value.capacity, result.value.delegator?.personId ?? null] : result.error.code;
};

describe("deciding in somebody's place", () => {
  test("APP-80 only where the organization allows it", () => {
    expect(right(holding(hana, [from(dora)]))).toEqual(["primary", dora.id]);
    expect(right(holding(hana, [from(dora)], defaultSettings))).toBe("notAnApprover");
  });

  test("APP-81 what asks the delegator as a member of a group is not passed on", () => {
    expect(right({ ...decider(finn, ledgerOwners) })).toEqual(["primary", null]);
    expect(right(holding(hana, [from(finn)]))).toBe("notAnApprover");
  });

  test("APP-81 nor what was assigned before the delegation took effect; what comes later is", () => {
    const late = holding(hana, [from(dora, { takesEffectAt: after(2) }), from(eli, { takesEffectAt: after(2) })]);
    expect(right(late, after(3))).toBe("notAnApprover");
    const forwarded = afterEvents(pending, decideTimers(pending, advanceFacts(), after(8)).events);
    expect(right(late, after(9), forwarded)).toEqual(["alternate", eli.id]);
  });

  test("APP-82 the delegator keeps the right; the first decision wins and names both", () => {
    const command = { stage: 0, verdict: "approve", reason: "" } as const;
    const by = (who: Decider) => decideStage(pending, advanceFacts({ settings: delegating }), who, command, after(1));
    expect(refusalOf(by(holding(dora, [])))).toBeNull();
    const decided = afterEvents(pending, accepted(by(holding(hana, [from(dora)]))).events);
    expect(decided.stages[0]).toMatchObject({
      decision: {
        personId: hana.id,
        capacity: "primary",
        delegator: { personId: dora.id, displayName: dora.displayName },
      },
    });
    expect(right(holding(dora, []), after(1), decided)).toBe("alreadyDecided");
  });

  test("APP-82 the own right beats one that is held for somebody else", () => {
    expect(right({ ...holding(eli, [from(dora)]), groupIds: new Set([ledgerOwners]) })).toEqual(["primary", null]);
    expect(right(holding(hana, [from(eli), from(dora)]))).toEqual(["primary", dora.id]);
  });

  test("APP-82 of several in whose place somebody decides, the one with the lower id is named, in any order", () => {
    const both = submitted(policy({ stages: [stage({ primaryApprovers: [person(hana), person(dora)] })] }));
    const asked = afterEvents(both, startStage(both, 0, advanceFacts(), start));
    for (const delegations of [
      [from(dora), from(hana)],
      [from(hana), from(dora)],
    ]) {
      expect(right(holding(eli, delegations), after(1), asked)).toEqual(["primary", dora.id]);
    }
  });

  test("APP-84 one hop only: the delegate's delegate has nothing to decide", () => {
    expect(right(holding(ben, [from(hana)]))).toBe("notAnApprover");
  });

  test("APP-85 from its start to its end, and not at the end", () => {
    const week = holding(hana, [from(dora, { takesEffectAt: start, endAt: after(7) })]);
    expect(right(week, new Date(after(7).getTime() - 1))).toEqual(["primary", dora.id]);
    expect(right(week, after(7))).toBe("notAnApprover");
  });

  test("APP-68 a delegate who is target or submitter is skipped; the delegator keeps it", () => {
    expect(right(holding(ada, [from(dora)]))).toBe("ownRequest");
    expect(right(holding(kim, [from(dora)]))).toBe("ownRequest");
    expect(right(holding(dora, []))).toEqual(["primary", null]);
  });

  test("APP-89 a delegate sees for whom each item is", () => {
    const delegator = { personId: dora.id, displayName: dora.displayName };
    expect(askedStage(pending, holding(hana, [from(dora)]), after(1))).toEqual({
      stage: 0,
      capacity: "primary",
      delegator,
    });
  });

  test("APP-91 a disabled delegate is ignored, and so is the delegation of a disabled person", () => {
    expect(right(holding(disabled(hana), [from(dora)]))).toBe("notAnApprover");
    expect(right(holding(hana, [from(dora, { isDelegatorEnabled: false })]))).toBe("notAnApprover");
  });

  test("NOT-23 the requestor and the delegator learn that a delegate decided, and for whom", () => {
    const command = { stage: 0, verdict: "deny", reason: "no" } as const;
    const facts = advanceFacts({ settings: delegating });
    const [event] = accepted(decideStage(pending, facts, holding(hana, [from(dora)]), command, after(1))).events;
    if (!event) throw new Error("no decision");
    expect(effectsOf(event, pending, evolve(pending, event))).toEqual([
      {
        kind: "notify",
        notification: "delegateDecided",
        rule: "NOT-23",
        to: [
          { kind: "person", personId: kim.id },
          { kind: "person", personId: dora.id },
        ],
      },
    ]);
  });
});

describe("the switch for submitters", () => {
  const allowing = { ...defaultSettings, allowSubmitterToApprove: true };
  const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
  const started = (settings: typeof allowing) => {
    const forAda = submitted(policy({ stages: [byManager] }), { requestorId: ben.id });
    return afterEvents(forAda, startStage(forAda, 0, advanceFacts({ settings }), start));
  };

  test("APP-67 a manager who submits for a report decides only where the organization lets submitters", () => {
    expect(right({ ...decider(ben), settings: allowing }, after(1), started(allowing))).toEqual(["primary", null]);
    expect(right(decider(ben), after(1), started(defaultSettings))).toBe("ownRequest");
    expect(right(decider(finn), after(1), started(defaultSettings))).toEqual(["fallback", null]);
  });

  test("APP-67 switched off again, it is off for what runs already", () => {
    expect(right(decider(ben), after(1), started(allowing))).toBe("ownRequest");
    const heldForBen = { ...holding(hana, [from(ben)]) };
    expect(right(heldForBen, after(1), started(allowing))).toBe("notAnApprover");
  });

  test("APP-66 it never lets the target decide", () => {
    const own = submitted(policy({ stages: [stage({ primaryApprovers: [person(dora)] })] }), { requestorId: ada.id });
    const running = afterEvents(own, startStage(own, 0, advanceFacts({ settings: allowing }), start));
    expect(right({ ...decider(ada), settings: allowing }, after(1), running)).toBe("ownRequest");
  });
});

describe("whatever is delegated", () => {
  const anyHeld = fc
    .record({
      who: anyPerson,
      isDelegatorEnabled: fc.boolean(),
      takesEffectAt: anyInstant,
      endAt: fc.option(anyInstant),
    })
    .map(({ who, ...parts }) => from(who, parts));

  test("APP-84 whoever decides is asked themself, or somebody who is asked by name named them", () => {
    checked(
      fc.property(
        anyStages,
        anyPerson,
        fc.array(anyHeld, { maxLength: 4 }),
        fc.uniqueArray(anyGroup),
        fc.boolean(),
        anyInstant,
        (stages, who, delegations, groups, isOn, now) => {
          const asked = submitted(policy({ stages }));
          const started = afterEvents(asked, startStage(asked, 0, advanceFacts({ directory: directoryOf() }), start));
          const settings = { ...defaultSettings, allowApprovalDelegation: isOn };
          const result = mayDecide(
            started,
            0,
            { ...holding(who, delegations, settings), groupIds: new Set(groups) },
            now,
          );
          if (!result.ok || !result.value.delegator) return;
          const { personId } = result.value.delegator;
          const entries = started.stages[0]?.approvers ?? [];
          expect(isOn && delegations.some((each) => each.delegator.personId === personId)).toBe(true);
          expect(entries.some((entry) => "personId" in entry && entry.personId === personId)).toBe(true);
          expect([asked.targetId, asked.requestorId]).not.toContain(personId);
          expect([asked.targetId, asked.requestorId]).not.toContain(who.id);
        },
      ),
    );
  });
});
