import { beforeEach, describe, expect, test } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { ada, dora, everybody, gus, hana, kim, payments } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, textQuestion } from "@/lib/engine/testing/facts";
import { addApprover } from "@/lib/services/add-approver";
import { editAnswers } from "@/lib/services/edit-answers";
import { resumeRequest } from "@/lib/services/resume-request";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  changeSettings,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import type { TimelineEntry } from "@/lib/views/requests";
import { getApproval } from "./approval-detail";
import { getRequest } from "./requests";

const database = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody);
});

const offer = (parts = {}) =>
  insertPackage(database.db, payments, {
    policies: [
      policy({
        stages: [stage({ primaryApprovers: [person(dora)] })],
        allowedTargetScope: "allDirectoryUsers",
        ...parts,
      }),
    ],
  });

const reading = async () => ({ db: database.db, now: await portal.clock.now() });

async function seenBy(who: typeof ada, id: RequestId) {
  const view = await getRequest({ personId: who.id, kind: who.kind }, id, await reading());
  if (!view) throw new Error("no such request");
  return view;
}

describe("what a timeline tells", () => {
  test("ASK-4 questions and answers in the words of those who wrote them, each at its place", async () => {
    await offer();
    const id = await portal.ask(ada, payments);
    accepted(await portal.askBack(dora, id, "Which site?"));
    accepted(await portal.answer(ada, id, "Berlin"));
    accepted(await portal.askBack(dora, id, "For how long?"));
    const { timeline } = await seenBy(ada, id);
    expect(timeline.flatMap(({ kind, actor, words }) => (words ? [[kind, actor, words]] : []))).toEqual([
      ["informationAsked", dora.displayName, "Which site?"],
      ["informationGiven", ada.displayName, "Berlin"],
      ["informationAsked", dora.displayName, "For how long?"],
    ]);
  });

  test("APP-96 who came to a stage, where names are shown", async () => {
    await offer();
    await appointGovernanceAdministrator(database.db, kim);
    const requestId = await portal.ask(ada, payments);
    const addition = { personId: kim.id, requestId, approverId: hana.id, reason: "Dora is away" };
    accepted(await addApprover(portal.deps, addition));
    const told = (timeline: readonly TimelineEntry[]) =>
      timeline.flatMap(({ kind, newcomer, reason }) => (kind === "approverAdded" ? [{ newcomer, reason }] : []));
    const { id, displayName } = hana;
    const view = await getApproval({ personId: dora.id }, requestId, await reading());
    expect(told(view?.timeline ?? [])).toEqual([{ newcomer: { id, displayName }, reason: "Dora is away" }]);
    await changeSettings(database.db, { showApproversToRequestors: false });
    expect(told((await seenBy(ada, requestId)).timeline)).toEqual([{ newcomer: null, reason: "Dora is away" }]);
  });

  test("INF-13 what each edit of the answers changed", async () => {
    await offer({ questions: [textQuestion({ id: "why", isAnswerEditable: true })] });
    await changeSettings(database.db, { allowApproversToEditAnswers: true });
    const requestId = await portal.ask(ada, payments, { answers: [{ questionId: "why", value: "month end" }] });
    for (const value of ["quarter end", "year end"]) {
      const edit = { stage: 0, answers: [{ questionId: "why", value }], language: "en" };
      accepted(await editAnswers(portal.deps, { personId: dora.id, requestId, ...edit }));
    }
    const { timeline } = await seenBy(ada, requestId);
    const told = timeline.flatMap(({ kind, corrections }) => (kind === "answersEdited" ? [corrections] : []));
    const question = textQuestion().text;
    expect(told).toEqual([
      [{ question, before: "month end", after: "quarter end" }],
      [{ question, before: "quarter end", after: "year end" }],
    ]);
  });

  test("POR-42 a request that waits for its requestor says until when", async () => {
    await offer();
    const id = await portal.ask(ada, payments);
    expect((await seenBy(ada, id)).waitsUntil).toEqual(after(14));
    accepted(await portal.askBack(dora, id));
    expect((await seenBy(ada, id)).waitsUntil).toEqual(after(7));
  });

  test("APP-78 what an extension said is shown to approvers and not to the requestor", async () => {
    await offer({ customExtensionStageSettings: [{ stage: "assignmentRequestCreated", waitMinutes: 60 }] });
    const requestId = await portal.ask(ada, payments);
    const input = { requestId, verdict: "continue", detail: "low risk", stages: [] } as const;
    accepted(await resumeRequest(portal.deps, input));
    const wordsOf = (timeline: readonly { words: string | null }[] = []) =>
      timeline.flatMap(({ words }) => (words ? [words] : []));
    expect(wordsOf((await getApproval({ personId: dora.id }, requestId, await reading()))?.timeline)).toEqual([
      "low risk",
    ]);
    expect(wordsOf((await seenBy(ada, requestId)).timeline)).toEqual([]);
  });

  test("APP-82 a delegate's decision names both", async () => {
    await offer();
    await changeSettings(database.db, { allowApprovalDelegation: true });
    accepted(await portal.delegate(dora, hana));
    const id = await portal.ask(ada, payments);
    accepted(await portal.decide(hana, id, "deny"));
    const { timeline, stages } = await seenBy(ada, id);
    const names = { delegator: dora.displayName };
    expect(timeline.find((entry) => entry.kind === "stageDenied")).toMatchObject({ actor: hana.displayName, ...names });
    expect(stages[0]?.decision).toMatchObject({ by: hana.displayName, ...names });
  });
});

test("APP-70 who decides is shown to members where the organization says so, to guests never by that; reasons always", async () => {
  await offer();
  const seen = async (who: typeof ada) => {
    const id = await portal.ask(who, payments);
    accepted(await portal.decide(dora, id, "deny", { reason: "ask Ben" }));
    const [only] = (await seenBy(who, id)).stages;
    return [only?.approvers?.people.map((each) => each.displayName), only?.decision?.by, only?.decision?.reason];
  };
  expect(await seen(ada)).toEqual([[dora.displayName], dora.displayName, "ask Ben"]);
  expect(await seen(gus)).toEqual([undefined, null, "ask Ben"]);
  await changeSettings(database.db, { showApproversToRequestors: false });
  expect(await seen(ada)).toEqual([undefined, null, "ask Ben"]);
});
