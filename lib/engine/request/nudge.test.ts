import { expect, test } from "vitest";
import { decideQuestion } from "@/lib/engine/approval/ask";
import { effectsOf } from "@/lib/engine/effects";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, decider, dora, eli, hana, kim } from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { startStage } from "./advance";
import { evolve } from "./evolve";
import { decideNudge } from "./nudge";

const request = submitted(
  policy({
    stages: [
      stage({
        primaryApprovers: [person(dora), person(hana)],
        isEscalationEnabled: true,
        escalationAfterDays: 8,
        escalationApprovers: [person(eli)],
      }),
    ],
  }),
  { requestorId: kim.id },
);
const pending = afterEvents(request, startStage(request, 0, advanceFacts(), start));

test("NDG-1 requestor or target reminds the approvers of the running stage", () => {
  for (const who of [ada, kim]) {
    const [event] = accepted(decideNudge(pending, who.id, after(2))).events;
    if (!event) throw new Error("no reminder");
    const next = evolve(pending, event);
    expect(next.stages[0]?.nudgedAt).toEqual(after(2));
    expect(effectsOf(event, pending, next)).toMatchObject([
      {
        notification: "approvalReminder",
        rule: "NDG-1",
        to: [{ approver: { personId: dora.id } }, { approver: { personId: hana.id } }],
      },
    ]);
  }
  expect(refusalOf(decideNudge(pending, dora.id, after(2)))).toBe("requestNotFound");
});

test("NDG-2 not within a day of the stage's start or of the last reminder", () => {
  const early = decideNudge(pending, ada.id, after(0, 23, 59));
  expect(early).toEqual({ ok: false, error: { code: "nudgeTooSoon", nextAt: after(1) } });
  const nudged = afterEvents(pending, accepted(decideNudge(pending, ada.id, after(1))).events);
  expect(decideNudge(nudged, kim.id, after(1, 1))).toMatchObject({ error: { nextAt: after(2) } });
  expect(refusalOf(decideNudge(nudged, kim.id, after(2)))).toBeNull();
});

test("NDG-3 nothing to remind while it waits for the requestor, or once it is closed", () => {
  const question = decideQuestion(pending, defaultSettings, decider(dora), { stage: 0, question: "Why?" }, after(1));
  const waiting = afterEvents(pending, accepted(question).events);
  expect(decideNudge(waiting, ada.id, after(2))).toEqual({
    ok: false,
    error: { code: "nothingToRemind", problem: "waitsForYou" },
  });
  const canceled = afterEvents(pending, [{ kind: "requestCanceled", at: after(1), by: ada.id, reason: null }]);
  for (const [closed, now] of [
    [canceled, after(2)],
    [pending, after(14)],
    [waiting, after(8)],
  ] as const) {
    expect(decideNudge(closed, ada.id, now)).toMatchObject({ error: { code: "nothingToRemind", problem: "closed" } });
  }
  expect(refusalOf(decideNudge(pending, ada.id, after(8)))).toBeNull();
});
