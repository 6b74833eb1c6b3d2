import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import { startStage } from "@/lib/engine/request/advance";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { decideTimers } from "@/lib/engine/request/timers";
import { anyDirectory, anyGroup, anyInstant, anyPerson, anyStages, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  ben,
  decider,
  directoryOf,
  disabled,
  dora,
  eli,
  finn,
  hana,
  ivo,
  kim,
  named,
} from "@/lib/engine/testing/cast";
import {
  accepted,
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
import { askedStage, decideStage, isReasonRequired, mayDecide } from "./decide";
import type { Verdict } from "./stage";

const facts = (directory = directoryOf()) => advanceFacts({ directory });

/** Ada's request with its first stage just started. */
function pending(
  stages: readonly ApprovalStage[],
  terms = {},
  parts = {},
  directory = directoryOf(),
): AssignmentRequest {
  const request = submitted(policy({ stages, ...terms }), parts);
  return afterEvents(request, startStage(request, 0, advanceFacts({ directory }), start));
}

const byDora = stage({ primaryApprovers: [person(dora)] });
const byHana = stage({ primaryApprovers: [person(hana)] });
const byIvo = stage({ primaryApprovers: [person(ivo)] });
const forwardedToEli = stage({
  primaryApprovers: [person(dora)],
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
});

const decide = (request: AssignmentRequest, who: Person, verdict: Verdict, now = after(1), parts = {}) =>
  decideStage(request, facts(), decider(who), { stage: request.stages.length - 1, verdict, reason: "", ...parts }, now);
const afterDeciding = (...args: Parameters<typeof decide>): AssignmentRequest =>
  afterEvents(args[0], accepted(decide(...args)).events);

describe("one decision", () => {
  test("APP-36 one approval by one of several approvers closes the stage", () => {
    const request = pending([stage({ primaryApprovers: [person(dora), person(hana)] })]);
    expect(afterDeciding(request, hana, "approve")).toMatchObject({
      state: "delivering",
      stages: [{ state: "approved" }],
    });
  });

  test("APP-37 one denial in any stage ends the request, later stages never start", () => {
    const request = afterDeciding(pending([byDora, byHana, byIvo]), dora, "approve");
    const denied = afterDeciding(request, hana, "deny");
    expect(denied).toMatchObject({ state: "denied", subStatus: "deniedByApprover" });
    expect(denied.stages.map((each) => each.state)).toEqual(["approved", "denied"]);
  });

  test("REQ-31 approving a stage that is not the last leaves the request pending, on the next one", () => {
    const request = afterDeciding(pending([byDora, byHana]), dora, "approve", after(2));
    expect(request).toMatchObject({
      state: "pendingApproval",
      stages: [{ state: "approved" }, { state: "active", activatedAt: after(2) }],
    });
  });

  test("REQ-35 a denial closes the request and keeps the approver's reason", () => {
    const request = afterDeciding(pending([byDora]), dora, "deny", after(2), { reason: "ask Ben first" });
    expect(request).toMatchObject({ state: "denied", reason: "ask Ben first", completedAt: after(2) });
  });

  test("APP-3 the next stage starts with the approval of the one before, in the same decision", () => {
    const { events } = accepted(decide(pending([byDora, byHana]), dora, "approve", after(2)));
    expect(events.map((each) => each.kind)).toEqual(["stageApproved", "stageStarted"]);
    expect(events[1]).toMatchObject({ stage: 1, at: after(2) });
  });

  test("APP-3 approvers of a later stage have nothing to decide before it starts", () => {
    expect(refusalOf(mayDecide(pending([byDora, byHana]), 1, decider(hana), after(1)))).toBe("notAnApprover");
  });

  test("APP-38 the first decision wins: the second is told so and changes nothing, even with the same verdict", () => {
    const both = pending([stage({ primaryApprovers: [person(dora), person(hana)] })]);
    const decided = afterDeciding(both, dora, "approve");
    for (const verdict of ["approve", "deny"] as const) {
      expect(decide(decided, hana, verdict)).toEqual({
        ok: false,
        error: { code: "alreadyDecided", outcome: "approved", decidedBy: named(dora) },
      });
    }
  });

  test("ERR-21 a stage of a canceled request is closed for decisions", () => {
    const canceled = afterEvents(pending([byDora]), [
      { kind: "requestCanceled", at: after(1), by: null, reason: null },
    ]);
    expect(decide(canceled, dora, "approve", after(2))).toEqual({
      ok: false,
      error: { code: "alreadyDecided", outcome: "canceled", decidedBy: null },
    });
  });

  test("APP-39 who is not an approver, and who decides on an own request, is refused", () => {
    expect(refusalOf(decide(pending([byDora]), kim, "approve"))).toBe("notAnApprover");
    expect(refusalOf(decide(pending([byDora]), ada, "approve"))).toBe("ownRequest");
  });

  test("ERR-19 the refusal of a stranger is the same before and after the stage is decided", () => {
    const request = pending([byDora]);
    expect(refusalOf(decide(request, kim, "deny"))).toBe("notAnApprover");
    expect(refusalOf(decide(afterDeciding(request, dora, "approve"), kim, "deny"))).toBe("notAnApprover");
  });

  test("ERR-20 target and submitter are refused in whatever capacity they were named", () => {
    const request = pending(
      [stage({ primaryApprovers: [person(ada), person(kim), person(dora)] })],
      {},
      {
        requestorId: kim.id,
      },
    );
    expect(refusalOf(decide(request, ada, "approve"))).toBe("ownRequest");
    expect(refusalOf(decide(request, kim, "approve"))).toBe("ownRequest");
    expect(refusalOf(decide(request, dora, "approve"))).toBeNull();
  });

  test("APP-40 a decision stays what it was, whatever happens to the request later", () => {
    const approved = afterDeciding(pending([byDora, byHana]), dora, "approve");
    const [before] = approved.stages;
    const denied = afterDeciding(approved, hana, "deny");
    expect(denied.stages[0]).toEqual(before);
  });

  test("APP-43 a decision records who, in which capacity, the verdict, the reason and the instant", () => {
    const request = afterDeciding(pending([byDora]), dora, "approve", after(2), { reason: "  month end  " });
    expect(request.stages[0]).toMatchObject({
      decision: {
        verdict: "approve",
        personId: dora.id,
        displayName: dora.displayName,
        capacity: "primary",
        reason: "month end",
        at: after(2),
      },
    });
  });

  test("APP-43 a fallback decides as a fallback", () => {
    const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
    const request = pending([byManager], {}, {}, directoryOf([disabled(ben)]));
    expect(afterDeciding(request, finn, "approve").stages[0]).toMatchObject({ decision: { capacity: "fallback" } });
  });

  test("APP-44 a decision counts by the clock: a second before the deadline yes, at the deadline no", () => {
    const request = pending([byDora]);
    expect(refusalOf(decide(request, dora, "approve", new Date(after(14).getTime() - 1)))).toBeNull();
    expect(refusalOf(decide(request, dora, "approve", after(14)))).toBe("deadlinePassed");
  });

  test("APP-44 too late is too late, also once a job has closed the stage", () => {
    const request = pending([byDora]);
    const timedOut = afterEvents(request, decideTimers(request, facts(), after(14)).events);
    expect(refusalOf(decide(timedOut, dora, "approve", after(15)))).toBe("deadlinePassed");
  });

  test("ERR-22 after the deadline the refusal names it", () => {
    expect(decide(pending([byDora]), dora, "deny", after(15))).toEqual({
      ok: false,
      error: { code: "deadlinePassed", deadlineAt: after(14) },
    });
  });

  test("REQ-74 nothing can be decided once the requested end has come, even if no job has closed the request", () => {
    const request = pending([byDora, byHana], {}, { schedule: { startAt: null, endAt: after(3) } });
    expect(refusalOf(decide(request, dora, "approve", after(2, 23)))).toBeNull();
    expect(refusalOf(decide(request, dora, "approve", after(3)))).toBe("alreadyDecided");
    expect(refusalOf(decide(request, dora, "deny", after(4)))).toBe("alreadyDecided");
  });

  test("APP-35 somebody in two stages decides twice; an approval is never carried over", () => {
    const request = afterDeciding(pending([byDora, byDora]), dora, "approve");
    expect(request.state).toBe("pendingApproval");
    expect(afterDeciding(request, dora, "approve").state).toBe("delivering");
  });

  test("APP-35 a decision meant for the first stage never slips onto the second", () => {
    const request = afterDeciding(pending([byDora, byDora]), dora, "approve");
    expect(refusalOf(decide(request, dora, "deny", after(1), { stage: 0 }))).toBe("alreadyDecided");
  });

  test("APP-47 an approval changes neither the requested period nor the package", () => {
    const request = pending([byDora], {}, { schedule: { startAt: null, endAt: after(9) } });
    const approved = afterDeciding(request, dora, "approve", after(2));
    expect(approved).toMatchObject({ packageId: request.packageId, period: { startAt: after(2), endAt: after(9) } });
  });

  test("APP-48 every stage has its own clock: three stages of 14 days may take up to 42", () => {
    let request = pending([byDora, byHana, byIvo]);
    const before = (instant: Date, ms: number) => new Date(instant.getTime() - ms);
    request = afterDeciding(request, dora, "approve", before(after(14), 1));
    request = afterDeciding(request, hana, "approve", before(after(28), 2));
    expect(request.stages[2]?.deadlineAt).toEqual(before(after(42), 2));
  });
});

describe("alternates", () => {
  const request = pending([forwardedToEli]);
  const forwarded = afterEvents(request, decideTimers(request, facts(), after(8)).events);

  test("APP-42 an alternate has no right to decide before the forwarding", () => {
    expect(refusalOf(decide(request, eli, "approve", after(7, 23, 59)))).toBe("notAnApprover");
  });

  test("APP-41 after the forwarding both the primary and the alternate may decide", () => {
    expect(mayDecide(forwarded, 0, decider(dora), after(9))).toEqual({
      ok: true,
      value: { capacity: "primary", delegator: null },
    });
    expect(mayDecide(forwarded, 0, decider(eli), after(9))).toEqual({
      ok: true,
      value: { capacity: "alternate", delegator: null },
    });
  });

  test("APP-66 an alternate who is the target does not decide after the forwarding either", () => {
    const toAda = { ...forwardedToEli, escalationApprovers: [person(ada), person(eli)] };
    const own = pending([toAda]);
    const now = afterEvents(own, decideTimers(own, facts(), after(8)).events);
    expect(refusalOf(decide(now, ada, "approve", after(9)))).toBe("ownRequest");
  });
});

describe("reasons", () => {
  const wanting = pending([stage({ primaryApprovers: [person(dora)], isApproverJustificationRequired: true })]);

  test.each(["approve", "deny"] as const)("APP-60 a stage that wants a reason wants it to %s too", (verdict) => {
    expect(refusalOf(decide(wanting, dora, verdict, after(1), { reason: " \n " }))).toBe("reasonRequired");
    expect(refusalOf(decide(wanting, dora, verdict, after(1), { reason: "checked" }))).toBeNull();
    expect(refusalOf(decide(pending([byDora]), dora, verdict))).toBeNull();
  });

  test("APP-60 the switch belongs to the stage", () => {
    expect([isReasonRequired(wanting, 0), isReasonRequired(wanting, 1)]).toEqual([true, false]);
  });

  test("ERR-23 a missing reason is refused before anything changes", () => {
    expect(decide(wanting, dora, "approve")).toEqual({ ok: false, error: { code: "reasonRequired" } });
  });

  test("APP-61 a reason has at most 1000 characters after trimming", () => {
    const of = (chars: number) =>
      refusalOf(decide(wanting, dora, "deny", after(1), { reason: ` ${"x".repeat(chars)} ` }));
    expect(of(1_000)).toBeNull();
    expect(of(1_001)).toBe("invalidForm");
  });

  test("APP-61 a reason nobody asked for is no longer than one that was", () => {
    const reason = "x".repeat(1_001);
    expect(decide(pending([byDora]), dora, "approve", after(1), { reason })).toMatchObject({
      ok: false,
      error: { code: "invalidForm", issues: [{ field: "reason", problem: "tooLong" }] },
    });
  });
});

describe("what somebody is asked about", () => {
  test("APP-26 a request is with somebody only while they may decide on it", () => {
    const request = pending([byDora, byHana]);
    expect(askedStage(request, decider(dora), after(1))).toEqual({ stage: 0, capacity: "primary", delegator: null });
    expect(askedStage(request, decider(hana), after(1))).toBeNull();
    expect(askedStage(request, decider(ada), after(1))).toBeNull();
    expect(askedStage(request, decider(dora), after(14))).toBeNull();
    const second = afterDeciding(request, dora, "approve");
    expect(askedStage(second, decider(dora), after(1))).toBeNull();
    expect(askedStage(second, decider(hana), after(1))).toEqual({ stage: 1, capacity: "primary", delegator: null });
  });
});

describe("whatever the policy and the directory", () => {
  /** A request for Ada, by herself or by anybody, at some point of its first stage. */
  const anyPending = fc
    .record({ stages: anyStages, directory: anyDirectory, requestor: anyPerson, now: anyInstant })
    .map(({ stages, directory, requestor, now }) => {
      const request = submitted(policy({ stages }), { requestorId: requestor.id });
      const started = afterEvents(request, startStage(request, 0, advanceFacts({ directory }), start));
      const events = decideTimers(started, facts(directory), now).events;
      return { request: afterEvents(started, events), directory, now };
    });

  test("APP-66 nobody ever decides on a request they are target or submitter of", () => {
    checked(
      fc.property(anyPending, fc.uniqueArray(anyGroup), ({ request, directory, now }, groups) => {
        for (const id of [request.targetId, request.requestorId]) {
          const who = directory.people.get(id) ?? ada;
          const party = decider({ ...who, isEnabled: true }, ...groups);
          expect(refusalOf(mayDecide(request, 0, party, now))).toBe("ownRequest");
          expect(askedStage(request, party, now)).toBeNull();
        }
        for (const entry of request.stages[0]?.approvers ?? []) {
          if (!("personId" in entry)) continue;
          expect([request.targetId, request.requestorId]).not.toContain(entry.personId);
        }
      }),
    );
  });

  test("APP-42 nobody decides as an alternate before the stage was forwarded", () => {
    checked(
      fc.property(anyPending, anyPerson, fc.uniqueArray(anyGroup), ({ request, now }, who, groups) => {
        const right = mayDecide(request, 0, decider(who, ...groups), now);
        if (right.ok && right.value.capacity.startsWith("alternate")) {
          expect(request.stages[0]?.forwardedAt).not.toBeNull();
          expect(request.stages[0]?.forwardAt?.getTime()).toBeLessThanOrEqual(now.getTime());
        }
      }),
    );
  });

  test("APP-38 a second decision on a stage is always told that it was decided", () => {
    checked(
      fc.property(
        anyPending,
        anyPerson,
        anyPerson,
        fc.uniqueArray(anyGroup),
        fc.boolean(),
        (world, one, two, groups, isApproval) => {
          const { request, directory, now } = world;
          const command = { stage: 0, verdict: isApproval ? ("approve" as const) : ("deny" as const), reason: "fine" };
          const first = decideStage(request, facts(directory), decider(one, ...groups), command, now);
          const second = decider(two, ...groups);
          fc.pre(first.ok && mayDecide(request, 0, second, now).ok);
          const decided = afterEvents(request, accepted(first).events);
          expect(refusalOf(decideStage(decided, facts(directory), second, command, now))).toBe("alreadyDecided");
        },
      ),
    );
  });
});
