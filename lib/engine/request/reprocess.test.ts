import { describe, expect, test } from "vitest";
import type { AssignmentId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { finance, idOf, payments, vendors } from "@/lib/engine/testing/cast";
import {
  accepted,
  after,
  afterEvents,
  assignment,
  heldAssignment,
  holdings,
  otherRequest,
  refusalOf,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import type { RequestEvent } from "./events";
import { decideReprocess, type ReprocessFacts } from "./reprocess";
import type { AssignmentRequest } from "./request";

const { assignmentId } = submitted();
const begun: RequestEvent = {
  kind: "deliveryStarted",
  at: start,
  assignmentId,
  period: { startAt: start, endAt: null },
};
/** The delivery of Ada's request ended on day 1. */
const ended = (outcome: "delivered" | "partiallyDelivered" | "deliveryFailed"): AssignmentRequest =>
  afterEvents(submitted(), [begun, { kind: "deliveryFinished", at: after(1), outcome }]);
const partial = ended("partiallyDelivered");
const again = (request: AssignmentRequest, now = after(1, 1), parts: Partial<ReprocessFacts> = {}) =>
  decideReprocess(
    request,
    {
      assignment: assignment({ id: assignmentId, state: "partiallyDelivered" }),
      holdings: holdings(),
      incompatible: { packages: [], groups: [] },
      ...parts,
    },
    now,
  );

describe("delivering again", () => {
  test("REQ-42 what failed, wholly or in part, is delivered again", () => {
    for (const request of [partial, ended("deliveryFailed")]) {
      const { events } = accepted(again(request));
      expect(events).toEqual([{ kind: "reprocessStarted", at: after(1, 1) }]);
      expect(afterEvents(request, events)).toMatchObject({ state: "delivering", period: { startAt: start } });
    }
  });

  test("REQ-62 nothing else is", () => {
    const canceled = afterEvents(submitted(), [{ kind: "requestCanceled", at: after(1), by: null, reason: null }]);
    for (const request of [submitted(), ended("delivered"), canceled]) {
      expect(again(request)).toEqual({ ok: false, error: { code: "reprocessWrongState", state: request.state } });
    }
  });

  test("ERR-31 nor what has nothing to deliver any more: the access ended, or an extension never answered", () => {
    const over = assignment({ id: assignmentId, state: "expired" });
    expect(refusalOf(again(partial, after(2), { assignment: over }))).toBe("reprocessWrongState");
    const due = assignment({ id: assignmentId, state: "deliveryFailed", endAt: after(2) });
    expect(refusalOf(again(ended("deliveryFailed"), after(2), { assignment: due }))).toBe("reprocessWrongState");
    const lapsed = afterEvents(submitted(), [{ kind: "processExpired", at: after(1) }]);
    expect(refusalOf(again(lapsed, after(2), { assignment: null }))).toBe("reprocessWrongState");
  });

  test("LIM-7 for 14 days after the failure", () => {
    expect(limits.reprocessWindowDays).toBe(14);
  });

  test("REQ-63 the last instant of the 14th day is still in time", () => {
    expect(refusalOf(again(partial, after(15)))).toBeNull();
  });

  test("ERR-32 a minute later it is not, and the way out is a new request", () => {
    expect(again(partial, after(15, 0, 1))).toEqual({
      ok: false,
      error: { code: "reprocessTooLate", until: after(15) },
    });
  });

  test("REQ-64 automatic retries that still run are not disturbed", () => {
    expect(refusalOf(again(afterEvents(submitted(), [begun])))).toBe("reprocessRetrying");
  });

  test("ERR-33 nor is a delivery that was started again already", () => {
    const restarted = afterEvents(partial, accepted(again(partial)).events);
    expect(refusalOf(again(restarted))).toBe("reprocessRetrying");
  });

  test("REQ-48 another request for the package, or other access to it, stands in the way", () => {
    const other = otherRequest({ packageId: payments });
    expect(refusalOf(again(partial, after(2), { holdings: holdings({ requests: [other] }) }))).toBe(
      "openRequestExists",
    );
    const held = heldAssignment({ id: idOf<AssignmentId>(4), packageId: payments });
    expect(refusalOf(again(partial, after(2), { holdings: holdings({ assignments: [held] }) }))).toBe(
      "alreadyAssigned",
    );
    const own = heldAssignment({ id: assignmentId, packageId: payments, state: "partiallyDelivered" });
    expect(refusalOf(again(partial, after(2), { holdings: holdings({ assignments: [own] }) }))).toBeNull();
  });
});

describe("conflicts", () => {
  const conflicting: Partial<ReprocessFacts> = {
    holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })], groupIds: new Set([finance]) }),
    incompatible: { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] },
  };

  test("REQ-65 are looked at again where the failure is older than a day", () => {
    expect(refusalOf(again(partial, after(2), conflicting))).toBeNull();
    expect(refusalOf(again(partial, after(2, 0, 1), conflicting))).toBe("incompatiblePackage");
  });

  test("SOD-23 with groups as well as packages", () => {
    const groups = {
      ...conflicting,
      incompatible: { packages: [], groups: [{ id: finance, displayName: "Finance" }] },
    };
    expect(refusalOf(again(partial, after(3), groups))).toBe("incompatibleGroup");
  });
});
