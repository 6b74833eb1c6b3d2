import { describe, expect, test } from "vitest";
import type { Person } from "@/lib/engine/directory";
import { effectsOf } from "@/lib/engine/effects";
import { startStage } from "@/lib/engine/request/advance";
import { evolve } from "@/lib/engine/request/evolve";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, decider, disabled, dora, hana, kim } from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { type AdditionFacts, decideAddition } from "./addition";
import { mayDecide } from "./decide";

const request = submitted(policy({ stages: [stage({ primaryApprovers: [person(dora)] })] }), { requestorId: kim.id });
const pending = afterEvents(request, startStage(request, 0, advanceFacts(), start));
const facts = (who: Person | null, parts: Partial<AdditionFacts> = {}): AdditionFacts => ({
  settings: defaultSettings,
  rights: { mayKnow: true, mayAdd: true },
  person: who,
  ...parts,
});
const add = (who: Person | null, parts: Partial<AdditionFacts> = {}, reason = "Dora is away", now = after(2)) =>
  decideAddition(pending, facts(who, parts), reason, now);

describe("APP-96 an approver who comes to a running stage", () => {
  test("APP-96 may decide from then on, is told so, and moves no deadline", () => {
    const [event] = accepted(add(hana)).events;
    if (!event) throw new Error("nobody came");
    const next = evolve(pending, event);
    expect(mayDecide(next, 0, decider(hana), after(2))).toEqual({
      ok: true,
      value: { capacity: "added", delegator: null },
    });
    expect(next.stages[0]).toMatchObject({ deadlineAt: after(14), approvers: [{}, { assignedAt: after(2) }] });
    expect(effectsOf(event, pending, next)).toMatchObject([
      { notification: "decisionNeeded", rule: "APP-96", to: [{ approver: { personId: hana.id } }] },
    ]);
  });

  test("APP-96 takes the role and a reason of at most 1000 characters", () => {
    expect(refusalOf(add(hana, { rights: { mayKnow: true, mayAdd: false } }))).toBe("roleNotSufficient");
    expect(refusalOf(add(hana, { rights: { mayKnow: false, mayAdd: false } }))).toBe("requestNotFound");
    expect(refusalOf(add(hana, {}, " \n"))).toBe("reasonRequired");
    expect(refusalOf(add(hana, {}, "x".repeat(1_001)))).toBe("invalidForm");
  });

  test("APP-96 is neither target nor submitter, nor switched off, nor asked already", () => {
    const problemOf = (who: Person | null, parts = {}) => {
      const result = add(who, parts);
      return result.ok ? null : "problem" in result.error && result.error.problem;
    };
    expect(problemOf(ada)).toBe("party");
    expect(problemOf(kim)).toBe("party");
    expect(problemOf(kim, { settings: { ...defaultSettings, allowSubmitterToApprove: true } })).toBeNull();
    expect(problemOf(disabled(hana))).toBe("disabled");
    expect(problemOf(null)).toBe("disabled");
    expect(problemOf(dora)).toBe("askedAlready");
  });

  test("APP-96 comes to no stage that is closed, by somebody or by time", () => {
    expect(refusalOf(add(hana, {}, "late", after(14)))).toBe("alreadyDecided");
    const canceled = afterEvents(pending, [{ kind: "requestCanceled", at: after(1), by: ada.id, reason: null }]);
    expect(decideAddition(canceled, facts(hana), "late", after(2))).toEqual({
      ok: false,
      error: { code: "alreadyDecided", outcome: "canceled", decidedBy: null },
    });
  });
});
