import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideStage } from "@/lib/engine/approval/decide";
import { stageProblems } from "@/lib/engine/approval/stage-rules";
import { effectsOf } from "@/lib/engine/effects";
import { limits } from "@/lib/engine/limits";
import { customExtensionSchema } from "@/lib/engine/policy/policy";
import { anyStages, checked } from "@/lib/engine/testing/arbitraries";
import { ada, decider, dora, hana, vendors } from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  heldAssignment,
  holdings,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { afterSubmission, nextTimer } from "./advance";
import { decideResume, type ResumeCommand } from "./callback";
import { decideCancellation } from "./cancel";
import { evolve } from "./evolve";
import { type AssignmentRequest, type CallbackPoint, plannedStages } from "./request";
import { decideTimers } from "./timers";

const byDora = stage({ primaryApprovers: [person(dora)] });
const byHana = stage({ primaryApprovers: [person(hana)], durationDays: 3 });
const DAY = 24 * 60;

/** Ada's request under a policy that waits a day at the points given. */
function waiting(points: readonly CallbackPoint[], stages = [byDora], parts = {}): AssignmentRequest {
  const customExtensionStageSettings = points.map((point) => ({ stage: point, waitMinutes: DAY }));
  const request = submitted(policy({ stages, customExtensionStageSettings }), parts);
  return afterEvents(request, afterSubmission(request, advanceFacts(), start));
}
const created = waiting(["assignmentRequestCreated"]);
const approved = (() => {
  const request = waiting(["assignmentRequestApproved"]);
  const command = { stage: 0, verdict: "approve", reason: "" } as const;
  return afterEvents(request, accepted(decideStage(request, advanceFacts(), decider(dora), command, after(2))).events);
})();

const resume = (request: AssignmentRequest, parts: Partial<ResumeCommand> = {}, now = after(0, 6), facts = {}) =>
  decideResume(request, advanceFacts(facts), { verdict: "continue", detail: null, stages: [], ...parts }, now);
const resumed = (...args: Parameters<typeof resume>) => afterEvents(args[0], accepted(resume(...args)).events);

describe("a request that waits for an extension", () => {
  test("APP-73 nothing waits at the end of access; creation and approval are points at which a request waits", () => {
    const setting = (each: string) => customExtensionSchema.safeParse({ stage: each, waitMinutes: 5 }).success;
    expect(setting("assignmentFourteenDaysBeforeExpiration")).toBe(false);
    expect(setting("assignmentOneDayBeforeExpiration")).toBe(false);
    expect(setting("assignmentRequestCreated")).toBe(true);
    expect(setting("assignmentRequestApproved")).toBe(true);
  });

  test("APP-73 an extension that is only told keeps nothing waiting", () => {
    const customExtensionStageSettings = [{ stage: "assignmentRequestCreated" as const, waitMinutes: null }];
    const request = submitted(policy({ stages: [byDora], customExtensionStageSettings }));
    expect(afterSubmission(request, advanceFacts(), start)).toMatchObject([{ kind: "stageStarted" }]);
  });

  test("APP-74 waits before any stage starts, or after the last approval; no clock of a stage runs", () => {
    expect(created).toMatchObject({ state: "submitted", subStatus: "waitingForCallback", stages: [] });
    expect(created).toMatchObject({ callback: { since: start, until: after(1) } });
    expect(approved).toMatchObject({ state: "pendingApproval", subStatus: "waitingForCallback" });
    expect(nextTimer(approved)).toEqual({ kind: "processExpires", at: after(3) });
    expect(resumed(created).stages[0]).toMatchObject({ activatedAt: after(0, 6), deadlineAt: after(14, 6) });
  });

  test("APP-74 where nobody has to approve it waits as well", () => {
    const request = waiting(["assignmentRequestCreated", "assignmentRequestApproved"], []);
    const second = resumed(request);
    expect(second).toMatchObject({ state: "submitted", callback: { point: "assignmentRequestApproved" } });
    expect(resumed(second, {}, after(1))).toMatchObject({ state: "delivering" });
  });

  test("APP-75 when the wait is over the request fails", () => {
    for (const [request, at] of [
      [created, after(1)],
      [approved, after(3)],
    ] as const) {
      const { events } = decideTimers(request, advanceFacts(), after(9));
      expect(events).toEqual([{ kind: "processExpired", at }]);
      expect(afterEvents(request, events)).toMatchObject({ state: "deliveryFailed", subStatus: "processExpired" });
    }
  });

  test("LIM-8 waits at most 14 days", () => {
    const of = (waitMinutes: number) =>
      customExtensionSchema.safeParse({ stage: "assignmentRequestCreated", waitMinutes }).success;
    expect(limits.callbackWaitMinutesMax).toBe(14 * DAY);
    expect([0, 1, 14 * DAY, 14 * DAY + 1].map(of)).toEqual([false, true, true, false]);
  });

  test("REQ-44 goes on at the point where it stood, under the checks of that point", () => {
    expect(resumed(created)).toMatchObject({ state: "pendingApproval", stages: [{ state: "active" }] });
    expect(resumed(approved, {}, after(2, 6))).toMatchObject({ state: "delivering" });
    const held = holdings({ assignments: [heldAssignment({ packageId: vendors })] });
    const incompatible = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
    expect(resumed(approved, {}, after(2, 6), { holdings: held, incompatible })).toMatchObject({
      state: "denied",
      subStatus: "conflict",
    });
  });

  test("REQ-44 answers are for a request that waits, before its time is over", () => {
    expect(refusalOf(resume(resumed(created)))).toBe("notWaitingForCallback");
    expect(refusalOf(resume(created, {}, after(1)))).toBe("notWaitingForCallback");
    expect(refusalOf(resume(submitted()))).toBe("notWaitingForCallback");
  });

  test("REQ-45 is denied by the extension, or fails when its time is over", () => {
    expect(resumed(created, { verdict: "deny" })).toMatchObject({ state: "denied", subStatus: "deniedByExtension" });
    expect(afterEvents(created, decideTimers(created, advanceFacts(), after(1)).events).state).toBe("deliveryFailed");
  });

  test("REQ-55 may be canceled while it waits, at either point", () => {
    for (const request of [created, approved]) {
      const { events } = accepted(decideCancellation(request, ada.id, null, after(0, 6)));
      expect(afterEvents(request, events).state).toBe("canceled");
    }
  });

  test("REQ-74 is closed by the requested end before it starts a stage", () => {
    const request = waiting(["assignmentRequestCreated"], [byDora], {
      schedule: { startAt: null, endAt: after(0, 3) },
    });
    expect(refusalOf(resume(request))).toBe("notWaitingForCallback");
    expect(afterEvents(request, decideTimers(request, advanceFacts(), after(1)).events)).toMatchObject({
      state: "denied",
      subStatus: "invalidSchedule",
    });
  });
});

