import { describe, expect, test } from "vitest";
import { type Effect, effectsOf } from "./effects";
import type { RequestEvent } from "./request/events";
import { evolve } from "./request/evolve";
import type { AssignmentRequest } from "./request/request";
import { ada, ben, dora, eli, finn, hana, ledgerOwners } from "./testing/cast";
import { after, afterEvents, newIds, policy, requestBody, stage, start, submitted } from "./testing/facts";

const asked = (who: typeof dora, capacity: "primary" | "fallback" | "alternate" = "primary") => ({
  capacity,
  source: "user" as const,
  personId: who.id,
});
const stageStarted = (index: number, parts = {}): RequestEvent => ({
  kind: "stageStarted",
  at: start,
  stage: index,
  forwardAt: null,
  deadlineAt: after(14),
  approvers: [asked(dora)],
  isNobodyAble: false,
  ...parts,
});
const decided = (who: typeof dora, verdict: "approve" | "deny") => ({
  verdict,
  personId: who.id,
  displayName: who.displayName,
  capacity: "primary" as const,
  delegator: null,
  reason: null,
  at: after(1),
});
const approved = (index: number, who = dora): RequestEvent => ({
  kind: "stageApproved",
  at: after(1),
  stage: index,
  decision: decided(who, "approve"),
});
const forwarded = (index: number): RequestEvent => ({
  kind: "stageForwarded",
  at: after(8),
  stage: index,
  approvers: [asked(eli, "alternate")],
});
const denied = (cause: "deniedByApprover" | "timedOut" | "conflict" | "invalidSchedule"): RequestEvent => ({
  kind: "requestDenied",
  at: after(9),
  cause,
  reason: null,
  conflicts: [],
});
const delivering: RequestEvent = {
  kind: "deliveryStarted",
  at: after(1),
  assignmentId: newIds.assignmentId,
  period: { startAt: after(1), endAt: null },
};
const finished = (outcome: "delivered" | "partiallyDelivered" | "deliveryFailed"): RequestEvent => ({
  kind: "deliveryFinished",
  at: after(2),
  outcome,
});
const scheduled: RequestEvent = { kind: "requestScheduled", at: after(1), startAt: after(5) };

/** A request under as many stages as given, after some history. */
const request = (stages: number, ...events: RequestEvent[]): AssignmentRequest =>
  afterEvents(submitted(policy({ stages: Array.from({ length: stages }, () => stage()) })), events);

const effects = (before: AssignmentRequest, event: RequestEvent): readonly Effect[] =>
  effectsOf(event, before, evolve(before, event));
const rulesOf = (before: AssignmentRequest, event: RequestEvent): string[] =>
  effects(before, event).flatMap((effect) => (effect.kind === "notify" ? [effect.rule] : []));
/** Who is told what, people by id, groups by theirs, administrators by their kind. */
const mails = (before: AssignmentRequest, event: RequestEvent) =>
  effects(before, event).flatMap((effect) => {
    if (effect.kind !== "notify") return [];
    const to = effect.to.map((each) => {
      if (each.kind === "packageAdministrators") return each.kind;
      if (each.kind === "person") return each.personId;
      return "personId" in each.approver ? each.approver.personId : each.approver.groupId;
    });
    return [[effect.rule, ...to]];
  });
const ids = (...people: { readonly id: string }[]) => people.map((each) => each.id);

