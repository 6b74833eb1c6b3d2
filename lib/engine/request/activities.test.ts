import { expect, test } from "vitest";
import { after, newIds, requestBody, start } from "@/lib/engine/testing/facts";
import { activityOf } from "./activities";
import type { RequestEvent } from "./events";

const finished = (outcome: "delivered" | "partiallyDelivered" | "deliveryFailed"): RequestEvent => ({
  kind: "deliveryFinished",
  at: after(1),
  outcome,
});

test("REQ-79 asking, giving back, removing and expiring stand in the log under different names", () => {
  const asked: RequestEvent = { kind: "requestSubmitted", at: start, body: requestBody() };
  const names = (["userAdd", "userRemove", "adminRemove", "systemRemove"] as const).map((type) =>
    activityOf(asked, type),
  );
  expect(new Set(names).size).toBe(4);
});

test("REQ-79 fulfilled, partially fulfilled and failed are told apart", () => {
  const names = (["delivered", "partiallyDelivered", "deliveryFailed"] as const).map((outcome) =>
    activityOf(finished(outcome), "userAdd"),
  );
  expect(new Set(names).size).toBe(3);
});

test("REQ-79 approved, denied, timed out, canceled, scheduled and auto approved have entries of their own", () => {
  const events: RequestEvent[] = [
    { kind: "requestAutoApproved", at: start, bypassReason: null },
    { kind: "stageTimedOut", at: start, stage: 0 },
    { kind: "requestCanceled", at: start, by: null, reason: null },
    { kind: "requestScheduled", at: start, startAt: after(5) },
    { kind: "assignmentEnded", at: start, assignmentId: newIds.assignmentId, reason: "expired" },
  ];
  expect(new Set(events.map((event) => activityOf(event, "userAdd"))).size).toBe(events.length);
});