describe("what an extension answers", () => {
  test("APP-77 it may deny at both points, with its text as the reason", () => {
    for (const request of [created, approved]) {
      expect(resumed(request, { verdict: "deny", detail: "too risky" }, after(0, 6))).toMatchObject({
        state: "denied",
        reason: "too risky",
      });
    }
  });

  test("APP-78 its text is kept for the approvers, and makes no message of its own", () => {
    const [event] = accepted(resume(created, { detail: "low risk" })).events;
    if (!event) throw new Error("nothing came");
    expect(event).toMatchObject({ kind: "callbackReceived", detail: "low risk" });
    expect(effectsOf(event, created, evolve(created, event))).toEqual([]);
  });

  test("APP-76 stages it defines are judged like those of a policy; what cannot be run fails the request", () => {
    const invalid = [
      { ...byHana, durationDays: 0 },
      { ...byHana, primaryApprovers: [] },
      { ...byHana, primaryApprovers: [{ kind: "requestorManager", managerLevel: 3 }] },
      { ...byHana, isEscalationEnabled: true, escalationAfterDays: 2, escalationApprovers: [person(dora)] },
      "a stage",
    ];
    for (const each of invalid) {
      expect(resumed(created, { stages: [each] })).toMatchObject({ state: "deliveryFailed" });
    }
    const settings = { ...advanceFacts().settings, maxStageDurationDays: 2 };
    expect(resumed(created, { stages: [byHana] }, after(0, 6), { settings })).toMatchObject({
      state: "deliveryFailed",
    });
  });

  test("APP-76 after the approval no stage can be added any more", () => {
    expect(refusalOf(resume(approved, { stages: [byHana] }, after(2, 6)))).toBe("approvalConfigInvalid");
  });

  test("APP-79 its stages run first, then those of the policy; three in all", () => {
    const request = resumed(created, { stages: [byHana] });
    expect(plannedStages(request)).toEqual([byHana, byDora]);
    expect(request.stages).toMatchObject([{ approvers: [{ personId: hana.id }], deadlineAt: after(3, 6) }]);
    expect(resumed(created, { stages: [byHana, byHana] }).state).toBe("pendingApproval");
    expect(resumed(created, { stages: [byHana, byHana, byHana] })).toMatchObject({ state: "deliveryFailed" });
  });

  test("APP-79 a policy that asks nobody asks those the extension names", () => {
    const request = resumed(waiting(["assignmentRequestCreated"], []), { stages: [byHana] });
    expect(request).toMatchObject({ state: "pendingApproval", stages: [{ approvers: [{ personId: hana.id }] }] });
  });

  test("APP-79 whatever it defines, a request never has more than three stages, and none that cannot be saved", () => {
    checked(
      fc.property(anyStages, anyStages, (dynamic, fixed) => {
        const request = resumed(waiting(["assignmentRequestCreated"], fixed), { stages: dynamic });
        expect(plannedStages(request).length).toBeLessThanOrEqual(3);
        expect(stageProblems(request.dynamicStages, request.dynamicStages.length > 0)).toEqual([]);
        expect(request.state).toBe(request.dynamicStages.length > 0 ? "pendingApproval" : "deliveryFailed");
      }),
    );
  });
});
