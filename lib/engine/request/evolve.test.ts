import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checked } from "@/lib/engine/testing/arbitraries";
import { dora, finn, idOf, policyIds, vendors } from "@/lib/engine/testing/cast";
import {
  after,
  afterEvents,
  newIds,
  policy,
  requestBody,
  stage,
  start,
  textQuestion,
} from "@/lib/engine/testing/facts";
import type { RequestEvent } from "./events";
import { evolve, fold } from "./evolve";
import { activeStage } from "./request";

const body = requestBody(policy({ stages: [stage(), stage()], questions: [textQuestion()] }));

const byDora = { capacity: "primary" as const, source: "user" as const, personId: dora.id };
const decision = {
  verdict: "approve" as const,
  personId: dora.id,
  displayName: dora.displayName,
  capacity: "primary" as const,
  delegator: null,
  reason: null,
  at: after(1),
};
const requestSubmitted: RequestEvent = { kind: "requestSubmitted", at: start, body };
const stageStarted = (index: number, at: Date): RequestEvent => ({
  kind: "stageStarted",
  at,
  stage: index,
  forwardAt: null,
  deadlineAt: after(14),
  approvers: [byDora],
  isNobodyAble: false,
});
const stageApproved = (index: number): RequestEvent => ({
  kind: "stageApproved",
  at: after(1),
  stage: index,
  decision,
});
const period = { startAt: after(2), endAt: null };
const deliveryStarted: RequestEvent = {
  kind: "deliveryStarted",
  at: after(2),
  assignmentId: newIds.assignmentId,
  period,
};
const requestDenied: RequestEvent = {
  kind: "requestDenied",
  at: after(3),
  cause: "deniedByApprover",
  reason: "no budget",
  conflicts: [],
};
const requestCanceled: RequestEvent = { kind: "requestCanceled", at: after(3), by: null, reason: null };
const roleEvents: RequestEvent[] = [
  { kind: "roleGranted", at: after(2), resourceRoleId: idOf(1), displayName: "Ledger – Reader" },
  {
    kind: "roleFailed",
    at: after(2),
    resourceRoleId: idOf(2),
    displayName: "Files",
    problem: "targetSystem",
    retryAt: null,
  },
  { kind: "roleRevoked", at: after(2), resourceRoleId: idOf(1), displayName: "Ledger – Reader" },
  { kind: "roleKept", at: after(2), resourceRoleId: idOf(1), displayName: "Ledger – Reader" },
];

const stateOf = (...events: RequestEvent[]) => fold([requestSubmitted, ...events]);

