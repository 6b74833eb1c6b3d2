import { describe, expect, test } from "vitest";
import { startStage } from "@/lib/engine/request/advance";
import { ben, decider, directoryOf, disabled, finn } from "@/lib/engine/testing/cast";
import {
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
import { mayDecide } from "./decide";
import { decideStandIn } from "./stand-in";

const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
const request = submitted(policy({ stages: [byManager] }));
const pending = afterEvents(request, startStage(request, 0, advanceFacts(), start));
const benIsGone = directoryOf([disabled(ben)]);

describe("the only approver leaves while the stage runs", () => {
  test("APP-33 the fallbacks take over and the deadline stays", () => {
    expect(refusalOf(mayDecide(pending, 0, decider(finn), after(3)))).toBe("notAnApprover");
    const now = afterEvents(pending, decideStandIn(pending, advanceFacts({ directory: benIsGone }), after(3)).events);
    expect(mayDecide(now, 0, decider(finn), after(3))).toEqual({
      ok: true,
      value: { capacity: "fallback", delegator: null },
    });
    expect(now.stages[0]?.deadlineAt).toEqual(after(14));
  });

  test("APP-33 it happens once, and never while somebody is left or nothing is pending", () => {
    const now = afterEvents(pending, decideStandIn(pending, advanceFacts({ directory: benIsGone }), after(3)).events);
    expect(decideStandIn(now, advanceFacts({ directory: benIsGone }), after(4)).events).toEqual([]);
    expect(decideStandIn(pending, advanceFacts(), after(3)).events).toEqual([]);
    const canceled = afterEvents(pending, [{ kind: "requestCanceled", at: after(1), by: null, reason: null }]);
    expect(decideStandIn(canceled, advanceFacts({ directory: benIsGone }), after(3)).events).toEqual([]);
  });

  test("APP-33 without a fallback, or with one who left too, the item waits", () => {
    expect(
      decideStandIn(pending, advanceFacts({ directory: directoryOf([disabled(ben), disabled(finn)]) }), after(3))
        .events,
    ).toEqual([]);
  });
});
