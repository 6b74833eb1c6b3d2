import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectsOf } from "@/lib/engine/effects";
import { nextTimer, startStage } from "@/lib/engine/request/advance";
import { evolve } from "@/lib/engine/request/evolve";
import { type AssignmentRequest, activeStage, openExchange } from "@/lib/engine/request/request";
import { decideTimers } from "@/lib/engine/request/timers";
import { defaultSettings } from "@/lib/engine/settings";
import { checked } from "@/lib/engine/testing/arbitraries";
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
import { HOUR_MS } from "@/lib/engine/time";
import { decideAnswer, decideQuestion } from "./ask";
import { decideStage } from "./decide";

const forwardedToEli = stage({
  primaryApprovers: [person(dora), person(hana)],
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
});

const pending = (parts = {}): AssignmentRequest => {
  const request = submitted(policy({ stages: [forwardedToEli] }), parts);
  return afterEvents(request, startStage(request, 0, advanceFacts(), start));
};
const named = (who: typeof ada) => ({ personId: who.id, displayName: who.displayName });
const ask = (request: AssignmentRequest, now: Date, question = "For how long?", who = dora) =>
  decideQuestion(request, defaultSettings, decider(who), { stage: 0, question }, now);
const answer = (request: AssignmentRequest, now: Date, text = "Until May", who = ada) =>
  decideAnswer(request, named(who), text, now);
const asked = (now: Date, request = pending()) => afterEvents(request, accepted(ask(request, now)).events);
const answered = (request: AssignmentRequest, now: Date) => afterEvents(request, accepted(answer(request, now)).events);

describe("a question", () => {
  test("ASK-1 somebody who may decide asks; requestor and target are told, and nobody else may ask", () => {
    const request = pending({ requestorId: kim.id });
    const [event] = accepted(ask(request, after(2))).events;
    expect(event).toMatchObject({
      kind: "informationAsked",
      exchange: { stage: 0, question: "For how long?", askedBy: named(dora), askedAt: after(2), answer: null },
    });
    if (!event) throw new Error("no question");
    expect(effectsOf(event, request, evolve(request, event))).toEqual([
      {
        kind: "notify",
        notification: "informationAsked",
        rule: "ASK-1",
        to: [
          { kind: "person", personId: ada.id },
          { kind: "person", personId: kim.id },
        ],
      },
    ]);
    expect(refusalOf(ask(request, after(2), "Why?", eli))).toBe("notAnApprover");
    expect(refusalOf(ask(request, after(2), "Why?", ada))).toBe("ownRequest");
    expect(refusalOf(ask(request, after(14)))).toBe("deadlinePassed");
  });

  test("ASK-2 the clocks of the stage stand still while it waits", () => {
    const request = asked(after(7));
    expect(request).toMatchObject({ state: "pendingApproval", subStatus: "waitingForRequestor" });
    expect(nextTimer(request)).toEqual({ kind: "unanswered", at: after(14) });
    expect(decideTimers(request, advanceFacts(), after(13)).events).toEqual([]);
  });

  test("ASK-3 the answer is due after as many days of 24 hours as the organization set", () => {
    expect(openExchange(asked(after(2)))?.answerBy).toEqual(after(9));
    const short = { informationAnswerDays: 1 };
    const { events } = accepted(decideQuestion(pending(), short, decider(dora), { stage: 0, question: "?" }, after(2)));
    expect(openExchange(afterEvents(pending(), events))?.answerBy).toEqual(after(3));
  });

  test("ASK-5 approvers may decide while it waits, also after the deadline the stage had", () => {
    const request = asked(after(13));
    const decide = (now: Date) =>
      decideStage(request, advanceFacts(), decider(hana), { stage: 0, verdict: "approve", reason: "" }, now);
    expect(afterEvents(request, accepted(decide(after(15))).events)).toMatchObject({ state: "delivering" });
    expect(refusalOf(decide(after(20)))).toBe("alreadyDecided");
  });

  test("ASK-6 unanswered at its instant, the request is closed and says so", () => {
    const request = asked(after(2));
    const { events } = decideTimers(request, advanceFacts(), after(30));
    expect(events).toEqual([{ kind: "requestDenied", at: after(9), cause: "unanswered", reason: null, conflicts: [] }]);
    expect(afterEvents(request, events)).toMatchObject({
      state: "denied",
      subStatus: "unanswered",
      stages: [{ state: "closed", closedAt: after(9) }],
    });
    expect(refusalOf(answer(request, after(9)))).toBe("nothingToAnswer");
  });

  test("ASK-7 one at a time, at most five in a stage, of 1 to 1000 characters", () => {
    expect(ask(asked(after(1)), after(2))).toMatchObject({ error: { problem: "openAlready" } });
    let request = pending();
    for (let day = 1; day <= 5; day += 1) request = answered(asked(after(day), request), after(day, 1));
    expect(ask(request, after(6))).toMatchObject({ error: { code: "questionNotAllowed", problem: "tooMany" } });
    const problemOf = (question: string) => {
      const result = ask(pending(), after(1), question);
      return result.ok ? null : "problem" in result.error && result.error.problem;
    };
    expect([" \n ", ` ${"x".repeat(1_000)} `, "x".repeat(1_001)].map(problemOf)).toEqual(["blank", null, "tooLong"]);
  });

  test("ASK-8 the requested end closes a request that waits", () => {
    const request = asked(after(2), pending({ schedule: { startAt: null, endAt: after(4) } }));
    expect(refusalOf(answer(request, after(4)))).toBe("nothingToAnswer");
    expect(afterEvents(request, decideTimers(request, advanceFacts(), after(5)).events)).toMatchObject({
      state: "denied",
      subStatus: "invalidSchedule",
      completedAt: after(4),
    });
  });
});

