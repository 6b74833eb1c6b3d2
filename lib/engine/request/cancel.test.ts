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
import { decideAdminCancellation, decideCancellation, decideLeaverCancellation } from "./cancel";
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

describe("canceled by others", () => {
  const period = { startAt: start, endAt: null };
  const failed = (outcome: "delivered" | "partiallyDelivered" | "deliveryFailed") =>
    afterEvents(delivering, [{ kind: "deliveryFinished", at: after(1), outcome }]);
  const byAdmin = (request: AssignmentRequest, reason: string | null = null, now = after(2)) =>
    decideAdminCancellation(request, kim.id, reason, now);
  const waitingOutside = afterEvents(submitted(), [
    { kind: "callbackAwaited", at: start, point: "assignmentRequestCreated", until: after(3) },
  ]);

  test("REQ-54 an administrator cancels whatever is not delivered, and what failed", () => {
    for (const request of [
      pending(),
      scheduled,
      waitingOutside,
      failed("partiallyDelivered"),
      failed("deliveryFailed"),
    ]) {
      expect(refusalOf(byAdmin(request))).toBeNull();
    }
    expect(refusalOf(byAdmin(failed("delivered")))).toBe("cancelNotAllowed");
    expect(refusalOf(byAdmin(scheduled, null, after(5)))).toBe("cancelNotAllowed");
  });

  test("REQ-54 while a delivery runs its retries own it", () => {
    expect(byAdmin(delivering)).toEqual({ ok: false, error: { code: "cancelNotAllowed", state: "delivering" } });
    const again = afterEvents(failed("deliveryFailed"), [{ kind: "reprocessStarted", at: after(2) }]);
    expect(again).toMatchObject({ state: "delivering", period });
    expect(refusalOf(byAdmin(again))).toBe("cancelNotAllowed");
  });

  test("REQ-43 a failed delivery that is canceled is over for good, with the reason where one was given", () => {
    const { events } = accepted(byAdmin(failed("partiallyDelivered"), "not needed any more"));
    expect(afterEvents(failed("partiallyDelivered"), events)).toMatchObject({
      state: "canceled",
      reason: "not needed any more",
      completedAt: after(2),
    });
  });

  test("REQ-53 what failed is the administrator's to clear up, not the requestor's", () => {
    for (const outcome of ["partiallyDelivered", "deliveryFailed"] as const) {
      expect(refusalOf(cancel(failed(outcome)))).toBe("cancelNotAllowed");
    }
  });

  test("REQ-55 every sub-status before delivery can be withdrawn by the requestor", () => {
    const forwarded = afterEvents(pending(), [
      {
        kind: "stageForwarded",
        at: after(1),
        stage: 0,
        approvers: [{ capacity: "alternate", source: "user", personId: kim.id }],
      },
    ]);
    const open = [submitted(), pending(), forwarded, scheduled];
    expect(open.map((request) => "subStatus" in request && request.subStatus)).toEqual([
      "accepted",
      "pendingApproval",
      "pendingApprovalEscalated",
      "pendingNotBefore",
    ]);
    for (const request of open) expect(refusalOf(cancel(request))).toBeNull();
  });

  test("REQ-57 whoever leaves loses what they wait for, and nothing that is over or under way", () => {
    for (const request of [pending(), scheduled, waitingOutside]) {
      expect(decideLeaverCancellation(request, after(1)).events).toMatchObject([{ kind: "requestCanceled", by: null }]);
    }
    for (const request of [delivering, failed("delivered"), failed("partiallyDelivered")]) {
      expect(decideLeaverCancellation(request, after(1)).events).toEqual([]);
    }
  });
});
