import { beforeEach, describe, expect, it } from "vitest";
import { requests } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import { obstacleTo } from "@/lib/engine/request/gates";
import { ada, ben, dora, everybody, kim, payments } from "@/lib/engine/testing/cast";
import { accepted, after, choiceQuestion, person, policy, stage, textQuestion } from "@/lib/engine/testing/facts";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { Portal } from "@/lib/services/testing/portal";
import { changeSettings, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getOverview } from "./overview";
import { getRequestForm } from "./package-view";
import { getRequest } from "./requests";

const test = testDatabase();
const viewer = { personId: ada.id, kind: "member" } as const;
const thirtyDays = { type: "afterDays", days: 30 } as const;
const answers = [
  { questionId: "why", value: "Invoices" },
  { questionId: "site", value: "lis" },
];

describe("POR-44 a denied request", () => {
  let portal: Portal;
  const reading = async () => ({ db: test.db, now: await portal.clock.now() });

  beforeEach(async () => {
    await test.reset();
    portal = new Portal(test);
    await insertPeople(test.db, ...everybody);
    const stages = [stage({ primaryApprovers: [person(dora)] })];
    const questions = [textQuestion({ isRequired: true }), choiceQuestion()];
    await insertPackage(test.db, payments, { policies: [policy({ stages, questions, expiration: thirtyDays })] });
  });

  const denied = async () => {
    const schedule = { startAt: after(2), endAt: after(20) };
    const id = await portal.ask(ada, payments, { answers, justification: "For the plant.", schedule });
    accepted(await portal.decide(dora, id, "deny"));
    return id;
  };

  it("gives the form its words and what of its period lies ahead", async () => {
    const id = await denied();
    expect((await getRequest(viewer, id, await reading()))?.askAgain).toBe("request");
    portal.clock.set(after(3));
    const form = await getRequestForm(viewer, payments, "en", { again: id }, await reading());
    expect(form).toMatchObject({
      again: { requestId: id, isResubmission: true, justification: "For the plant.", startAt: null, endAt: after(20) },
      policies: [{ questions: [{ given: "Invoices" }, { given: "lis" }] }],
    });
  });

  it("and the next try lead to each other", async () => {
    const id = await denied();
    const next = await portal.ask(ada, payments, { answers, resubmitOf: id });
    const view = async (of: typeof id) => getRequest(viewer, of, await reading());
    expect(await view(next)).toMatchObject({ earlierTry: { id }, laterTries: [], askAgain: null });
    // One request at a time: while the next one waits there is no third.
    expect(await view(id)).toMatchObject({ earlierTry: null, laterTries: [{ id: next }], askAgain: null });
  });

  it("gives nothing to others, and one that was not denied is no try to send again", async () => {
    const id = await denied();
    for (const other of [kim, ben, dora]) {
      const form = await getRequestForm(
        { ...viewer, personId: other.id },
        payments,
        "en",
        { again: id },
        await reading(),
      );
      expect(form).toMatchObject({ again: null, policies: [{ questions: [{ given: null }, { given: null }] }] });
    }
    const open = await portal.ask(ada, payments, { answers });
    const form = await getRequestForm(viewer, payments, "en", { again: open }, await reading());
    expect(form?.again).toMatchObject({ requestId: open, isResubmission: false });
  });
});

describe("what the parties of a request that waits may do", () => {
  let portal: Portal;
  const reading = async () => ({ db: test.db, now: await portal.clock.now() });

  beforeEach(async () => {
    await test.reset();
    portal = new Portal(test);
    await insertPeople(test.db, ...everybody);
    await insertPackage(test.db, payments, {
      policies: [policy({ stages: [stage({ primaryApprovers: [person(dora)] })] })],
    });
  });

  it("NDG-2 a reminder is possible a day after the last one, and until then the view says from when on", async () => {
    const id = await portal.ask(ada, payments);
    const reminder = async () => (await getRequest(viewer, id, await reading()))?.reminder;
    expect(await reminder()).toEqual({ kind: "later", at: after(1) });
    portal.clock.set(after(1));
    expect(await reminder()).toEqual({ kind: "possible" });
    accepted(await portal.nudge(ada, id));
    expect(await reminder()).toEqual({ kind: "later", at: after(2) });
    accepted(await portal.cancel(ada, id));
    expect(await reminder()).toBeNull();
  });

  it("ASK-4, NDG-3 a question waits with who asked and until when, and nobody is reminded meanwhile", async () => {
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(2));
    accepted(await portal.askBack(dora, id, "For how long?"));
    const question = { text: "For how long?", askedBy: dora.displayName, askedAt: after(2), answerBy: after(9) };
    const view = async () => getRequest(viewer, id, await reading());
    expect(await view()).toMatchObject({ question, reminder: null, waitsUntil: after(9) });
    const overview = await getOverview(viewer, await reading());
    expect(overview.pending).toMatchObject([{ id, subStatus: "waitingForRequestor" }]);
    await changeSettings(test.db, { showApproversToRequestors: false });
    expect(await view()).toMatchObject({ question: { askedBy: null } });
    portal.clock.set(after(3));
    accepted(await portal.answer(ada, id));
    expect(await view()).toMatchObject({ question: null, waitsUntil: after(15), reminder: { kind: "possible" } });
  });
});

it("POR-44 in the demo company every denied request may be asked for again exactly where a new one would pass", async () => {
  await test.reset();
  await seedDemo(test.db);
  const now = new Date();
  const counts = { possible: 0, blocked: 0 };
  for (const { id, state, targetId, packageId } of await test.db.select().from(requests)) {
    if (state !== "denied") continue;
    const shown = await getRequest({ personId: targetId, kind: "member" }, id, { db: test.db, now });
    const facts = await loadSubmissionFacts(test.db, targetId, packageId);
    const isPossible = facts !== null && obstacleTo(facts, now) === null;
    expect(shown?.askAgain).toBe(isPossible ? "request" : null);
    counts[isPossible ? "possible" : "blocked"] += 1;
  }
  expect(counts.possible).toBeGreaterThan(1);
  expect(counts.blocked).toBeGreaterThan(1);
}, 60_000);