describe("approvers are told what to do", () => {
  test("NOT-2 the first stage asks its primaries", () => {
    expect(mails(request(1), stageStarted(0))).toEqual([["NOT-2", dora.id]]);
  });

  test("NOT-4 a first stage with alternates asks its primaries with the forwarding date", () => {
    expect(mails(request(1), stageStarted(0, { forwardAt: after(8) }))).toEqual([["NOT-4", dora.id]]);
  });

  test("NOT-11 the second stage asks its own primaries", () => {
    expect(rulesOf(request(2, stageStarted(0), approved(0)), stageStarted(1))).toEqual(["NOT-11"]);
  });

  test("NOT-13 so does a second stage with alternates", () => {
    const before = request(2, stageStarted(0), approved(0));
    expect(rulesOf(before, stageStarted(1, { forwardAt: after(8) }))).toEqual(["NOT-13"]);
  });

  test("NOT-29 the third stage follows the pattern of the second", () => {
    const third = request(3, stageStarted(0), approved(0), stageStarted(1), approved(1));
    expect(rulesOf(third, stageStarted(2))).toEqual(["NOT-29"]);
    expect(rulesOf(afterEvents(third, [stageStarted(2)]), forwarded(2))).toEqual(["NOT-29"]);
    const late = afterEvents(third, [stageStarted(2), { kind: "stageTimedOut", at: after(14), stage: 2 }]);
    expect(rulesOf(late, denied("timedOut"))).toEqual(["NOT-10", "NOT-29"]);
  });

  test("NOT-1 forwarding tells the alternates who join", () => {
    expect(mails(request(1, stageStarted(0)), forwarded(0))).toEqual([["NOT-1", eli.id]]);
  });

  test("NOT-15 so does forwarding the second stage", () => {
    expect(rulesOf(request(2, stageStarted(0), approved(0), stageStarted(1)), forwarded(1))).toEqual(["NOT-15"]);
  });

  test("NOT-33 nobody is told of a task who has not joined: forwarding to nobody tells nobody", () => {
    expect(mails(request(1), stageStarted(0))).toEqual([["NOT-2", dora.id]]);
    const toNobody: RequestEvent = { kind: "stageForwarded", at: after(8), stage: 0, approvers: [] };
    expect(effects(request(1, stageStarted(0)), toNobody)).toEqual([]);
  });

  test("NOT-34 fallbacks who take over get the mail of the primaries", () => {
    const event: RequestEvent = {
      kind: "fallbacksActivated",
      at: after(3),
      stage: 0,
      approvers: [asked(finn, "fallback")],
    };
    expect(mails(request(1, stageStarted(0)), event)).toEqual([["NOT-34", finn.id]]);
  });

  test("NOT-27 where nobody can decide the administrators of the package are told instead of approvers", () => {
    expect(mails(request(1), stageStarted(0, { approvers: [], isNobodyAble: true }))).toEqual([
      ["NOT-27", "packageAdministrators"],
    ]);
  });

  test("NOT-32 approvers of the next stage hear nothing before the stage before is approved", () => {
    const second = stageStarted(1, { approvers: [asked(hana)] });
    expect(mails(request(2), stageStarted(0)).flat()).not.toContain(hana.id);
    expect(mails(request(2, stageStarted(0), approved(0)), second)).toEqual([["NOT-11", hana.id]]);
  });
});

describe("approvers are told how it went", () => {
  test("NOT-8 the first of several stages: its approvers hear that it was approved", () => {
    expect(mails(request(2, stageStarted(0), forwarded(0)), approved(0))).toEqual([["NOT-8", dora.id, eli.id]]);
  });

  test("NOT-8 a single stage has no first approval to tell: the outcome is told once", () => {
    const before = request(1, stageStarted(0));
    expect(effects(before, approved(0))).toEqual([]);
    expect(mails(afterEvents(before, [approved(0)]), delivering)).toEqual([["NOT-31", dora.id]]);
  });

  test("NOT-16 the second of three stages: its approvers hear that it was approved", () => {
    const before = request(3, stageStarted(0), approved(0), stageStarted(1));
    expect(rulesOf(before, approved(1))).toEqual(["NOT-16"]);
  });

  test("NOT-31 after the last approval the approvers of all stages are told", () => {
    const second = stageStarted(1, {
      approvers: [asked(hana), { capacity: "primary", source: "group", groupId: ledgerOwners }],
    });
    const before = request(2, stageStarted(0), approved(0), second, approved(1, hana));
    expect(mails(before, delivering)).toEqual([["NOT-31", dora.id, hana.id, ledgerOwners]]);
  });

  test("NOT-31 where the start is still to come they and the requestor are told at the approval, not days later", () => {
    const before = request(1, stageStarted(0), approved(0));
    expect(mails(before, scheduled)).toEqual([["NOT-31", dora.id, ada.id]]);
    expect(mails(afterEvents(before, [scheduled]), { ...delivering, at: after(5) })).toEqual([]);
  });

  test("NOT-31 a request nobody had to approve tells no approver", () => {
    expect(mails(request(0), delivering)).toEqual([]);
    expect(mails(request(0), scheduled)).toEqual([]);
  });

  test("NOT-6 a time-out of the first stage tells its primaries and alternates", () => {
    const before = request(1, stageStarted(0), forwarded(0), { kind: "stageTimedOut", at: after(14), stage: 0 });
    expect(mails(before, denied("timedOut"))).toEqual([
      ["NOT-10", ada.id],
      ["NOT-6", dora.id, eli.id],
    ]);
  });

  test("NOT-17 a time-out of the second stage tells those of the second stage", () => {
    const second = stageStarted(1, { approvers: [asked(hana)] });
    const timedOut: RequestEvent = { kind: "stageTimedOut", at: after(28), stage: 1 };
    expect(mails(request(2, stageStarted(0), approved(0), second, timedOut), denied("timedOut"))).toEqual([
      ["NOT-10", ada.id],
      ["NOT-17", hana.id],
    ]);
  });

  test("NOT-24 a cancellation tells the approvers whose item vanishes", () => {
    const canceled: RequestEvent = { kind: "requestCanceled", at: after(2), by: null, reason: null };
    expect(mails(request(1, stageStarted(0)), canceled)).toEqual([["NOT-24", dora.id]]);
    expect(mails(request(0, scheduled), canceled)).toEqual([]);
  });
});

