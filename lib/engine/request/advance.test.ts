import { describe, expect, test } from "vitest";
import type { Person } from "@/lib/engine/directory";
import { ada, ben, cleo, directoryOf, dora, finn, hana, vendors } from "@/lib/engine/testing/cast";
import {
  advanceFacts,
  after,
  afterEvents,
  heldAssignment,
  holdings,
  manager,
  namesOf,
  otherRequest,
  person,
  policy,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { afterApproval, afterSubmission, atScheduledStart, nextTimer, startStage } from "./advance";
import type { RequestEvent } from "./events";
import type { AssignmentRequest } from "./request";

const excludesVendors = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
const facts = advanceFacts;
const byDora = stage({ primaryApprovers: [person(dora)] });
const kinds = (events: readonly RequestEvent[]): string[] => events.map((event) => event.kind);

describe("starting a stage", () => {
  const byManager = policy({
    stages: [
      byDora,
      stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)], durationDays: 5 }),
    ],
  });
  const approversAt = (directory = directoryOf()) => {
    const [event] = startStage(submitted(byManager), 1, advanceFacts({ directory }), after(3));
    return event?.kind === "stageStarted" ? namesOf(event.approvers) : [];
  };
  const ids = (...people: Person[]) => people.map((each) => each.id);

  test("APP-24 approvers are looked up when the stage starts, not at submission", () => {
    expect(approversAt()).toEqual(ids(ben));
    expect(approversAt(directoryOf([{ ...ada, managerId: hana.id }]))).toEqual(ids(hana));
  });

  test("APP-24 a manager who changes later leaves the running stage as it is", () => {
    const request = submitted(byManager);
    const running = afterEvents(request, startStage(request, 1, advanceFacts(), start));
    const changed = directoryOf([{ ...ada, managerId: cleo.id }]);
    expect(changed.people.get(ada.id)?.managerId).toBe(cleo.id);
    expect(namesOf(running.stages[0]?.approvers ?? [])).toEqual(ids(ben));
  });

  test("APP-48 the stage's own duration counts from the instant it starts", () => {
    expect(startStage(submitted(byManager), 1, advanceFacts(), after(3))[0]).toMatchObject({
      at: after(3),
      deadlineAt: after(8),
    });
  });

  test("APP-3 a stage that does not exist is a bug", () => {
    expect(() => startStage(submitted(byManager), 2, advanceFacts(), start)).toThrow(/APP-3/);
  });
});

describe("after the submission and after the last approval", () => {
  test("APP-45 the last approval leads to delivery, or waits for a start in the future", () => {
    const now = submitted();
    const later = submitted(policy(), { schedule: { startAt: after(5), endAt: null } });
    expect(kinds(afterApproval(now, facts(), after(2)))).toEqual(["deliveryStarted"]);
    expect(afterApproval(later, facts(), after(2))).toEqual([
      { kind: "requestScheduled", at: after(2), startAt: after(5) },
    ]);
  });

  test("REQ-73 a start that has passed meanwhile, or comes this instant, is delivered at once", () => {
    const request = submitted(policy(), { schedule: { startAt: after(1), endAt: after(9) } });
    for (const now of [after(1), after(2)]) {
      expect(afterApproval(request, facts(), now)).toMatchObject([
        { kind: "deliveryStarted", period: { startAt: now, endAt: after(9) } },
      ]);
    }
  });

  test("REQ-74 an end that has passed meanwhile closes the request instead", () => {
    const request = submitted(policy(), { schedule: { startAt: null, endAt: after(2) } });
    expect(afterApproval(request, facts(), after(2))).toMatchObject([
      { kind: "requestDenied", cause: "invalidSchedule" },
    ]);
  });

  test("SOD-14 conflicts are looked at again after the last approval and at the scheduled start", () => {
    const holdsVendors = facts({
      incompatible: excludesVendors,
      holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }),
    });
    for (const check of [afterApproval, atScheduledStart]) {
      expect(check(submitted(), holdsVendors, after(2))).toEqual([
        {
          kind: "requestDenied",
          at: after(2),
          cause: "conflict",
          reason: null,
          conflicts: [{ kind: "accessPackage", id: vendors, displayName: "Vendors" }],
        },
      ]);
    }
  });

  test("SOD-14 a request is never in its own way", () => {
    const request = submitted();
    const own = otherRequest({ id: request.id, packageId: vendors, state: "scheduled" });
    const itsOwn = facts({ incompatible: excludesVendors, holdings: holdings({ requests: [own] }) });
    expect(kinds(atScheduledStart(request, itsOwn, after(5)))).toEqual(["deliveryStarted"]);
  });

  test("APP-102 only the flag for adding decides whether adding needs approval", () => {
    const terms = policy();
    expect(terms.requestApprovalSettings.isApprovalRequiredForUpdate).toBe(true);
    expect(kinds(afterSubmission(submitted(terms), facts(), start))).toEqual([
      "requestAutoApproved",
      "deliveryStarted",
    ]);
  });
});

describe("what time will do next", () => {
  const started = (terms: ReturnType<typeof policy>, parts = {}): AssignmentRequest => {
    const request = submitted(terms, parts);
    return afterEvents(request, startStage(request, 0, advanceFacts(), start));
  };
  const forwarded = stage({
    primaryApprovers: [person(dora)],
    isEscalationEnabled: true,
    escalationAfterDays: 8,
    escalationApprovers: [person(finn)],
  });

  test("APP-59 first the forwarding, then the deadline; a stage is forwarded once", () => {
    const request = started(policy({ stages: [forwarded] }));
    expect(nextTimer(request)).toEqual({ kind: "forward", at: after(8) });
    const after8 = afterEvents(request, [{ kind: "stageForwarded", at: after(8), stage: 0, approvers: [] }]);
    expect(nextTimer(after8)).toEqual({ kind: "timeOut", at: after(14) });
  });

  test("APP-50 a stage without alternates waits for its deadline only", () => {
    expect(nextTimer(started(policy({ stages: [byDora] })))).toEqual({ kind: "timeOut", at: after(14) });
  });

  test("REQ-74 a requested end, or a policy's date, that comes first closes the request", () => {
    const requested = started(policy({ stages: [forwarded] }), { schedule: { startAt: null, endAt: after(3) } });
    expect(nextTimer(requested)).toEqual({ kind: "pointless", at: after(3) });
    const onDate = policy({ stages: [byDora], expiration: { type: "afterDateTime", endDateTime: after(6) } });
    expect(nextTimer(started(onDate))).toEqual({ kind: "pointless", at: after(6) });
  });

  test("REQ-38 a scheduled request waits for its start", () => {
    const scheduled = afterEvents(submitted(), [{ kind: "requestScheduled", at: start, startAt: after(5) }]);
    expect(nextTimer(scheduled)).toEqual({ kind: "start", at: after(5) });
  });

  test("REQ-46 a closed or delivered request waits for no clock", () => {
    const request = started(policy({ stages: [forwarded] }));
    const denied: RequestEvent = {
      kind: "requestDenied",
      at: after(1),
      cause: "conflict",
      reason: null,
      conflicts: [],
    };
    expect(nextTimer(afterEvents(request, [denied]))).toBeNull();
    expect(
      nextTimer(afterEvents(request, [{ kind: "requestCanceled", at: after(1), by: null, reason: null }])),
    ).toBeNull();
    expect(nextTimer(submitted())).toBeNull();
  });
});
