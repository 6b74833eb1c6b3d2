import { describe, expect, test } from "vitest";
import { ada, directoryOf, disabled, dora, eli, finn, vendors } from "@/lib/engine/testing/cast";
import {
  advanceFacts,
  after,
  afterEvents,
  heldAssignment,
  holdings,
  namesOf,
  person,
  policy,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { startStage } from "./advance";
import type { RequestEvent } from "./events";
import type { AssignmentRequest } from "./request";
import { decideTimers } from "./timers";

const facts = advanceFacts;
const forwardedToEli = stage({
  primaryApprovers: [person(dora)],
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
  fallbackEscalationApprovers: [person(finn)],
});
const pending = (parts = {}, of = forwardedToEli): AssignmentRequest => {
  const request = submitted(policy({ stages: [of] }), parts);
  return afterEvents(request, startStage(request, 0, advanceFacts(), start));
};
const due = (request: AssignmentRequest, now: Date, parts = {}): readonly RequestEvent[] =>
  decideTimers(request, facts(parts), now).events;
const told = (events: readonly RequestEvent[]) => events.map((event) => [event.kind, event.at]);

describe("what time does", () => {
  test("REQ-32 a silent stage is forwarded at its forwarding instant, not a minute before", () => {
    expect(due(pending(), after(7, 23, 59))).toEqual([]);
    expect(told(due(pending(), after(8)))).toEqual([["stageForwarded", after(8)]]);
  });

  test("REQ-36 a stage nobody decided is closed at its deadline and the request with it", () => {
    const forwarded = afterEvents(pending(), due(pending(), after(8)));
    expect(due(forwarded, new Date(after(14).getTime() - 1))).toEqual([]);
    expect(told(due(forwarded, after(14)))).toEqual([
      ["stageTimedOut", after(14)],
      ["requestDenied", after(14)],
    ]);
  });

  test("APP-51 a time-out is stored as denied with the sub-status timedOut", () => {
    const request = pending();
    expect(afterEvents(request, due(request, after(14)))).toMatchObject({
      state: "denied",
      subStatus: "timedOut",
      stages: [{ state: "timedOut" }],
    });
  });

  test("APP-50 the stages after a time-out are skipped", () => {
    const request = submitted(policy({ stages: [stage({ primaryApprovers: [person(dora)] }), stage()] }));
    const started = afterEvents(request, startStage(request, 0, advanceFacts(), start));
    const closed = afterEvents(started, due(started, after(30)));
    expect(closed.stages).toHaveLength(1);
  });

  test("APP-52 a time-out neither escalates nor re-assigns nor approves", () => {
    const withoutAlternates = pending(
      {},
      stage({ primaryApprovers: [person(dora)], fallbackPrimaryApprovers: [person(finn)] }),
    );
    expect(told(due(withoutAlternates, after(14))).map(([kind]) => kind)).toEqual(["stageTimedOut", "requestDenied"]);
  });

  test("APP-28 silence never brings in the fallbacks of the primaries", () => {
    const request = pending({}, stage({ ...forwardedToEli, fallbackPrimaryApprovers: [person(finn)] }));
    const events = due(request, after(13));
    const forwarded = events[0];
    expect(forwarded?.kind === "stageForwarded" && namesOf(forwarded.approvers)).toEqual([eli.id]);
  });

  test("APP-59 a worker that was away catches up in order, with the instants at which things were due", () => {
    expect(told(due(pending(), after(40)))).toEqual([
      ["stageForwarded", after(8)],
      ["stageTimedOut", after(14)],
      ["requestDenied", after(14)],
    ]);
  });

  test("APP-65 alternates who cannot act are replaced by their fallbacks, and by nobody where there is none", () => {
    const joining = (...gone: (typeof eli)[]) => {
      const [event] = due(pending(), after(8), { directory: directoryOf(gone.map(disabled)) });
      return event?.kind === "stageForwarded" ? namesOf(event.approvers) : null;
    };
    expect(joining()).toEqual([eli.id]);
    expect(joining(eli)).toEqual([finn.id]);
    expect(joining(eli, finn)).toEqual([]);
  });

  test("APP-53 a duration changed on the policy moves no running deadline", () => {
    const request = pending();
    const edited = policy({ stages: [{ ...forwardedToEli, durationDays: 4, escalationAfterDays: 3 }] });
    expect(edited.version).toBe(1);
    expect(due(request, after(7))).toEqual([]);
  });

  test("REQ-74 at the requested end a request still pending is closed as denied for its schedule", () => {
    const request = pending({ schedule: { startAt: null, endAt: after(3) } });
    expect(due(request, after(2, 23, 59))).toEqual([]);
    expect(afterEvents(request, due(request, after(5)))).toMatchObject({
      state: "denied",
      subStatus: "invalidSchedule",
      completedAt: after(3),
      stages: [{ state: "closed" }],
    });
  });

  test("REQ-38 a scheduled request is delivered at its start, counted from it", () => {
    const scheduled = afterEvents(submitted(), [{ kind: "requestScheduled", at: start, startAt: after(5) }]);
    expect(due(scheduled, after(4, 23, 59))).toEqual([]);
    expect(due(scheduled, after(6))).toMatchObject([
      { kind: "deliveryStarted", at: after(5), period: { startAt: after(5), endAt: null } },
    ]);
  });

  test("SOD-14 at its start a scheduled request that conflicts is closed instead", () => {
    const scheduled = afterEvents(submitted(), [{ kind: "requestScheduled", at: start, startAt: after(5) }]);
    const conflicting = {
      incompatible: { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] },
      holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }),
    };
    expect(afterEvents(scheduled, due(scheduled, after(5), conflicting))).toMatchObject({
      state: "denied",
      subStatus: "conflict",
    });
  });

  test("APP-34 a target who is disabled while the request is pending changes nothing in the request", () => {
    const events = due(pending(), after(8), { directory: directoryOf([disabled(ada)]) });
    expect(told(events)).toEqual([["stageForwarded", after(8)]]);
  });
});