describe("requestor and target are told the outcome", () => {
  test("NOT-9 a denial tells the requestor, and the target where that is somebody else", () => {
    expect(mails(request(1, stageStarted(0)), denied("deniedByApprover"))).toEqual([["NOT-9", ada.id]]);
    const forAda = afterEvents(submitted(policy(), { requestorId: ben.id }), [stageStarted(0)]);
    expect(mails(forAda, denied("deniedByApprover"))).toEqual([["NOT-9", ...ids(ada, ben)]]);
  });

  test("NOT-10 a time-out tells them that no decision was made, not that it was denied", () => {
    expect(rulesOf(request(1, stageStarted(0)), denied("timedOut"))).toEqual(["NOT-10", "NOT-6"]);
  });

  test("NOT-18 delivered access tells the target, with a copy to the submitter", () => {
    expect(mails(request(0, delivering), finished("delivered"))).toEqual([["NOT-18", ada.id]]);
  });

  test("NOT-25 a failed or partial delivery tells the administrators and the requestor", () => {
    for (const outcome of ["partiallyDelivered", "deliveryFailed"] as const) {
      expect(mails(request(0, delivering), finished(outcome))).toEqual([["NOT-25", "packageAdministrators", ada.id]]);
    }
  });

  test("NOT-25 a delivery cut short by the end of its access has not failed and tells nobody", () => {
    expect(
      mails(request(0, delivering), {
        kind: "deliveryFinished",
        at: start,
        outcome: "partiallyDelivered",
        isCutShort: true,
      }),
    ).toEqual([]);
  });

  test("NOT-26 a request closed for a conflict tells requestor, target and everybody who approved", () => {
    const before = request(2, stageStarted(0), approved(0), stageStarted(1, { approvers: [asked(hana)] }));
    expect(mails(before, denied("conflict"))).toEqual([["NOT-26", ada.id, dora.id]]);
  });

  test("NOT-20 the end of access tells the target", () => {
    const removal = submitted(policy(), { type: "systemRemove" });
    const ended: RequestEvent = {
      kind: "assignmentEnded",
      at: after(9),
      assignmentId: newIds.assignmentId,
      reason: "expired",
    };
    expect(mails(removal, ended)).toEqual([["NOT-20", ada.id]]);
  });

  test("NOT-28 an end by somebody else tells the target so", () => {
    for (const reason of ["removedByAdministrator", "removedByManager", "approvalRevoked"] as const) {
      const removal = submitted(policy(), { type: "adminRemove", requestorId: hana.id });
      const { assignmentId } = newIds;
      expect(mails(removal, { kind: "assignmentEnded", at: after(9), assignmentId, reason })).toEqual([
        ["NOT-28", ada.id],
      ]);
    }
  });

  test("NOT-19 an end that is near tells the target, whoever asked", () => {
    const event: RequestEvent = { kind: "endAnnounced", at: after(9), assignmentId: newIds.assignmentId, days: 14 };
    expect(mails(submitted(policy(), { requestorId: ben.id }), event)).toEqual([["NOT-19", ada.id]]);
  });

  test("NOT-30 an extension tells of its outcome as new access does, but what an administrator changes tells nobody", () => {
    const extended: RequestEvent = {
      kind: "assignmentUpdated",
      at: after(9),
      assignmentId: newIds.assignmentId,
      period: { startAt: start, endAt: after(60) },
      isExtended: true,
    };
    const update = submitted(policy(), { type: "userUpdate" });
    expect(mails(update, extended)).toEqual([["NOT-30", ada.id]]);
    expect(mails(update, denied("deniedByApprover"))).toEqual([["NOT-9", ada.id]]);
    expect(mails(submitted(policy(), { type: "adminUpdate" }), extended)).toEqual([]);
  });

  test("NOT-42 a submission tells nobody: the confirmation is on the screen", () => {
    const event: RequestEvent = { kind: "requestSubmitted", at: start, body: requestBody() };
    expect(effectsOf(event, null, evolve(null, event))).toEqual([]);
  });

  test("REQ-74 a request closed because its period is over tells the requestor", () => {
    expect(mails(request(1, stageStarted(0)), denied("invalidSchedule"))).toEqual([["REQ-74", ada.id]]);
  });
});

describe("work for the worker", () => {
  test("REQ-19 a delivery grants roles and a removal withdraws them", () => {
    expect(effects(request(0), delivering)).toEqual([{ kind: "grantRoles" }]);
    expect(effects(submitted(policy(), { type: "userRemove" }), delivering)).toEqual([{ kind: "revokeRoles" }]);
  });

  test("ASN-45 a finished removal tells nobody a second time", () => {
    const removal = afterEvents(submitted(policy(), { type: "userRemove" }), [delivering]);
    expect(effects(removal, finished("delivered"))).toEqual([]);
  });

  test("REQ-59 single roles cause no message", () => {
    const granted: RequestEvent = {
      kind: "roleGranted",
      at: start,
      resourceRoleId: "r" as never,
      displayName: "Reader",
    };
    expect(effects(request(0, delivering), granted)).toEqual([]);
  });
});
