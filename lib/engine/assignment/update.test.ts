import { describe, expect, test } from "vitest";
import { decideStage } from "@/lib/engine/approval/decide";
import type { RequestId } from "@/lib/engine/ids";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { decideClosureWithAccess } from "@/lib/engine/request/cancel";
import { fold } from "@/lib/engine/request/evolve";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { decideTimers } from "@/lib/engine/request/timers";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, ben, cleo, decider, disabled, dora, idOf, kim } from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  assignment,
  extensionFacts,
  person,
  policy,
  refusalOf,
  stage,
  textQuestion,
} from "@/lib/engine/testing/facts";
import { decideUpdate, type UpdateCommand } from "./update";

const updateId = idOf<RequestId>(55);
const byDora = [stage({ primaryApprovers: [person(dora)] })];
const terms = (parts: Parameters<typeof policy>[0] = {}) =>
  policy({ expiration: { type: "afterDays", days: 30 }, ...parts });
const held = (of = terms(), parts = {}) => assignment({ snapshot: snapshotOf(of), endAt: after(30), ...parts });
const wish = (parts: Partial<UpdateCommand> = {}): UpdateCommand => ({
  endAt: null,
  answers: [],
  justification: "",
  language: "en",
  ...parts,
});
/** Ada asks on day 10; `of` is the policy she got the access under. */
const ask = (of = terms(), parts: Partial<UpdateCommand> = {}, facts = {}, now = after(10)) =>
  decideUpdate(extensionFacts(held(of), { policy: of, ...facts }), wish(parts), updateId, now);
const requestOf = (result: ReturnType<typeof ask>): AssignmentRequest => {
  const request = fold(accepted(result).events);
  if (!request) throw new Error("no request");
  return request;
};

describe("asking for a later end", () => {
  test("REQ-2 the holder asks for more time: a request of its own on the same access", () => {
    expect(requestOf(ask(terms({ stages: byDora })))).toMatchObject({
      type: "userUpdate",
      requestorId: ada.id,
      assignmentId: held().id,
      state: "pendingApproval",
    });
  });

  test("REQ-76 package, target and terms are those of the access, whatever the policy says today", () => {
    const today = terms({ version: 2, displayName: "Stricter" });
    const { packageId, targetId, snapshot } = requestOf(ask(terms(), {}, { policy: today }));
    expect({ packageId, targetId, snapshot }).toEqual({
      packageId: held().packageId,
      targetId: held().targetId,
      snapshot: held().snapshot,
    });
  });

  test("APP-98 it goes through the stages of the policy", () => {
    const request = requestOf(ask(terms({ stages: byDora })));
    expect(plannedStages(request)).toEqual(byDora);
    expect(request.stages).toMatchObject([{ index: 0, state: "active", activatedAt: after(10) }]);
  });

  test("APP-98 where the policy asks nobody for an extension it is approved at once", () => {
    const of = terms({ stages: byDora });
    const free = {
      ...of,
      requestApprovalSettings: { ...of.requestApprovalSettings, isApprovalRequiredForUpdate: false },
    };
    expect(accepted(ask(free)).events.map((event) => event.kind)).toEqual([
      "requestSubmitted",
      "requestAutoApproved",
      "deliveryStarted",
      "assignmentUpdated",
      "deliveryFinished",
    ]);
  });

  test("ASN-20 at any time while the access runs, with justification, end and answers", () => {
    const of = terms({ questions: [textQuestion()], isRequestorJustificationRequired: true, stages: byDora });
    const form = {
      endAt: after(20),
      justification: " more to do ",
      answers: [{ questionId: "why", value: "audit" }],
    };
    const early = decideUpdate(extensionFacts(held(of, { endAt: after(12) })), wish(form), updateId, after(1));
    expect(requestOf(early)).toMatchObject({
      schedule: { startAt: null, endAt: after(20) },
      justification: "more to do",
      answers: [{ questionId: "why", value: "audit" }],
    });
    expect(refusalOf(ask(of))).toBe("invalidForm");
  });

  test("ERR-36 a wished end lies after the present one and not past the cap", () => {
    const pastCap = { ok: false, error: { code: "extensionPastCap", latestEndAt: after(40) } };
    for (const endAt of [after(5), after(30), after(40, 0, 1)]) expect(ask(terms(), { endAt })).toEqual(pastCap);
    for (const endAt of [after(30, 0, 1), after(40)]) expect(refusalOf(ask(terms(), { endAt }))).toBeNull();
  });

  test("INF-23 an end may be wished for only where the policy lets people choose", () => {
    const fixed = terms({ requestorSettings: { allowCustomAssignmentSchedule: false } });
    expect(ask(fixed, { endAt: after(35) })).toMatchObject({
      ok: false,
      error: { code: "invalidForm", issues: [{ code: "scheduleNotAllowed" }] },
    });
    expect(refusalOf(ask(fixed))).toBeNull();
    expect(refusalOf(ask(terms(), { endAt: new Date(Number.NaN) }))).toBe("invalidForm");
  });

  test("REQ-5 the direct manager asks for a report where the policy lets managers", () => {
    const managed = terms({ requestorSettings: { enableOnBehalfRequestorsToUpdateAccess: true } });
    expect(requestOf(ask(managed, {}, { requestor: ben }))).toMatchObject({
      type: "onBehalfUpdate",
      requestorId: ben.id,
      targetId: ada.id,
    });
    expect(refusalOf(ask(terms(), {}, { requestor: ben }))).toBe("extensionNotAllowed");
    const blind = { ...defaultSettings, managersSeeReportAssignments: false };
    expect(refusalOf(ask(managed, {}, { requestor: ben, settings: blind }))).toBe("extensionNotAllowed");
  });

  test("REQ-5 nobody else learns of the access", () => {
    const managed = terms({ requestorSettings: { enableOnBehalfRequestorsToUpdateAccess: true } });
    for (const requestor of [cleo, kim]) expect(refusalOf(ask(managed, {}, { requestor }))).toBe("requestNotFound");
  });

  test("ERR-1 an account that is switched off asks for nothing", () => {
    const off = disabled(ada);
    expect(ask(terms(), {}, { requestor: off, target: off })).toEqual({
      ok: false,
      error: { code: "accountDisabled", who: "requestor" },
    });
  });
});

