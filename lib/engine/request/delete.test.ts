import { expect, test } from "vitest";
import { accepted, after, afterEvents, refusalOf, start, submitted } from "@/lib/engine/testing/facts";
import { decideDeletion } from "./delete";
import type { RequestEvent } from "./events";
import type { AssignmentRequest } from "./request";

const { assignmentId } = submitted();
const period = { startAt: start, endAt: null };
const begun: RequestEvent = { kind: "deliveryStarted", at: start, assignmentId, period };
const closed = (outcome: "delivered" | "partiallyDelivered" | "deliveryFailed"): AssignmentRequest =>
  afterEvents(submitted(), [begun, { kind: "deliveryFinished", at: after(1), outcome }]);
const canceled = afterEvents(submitted(), [{ kind: "requestCanceled", at: after(1), by: null, reason: null }]);
const denied = afterEvents(submitted(), [
  { kind: "requestDenied", at: after(1), cause: "timedOut", reason: null, conflicts: [] },
]);

test("REQ-69 the record of a closed request may go, whatever became of it", () => {
  for (const request of [
    closed("delivered"),
    closed("partiallyDelivered"),
    closed("deliveryFailed"),
    canceled,
    denied,
  ]) {
    const { events } = accepted(decideDeletion(request, after(2)));
    expect(afterEvents(request, events)).toEqual({ ...request, deletedAt: after(2) });
  }
});

test("REQ-69 an open request stays, and a record goes once", () => {
  const open = [
    submitted(),
    afterEvents(submitted(), [begun]),
    afterEvents(submitted(), [{ kind: "requestScheduled", at: start, startAt: after(5) }]),
  ];
  for (const request of open) {
    expect(decideDeletion(request, after(2))).toEqual({
      ok: false,
      error: { code: "deleteNotAllowed", state: request.state },
    });
  }
  expect(refusalOf(decideDeletion({ ...canceled, deletedAt: after(2) }, after(3)))).toBe("requestNotFound");
});
