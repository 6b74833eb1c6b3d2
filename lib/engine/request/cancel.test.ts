import { describe, expect, test } from "vitest";
import { ada, ben, dora, kim } from "@/lib/engine/testing/cast";
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
import { startStage } from "./advance";
import { decideCancellation } from "./cancel";
import type { RequestEvent } from "./events";
import type { AssignmentRequest } from "./request";

const pending = (parts = {}): AssignmentRequest => {
  const request = submitted(policy({ stages: [stage({ primaryApprovers: [person(dora)] })] }), parts);
  return afterEvents(request, startStage(request, 0, advanceFacts(), start));
};
const scheduled = afterEvents(submitted(), [{ kind: "requestScheduled", at: start, startAt: after(5) }]);
const delivering = afterEvents(submitted(), [
  {
    kind: "deliveryStarted",
    at: start,
    assignmentId: submitted().assignmentId,
    period: { startAt: start, endAt: null },
  },
]);
const cancel = (request: AssignmentRequest, by = ada, now = after(1)) => decideCancellation(request, by.id, null, now);

describe("withdrawing a request", () => {
  test("REQ-37 a pending request is canceled and its stage closed", () => {
    const request = pending();
    expect(afterEvents(request, accepted(cancel(request)).events)).toMatchObject({
      state: "canceled",
      completedAt: after(1),
      stages: [{ state: "closed" }],
    });
  });

  test("REQ-34 a scheduled request may be canceled until the start instant", () => {
    expect(refusalOf(cancel(scheduled, ada, after(4, 23, 59)))).toBeNull();
    expect(refusalOf(cancel(scheduled, ada, after(5)))).toBe("cancelNotAllowed");
  });

  test("ASN-47 taking back a grant that has not started is canceling its request", () => {
    expect(accepted(cancel(scheduled)).events.map((event) => event.kind)).toEqual(["requestCanceled"]);
  });

  test("REQ-53 nothing is canceled once delivery has started", () => {
    expect(cancel(delivering)).toEqual({ ok: false, error: { code: "cancelNotAllowed", state: "delivering" } });
  });

  test("ERR-30 a request that is over is not canceled", () => {
    const denied: RequestEvent = {
      kind: "requestDenied",
      at: after(1),
      cause: "timedOut",
      reason: null,
      conflicts: [],
    };
    for (const state of [
      afterEvents(pending(), [denied]),
      afterEvents(pending(), accepted(cancel(pending())).events),
    ]) {
      expect(refusalOf(cancel(state))).toBe("cancelNotAllowed");
    }
  });

  test("REQ-56 canceling needs no reason and keeps one that was given", () => {
    expect(refusalOf(cancel(pending()))).toBeNull();
    expect(accepted(decideCancellation(pending(), ada.id, "moved team", after(1))).events).toEqual([
      { kind: "requestCanceled", at: after(1), by: ada.id, reason: "moved team" },
    ]);
  });

  test("WHO-43 the target cancels what somebody else asked for them, under the same conditions", () => {
    const forAda = pending({ requestorId: ben.id });
    expect(refusalOf(cancel(forAda, ada))).toBeNull();
    expect(refusalOf(cancel(forAda, ben))).toBeNull();
    expect(refusalOf(cancel({ ...delivering, requestorId: ben.id }, ada))).toBe("cancelNotAllowed");
  });

  test("REQ-53 nobody else cancels it, and learns nothing about it", () => {
    expect(refusalOf(cancel(pending(), kim))).toBe("requestNotFound");
    expect(refusalOf(cancel(pending(), dora))).toBe("requestNotFound");
  });
});
