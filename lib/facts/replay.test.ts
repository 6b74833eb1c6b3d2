import { beforeEach, describe, expect, it } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { ada, dora, eli, everybody, hana, idOf, payments } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, start, textQuestion } from "@/lib/engine/testing/facts";
import { editAnswers } from "@/lib/services/edit-answers";
import { Portal } from "@/lib/services/testing/portal";
import { changeSettings, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { loadRequestEvents, replayRequest } from "./replay";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  const first = stage({
    primaryApprovers: [person(dora)],
    isEscalationEnabled: true,
    escalationAfterDays: 8,
    escalationApprovers: [person(eli)],
  });
  const terms = policy({
    stages: [first, stage({ primaryApprovers: [person(hana)] })],
    questions: [textQuestion({ id: "why", isAnswerEditable: true })],
    expiration: { type: "afterDateTime", endDateTime: after(60) },
  });
  await insertPackage(test.db, payments, { policies: [terms] });
  await changeSettings(test.db, { allowApproversToEditAnswers: true });
});

const ask = () =>
  portal.ask(ada, payments, {
    justification: "month-end closing",
    answers: [{ questionId: "why", value: "the ledger" }],
    schedule: { startAt: after(20), endAt: after(30) },
  });

async function scheduled(): Promise<RequestId> {
  const id = await ask();
  await portal.passTo(after(8));
  await portal.decide(eli, id, "approve", { stage: 0 });
  await portal.decide(hana, id, "approve", { stage: 1 });
  return id;
}

async function delivered(): Promise<RequestId> {
  const id = await scheduled();
  await portal.passTo(after(20));
  await portal.work(id);
  return id;
}

/** Ada asks; forwarded on day 8, approved twice, started on day 20, delivered, ended on day 30. */
const stories = {
  pendingApproval: async () => ask(),
  forwarded: async () => {
    const id = await ask();
    await portal.passTo(after(8));
    return id;
  },
  answersEdited: async () => {
    const id = await ask();
    for (const value of ["the books", "the ledger of May"]) {
      const edit = { stage: 0, answers: [{ questionId: "why", value }], language: "en" };
      accepted(await editAnswers(portal.deps, { personId: dora.id, requestId: id, ...edit }));
    }
    return id;
  },
  timedOut: async () => {
    const id = await ask();
    await portal.passTo(after(14));
    return id;
  },
  canceled: async () => {
    const id = await ask();
    await portal.cancel(ada, id);
    return id;
  },
  denied: async () => {
    const id = await ask();
    await portal.decide(dora, id, "approve", { stage: 0, reason: "fine" });
    await portal.decide(hana, id, "deny", { stage: 1, reason: "not fine" });
    return id;
  },
  scheduled,
  delivered,
  removal: async () => {
    const id = await delivered();
    await portal.passTo(after(30));
    return portal.removalOf((await portal.request(id)).assignmentId);
  },
} satisfies Record<string, () => Promise<RequestId>>;

describe("replayRequest", () => {
  it.each(Object.entries(stories))(
    "house rule on events: the row equals the fold of its history: %s",
    async (_, story) => {
      const id = await story();
      expect(await replayRequest(test.db, id)).toEqual(await portal.request(id));
    },
  );

  it("brings back instants as instants, and what the log does not keep from the row", async () => {
    const [submitted] = await loadRequestEvents(test.db, await ask());
    expect(submitted).toMatchObject({
      kind: "requestSubmitted",
      at: start,
      body: {
        createdAt: start,
        schedule: { startAt: after(20), endAt: after(30) },
        justification: "month-end closing",
        answers: [{ questionId: "why", value: "the ledger" }],
        snapshot: { expiration: { type: "afterDateTime", endDateTime: after(60) } },
      },
    });
  });

  it("finds nothing where there is no such request", async () => {
    expect(await replayRequest(test.db, idOf<RequestId>(99))).toBeNull();
  });
});