describe("an answer", () => {
  test("ASK-4 requestor or target answers once, and the stage has the time left that it had", () => {
    const request = asked(after(7));
    const given = answered(request, after(10, 6));
    expect(given).toMatchObject({ state: "pendingApproval", subStatus: "pendingApproval" });
    expect(activeStage(given)).toMatchObject({ forwardAt: after(11, 6), deadlineAt: after(17, 6) });
    expect(given.exchanges).toMatchObject([{ answer: { text: "Until May", by: named(ada), at: after(10, 6) } }]);
    expect(refusalOf(answer(given, after(11)))).toBe("nothingToAnswer");
    expect(refusalOf(answer(request, after(8), "mine", kim))).toBe("requestNotFound");
    expect(refusalOf(answer(pending({ requestorId: kim.id }), after(8), "mine", kim))).toBe("nothingToAnswer");
  });

  test("ASK-4 what was forwarded already keeps its instant; only the deadline moves", () => {
    const forwarded = afterEvents(pending(), decideTimers(pending(), advanceFacts(), after(8)).events);
    const given = answered(asked(after(9), forwarded), after(11));
    expect(given.state === "pendingApproval" && given.subStatus).toBe("pendingApprovalEscalated");
    expect(activeStage(given)).toMatchObject({ forwardAt: after(8), forwardedAt: after(8), deadlineAt: after(16) });
  });

  test("ASK-4 a question of a stage that was decided meanwhile waits for nobody", () => {
    const request = asked(after(2));
    const command = { stage: 0, verdict: "deny", reason: "" } as const;
    const decided = decideStage(request, advanceFacts(), decider(hana), command, after(3));
    expect(refusalOf(answer(afterEvents(request, accepted(decided).events), after(3)))).toBe("nothingToAnswer");
  });

  test("ASK-7 an answer has 1 to 1000 characters as well", () => {
    const request = asked(after(2));
    const of = (text: string) => answer(request, after(3), text);
    expect(of("  ")).toMatchObject({ error: { issues: [{ field: "answer", problem: "required" }] } });
    expect(of("x".repeat(1_001))).toMatchObject({ error: { issues: [{ field: "answer", problem: "tooLong" }] } });
    expect(refusalOf(of("x".repeat(1_000)))).toBeNull();
  });

  test("ASK-4 whatever is asked and answered, the stage never loses or gains time to decide", () => {
    const hours = fc.integer({ min: 1, max: 60 });
    checked(
      fc.property(fc.array(fc.tuple(hours, hours), { maxLength: 5 }), (rounds) => {
        let request = pending();
        let now = start;
        let waited = 0;
        for (const [untilAsked, untilAnswered] of rounds) {
          const askAt = new Date(now.getTime() + untilAsked * HOUR_MS);
          if (refusalOf(ask(request, askAt))) break;
          now = new Date(askAt.getTime() + untilAnswered * HOUR_MS);
          request = answered(asked(askAt, request), now);
          waited += untilAnswered;
        }
        expect(activeStage(request)?.deadlineAt).toEqual(after(14, waited));
      }),
    );
  });
});