describe("what every event makes of a request", () => {
  test("REQ-15 a submitted request carries what it will never change", () => {
    expect(stateOf()).toEqual({
      ...body,
      stages: [],
      dynamicStages: [],
      exchanges: [],
      deletedAt: null,
      state: "submitted",
      subStatus: "accepted",
    });
  });

  test("REQ-16 submitted: stored, checks passed", () => {
    expect(stateOf()).toMatchObject({ state: "submitted", subStatus: "accepted" });
  });

  test("REQ-17 pendingApproval: a stage is active", () => {
    const pending = stateOf(stageStarted(0, start));
    expect(pending).toMatchObject({ state: "pendingApproval", subStatus: "pendingApproval" });
    expect(pending && activeStage(pending)?.index).toBe(0);
  });

  test("REQ-18 scheduled: approved, the start lies in the future", () => {
    const scheduled = stateOf({ kind: "requestScheduled", at: after(1), startAt: after(5) });
    expect(scheduled).toMatchObject({ state: "scheduled", subStatus: "pendingNotBefore", startAt: after(5) });
  });

  test("REQ-19 delivering: roles are being granted for a period", () => {
    expect(stateOf(deliveryStarted)).toMatchObject({ state: "delivering", period });
  });

  const finishedAs = (outcome: "delivered" | "partiallyDelivered" | "deliveryFailed") =>
    stateOf(deliveryStarted, { kind: "deliveryFinished", at: after(3), outcome });

  test("REQ-20 delivered: all roles done", () => {
    expect(finishedAs("delivered")).toMatchObject({ state: "delivered", period, completedAt: after(3) });
  });

  test("REQ-21 partiallyDelivered: some roles done, some not", () => {
    expect(finishedAs("partiallyDelivered")).toMatchObject({
      state: "partiallyDelivered",
      period,
      completedAt: after(3),
    });
  });

  test("REQ-22 deliveryFailed: no role could be delivered", () => {
    expect(finishedAs("deliveryFailed")).toMatchObject({ state: "deliveryFailed", period, completedAt: after(3) });
  });

  test("REQ-23 denied: with its cause, its reason and no stage left open", () => {
    const denied = stateOf(stageStarted(0, start), requestDenied);
    expect(denied).toMatchObject({
      state: "denied",
      subStatus: "deniedByApprover",
      reason: "no budget",
      completedAt: after(3),
      stages: [{ state: "closed", closedAt: after(3) }],
    });
  });

  test("REQ-24 canceled: withdrawn, and no stage left open", () => {
    const canceled = stateOf(stageStarted(0, start), requestCanceled);
    expect(canceled).toMatchObject({ state: "canceled", stages: [{ state: "closed" }] });
    expect(canceled && activeStage(canceled)).toBeNull();
  });

  test("APP-62 forwarding sets the sub-status, adds the alternates and leaves the state", () => {
    const forwarded = stateOf(stageStarted(0, start), {
      kind: "stageForwarded",
      at: after(8),
      stage: 0,
      approvers: [{ ...byDora, capacity: "alternate", personId: finn.id }],
    });
    expect(forwarded).toMatchObject({
      state: "pendingApproval",
      subStatus: "pendingApprovalEscalated",
      stages: [{ forwardedAt: after(8), approvers: [{ personId: dora.id }, { personId: finn.id }] }],
    });
  });

  test("APP-62 the next stage is pending again and not forwarded", () => {
    const forwarded: RequestEvent = { kind: "stageForwarded", at: after(8), stage: 0, approvers: [byDora] };
    const second = stateOf(stageStarted(0, start), forwarded, stageApproved(0), stageStarted(1, after(9)));
    expect(second).toMatchObject({ subStatus: "pendingApproval", stages: [{}, { forwardedAt: null }] });
  });

  test("APP-65 forwarding to nobody is recorded, so that it happens once, and changes nothing else", () => {
    const nobody = stateOf(stageStarted(0, start), { kind: "stageForwarded", at: after(8), stage: 0, approvers: [] });
    expect(nobody).toMatchObject({
      subStatus: "pendingApproval",
      stages: [{ forwardedAt: after(8), approvers: [byDora] }],
    });
  });

  test("APP-33 fallbacks that take over join the stage and leave its deadline", () => {
    const joined = stateOf(stageStarted(0, start), {
      kind: "fallbacksActivated",
      at: after(5),
      stage: 0,
      approvers: [{ ...byDora, capacity: "fallback", personId: finn.id }],
    });
    expect(joined).toMatchObject({ stages: [{ deadlineAt: after(14), approvers: [{}, { personId: finn.id }] }] });
  });

  test("APP-50 a stage that timed out says when", () => {
    const timedOut = stateOf(stageStarted(0, start), { kind: "stageTimedOut", at: after(14), stage: 0 });
    expect(timedOut?.stages).toMatchObject([{ state: "timedOut", closedAt: after(14) }]);
  });

  test("APP-40 a decided stage keeps its decision when the request is closed later", () => {
    const denied = stateOf(stageStarted(0, start), stageApproved(0), stageStarted(1, after(1)), requestDenied);
    expect(denied?.stages).toMatchObject([{ state: "approved", decision }, { state: "closed" }]);
  });

  test("INF-10 the answers stay in the request through everything that happens to it", () => {
    const answers = [{ questionId: "why", questionText: "Why?", value: "audit", displayValue: "audit" }];
    const answered: RequestEvent = { kind: "requestSubmitted", at: start, body: { ...body, answers } };
    const events = [answered, stageStarted(0, start), stageApproved(0), deliveryStarted];
    for (const count of [1, 2, 3, 4]) expect(fold(events.slice(0, count))?.answers).toEqual(answers);
  });

  test("REQ-59 what becomes of a single role does not move the request", () => {
    const delivering = stateOf(deliveryStarted);
    expect(stateOf(deliveryStarted, ...roleEvents)).toEqual(delivering);
  });

  test("WHO-54 the snapshot of the policy never changes", () => {
    const done = stateOf(stageStarted(0, start), stageApproved(0), deliveryStarted);
    expect(done?.snapshot).toEqual(body.snapshot);
    expect(done?.snapshot.policyId).toBe(policyIds[0]);
  });
});

describe("replaying history", () => {
  const anyEvent: fc.Arbitrary<RequestEvent> = fc.constantFrom(
    stageStarted(0, start),
    stageStarted(1, after(1)),
    stageApproved(0),
    stageApproved(1),
    { kind: "stageDenied" as const, at: after(1), stage: 0, decision },
    { kind: "stageForwarded" as const, at: after(8), stage: 0, approvers: [byDora] },
    { kind: "fallbacksActivated" as const, at: after(8), stage: 0, approvers: [byDora] },
    { kind: "stageTimedOut" as const, at: after(14), stage: 0 },
    { kind: "requestAutoApproved" as const, at: start, bypassReason: null },
    { kind: "requestScheduled" as const, at: start, startAt: after(5) },
    requestDenied,
    requestCanceled,
    deliveryStarted,
    { kind: "assignmentEnded" as const, at: after(9), assignmentId: newIds.assignmentId, reason: "expired" as const },
    ...roleEvents,
  );

  test("REQ-15 the whole history at once gives the same request as event by event", () => {
    checked(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        const stepwise = afterEvents(evolve(null, requestSubmitted), events);
        expect(fold([requestSubmitted, ...events])).toEqual(stepwise);
      }),
    );
  });

  test("REQ-46 replaying throws for no order of events that a person could have caused", () => {
    checked(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
        expect(() => fold([requestSubmitted, ...events])).not.toThrow();
      }),
    );
  });

  test("REQ-15 replaying changes no earlier state", () => {
    const before = evolve(null, requestSubmitted);
    const copy = structuredClone(before);
    afterEvents(before, [stageStarted(0, start), stageApproved(0), deliveryStarted]);
    expect(before).toEqual(copy);
  });

  test("REQ-12 a history that does not begin with the submission is a bug, and so is a delivery without its start", () => {
    expect(() => fold([deliveryStarted])).toThrow(/requestSubmitted/);
    const finished: RequestEvent = { kind: "deliveryFinished", at: after(3), outcome: "delivered" };
    expect(() => stateOf(finished)).toThrow(/deliveryStarted/);
  });

  test("REQ-12 no history is no request", () => {
    expect(fold([])).toBeNull();
    expect(stateOf()?.packageId).not.toBe(vendors);
  });
});