describe("while it waits", () => {
  const waiting = requestOf(ask(terms({ stages: byDora })));
  const access = held(terms({ stages: byDora }));

  test("ASN-24 its approval extends the access in the same breath", () => {
    const command = { stage: 0, verdict: "approve" as const, reason: "" };
    const facts = advanceFacts({ assignment: access });
    const { events } = accepted(decideStage(waiting, facts, decider(dora), command, after(12)));
    expect(events.map((event) => event.kind)).toEqual([
      "stageApproved",
      "deliveryStarted",
      "assignmentUpdated",
      "deliveryFinished",
    ]);
    expect(events[2]).toMatchObject({ period: { endAt: after(42) }, isExtended: true });
    expect(afterEvents(waiting, events).state).toBe("delivered");
  });

  test("REQ-78 denied or out of time, it leaves the access untouched", () => {
    const facts = advanceFacts({ assignment: access });
    const command = { stage: 0, verdict: "deny" as const, reason: "" };
    const denied = accepted(decideStage(waiting, facts, decider(dora), command, after(12))).events;
    const lapsed = decideTimers(waiting, facts, after(24)).events;
    for (const events of [denied, lapsed]) {
      expect(afterEvents(waiting, events).state).toBe("denied");
      expect(events.some((event) => "assignmentId" in event)).toBe(false);
    }
  });

  test("REQ-77 the old end comes first: the request goes with the access, by nobody's hand", () => {
    const { events } = decideClosureWithAccess(waiting, after(30));
    expect(events).toEqual([{ kind: "requestCanceled", at: after(30), by: null, reason: "assignment ended" }]);
    expect(decideClosureWithAccess(afterEvents(waiting, events), after(31)).events).toEqual([]);
  });

  test("ASN-46 only an update goes with the access; other requests of the person stay", () => {
    const adding = { ...waiting, type: "userAdd" as const };
    expect(decideClosureWithAccess(adding, after(30)).events).toEqual([]);
  });
});
