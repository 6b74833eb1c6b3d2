import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, notifications, people } from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import {
  ada,
  ben,
  dora,
  eli,
  everybody,
  finance,
  finn,
  hana,
  ivo,
  kim,
  ledgerOwners,
  payments,
} from "@/lib/engine/testing/cast";
import {
  accepted,
  after,
  choiceQuestion,
  manager,
  person,
  policy,
  refusalOf,
  stage,
  start,
} from "@/lib/engine/testing/facts";
import { replayRequest } from "@/lib/facts/replay";
import { testDatabase } from "@/lib/testing/database";
import { addApprover } from "./add-approver";
import { editAnswers } from "./edit-answers";
import { resumeRequest } from "./resume-request";
import { removeDelegation, setDelegation } from "./set-delegation";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  changeSettings,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  return async () => expectInvariantsOfAll(test.db);
});

const byDora = stage({
  primaryApprovers: [person(dora)],
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
});
const offer = (parts = {}) => insertPackage(test.db, payments, { policies: [policy({ stages: [byDora], ...parts })] });

describe("an approver asks before deciding", () => {
  it("ASK-4 the stage stands still until the answer and has the time left that it had", async () => {
    await offer();
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(7));
    expect(await portal.askBack(dora, id)).toEqual({ ok: true, value: { answerBy: after(14) } });
    await portal.passTo(after(13));
    expect(await portal.stateOf(id)).toBe("pendingApproval/waitingForRequestor");
    accepted(await portal.answer(ada, id));
    expect((await portal.request(id)).stages[0]).toMatchObject({ forwardAt: after(14), deadlineAt: after(20) });
    expect(await portal.told("informationAsked", id)).toEqual([ada.displayName]);
    expect(await portal.told("informationGiven", id)).toEqual([dora.displayName]);
    await portal.passTo(after(14));
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApprovalEscalated");
  });

  it("ASK-6 unanswered, the sweep closes it at its instant, however late", async () => {
    await offer();
    const id = await portal.ask(ada, payments);
    await portal.askBack(dora, id);
    await portal.passTo(after(30));
    expect(await portal.request(id)).toMatchObject({ subStatus: "unanswered", completedAt: after(7) });
    expect(await portal.told("requestTimedOut", id)).toEqual([ada.displayName]);
  });

  it("ASK-1 neither question nor answer stands in the log; replayed, they are where they were", async () => {
    await offer();
    const id = await portal.ask(ada, payments);
    for (const [question, answer] of [
      ["a private question", "a private answer"],
      ["another private question", "another private answer"],
    ] as const) {
      accepted(await portal.askBack(dora, id, question));
      accepted(await portal.answer(ada, id, answer));
    }
    expect(JSON.stringify(await test.db.select().from(auditEvents))).not.toContain("private");
    expect((await replayRequest(test.db, id))?.exchanges).toMatchObject([
      { question: "a private question", answer: { text: "a private answer" } },
      { question: "another private question", answer: { text: "another private answer" } },
    ]);
  });

  it("NDG-2 the requestor reminds the approvers, once in a day", async () => {
    await offer();
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(1));
    accepted(await portal.nudge(ada, id));
    expect(await portal.nudge(ada, id)).toEqual({ ok: false, error: { code: "nudgeTooSoon", nextAt: after(2) } });
    expect(await portal.told("approvalReminder", id)).toEqual([dora.displayName]);
  });
});

describe("what is done to a running stage", () => {
  it("APP-96 an administrator of the package adds an approver, with a reason; readers may not", async () => {
    const catalogId = await insertCatalog(test.db);
    await insertPackage(test.db, payments, { catalogId, policies: [policy({ stages: [byDora] })] });
    await appoint(test.db, kim, "accessPackageManager", catalogId);
    await appoint(test.db, ivo, "catalogReader", catalogId);
    const requestId = await portal.ask(ada, payments);
    const add = (who: typeof kim) =>
      addApprover(portal.deps, { personId: who.id, requestId, approverId: hana.id, reason: "Dora is away" });
    expect(refusalOf(await add(finn))).toBe("requestNotFound");
    expect(refusalOf(await add(ivo))).toBe("roleNotSufficient");
    accepted(await add(kim));
    expect(await portal.told("decisionNeeded", requestId)).toEqual([dora.displayName, hana.displayName]);
    expect((await portal.request(requestId)).stages[0]?.deadlineAt).toEqual(after(14));
    accepted(await portal.decide(hana, requestId, "approve"));
  });

  it("INF-13 an approver corrects an answer; the log knows that, and not what", async () => {
    await offer({ questions: [choiceQuestion({ isAnswerEditable: true })] });
    await changeSettings(test.db, { allowApproversToEditAnswers: true });
    const requestId = await portal.ask(ada, payments, { answers: [{ questionId: "site", value: "ber" }] });
    const answers = [{ questionId: "site", value: "lis" }];
    accepted(await editAnswers(portal.deps, { personId: dora.id, requestId, stage: 0, answers, language: "en" }));
    expect((await portal.request(requestId)).answers).toMatchObject([{ displayValue: "Lisbon" }]);
    expect((await portal.events(requestId)).at(-1)).toMatchObject({
      kind: "answersEdited",
      activity: "Update request answers by approver",
      actorId: dora.id,
    });
    expect(JSON.stringify(await portal.events(requestId))).not.toContain("Lisbon");
  });
});

describe("a request that waits for what is outside the portal", () => {
  const waits = (point: "assignmentRequestCreated" | "assignmentRequestApproved") => ({
    customExtensionStageSettings: [{ stage: point, waitMinutes: 60 }],
  });
  const resume = (requestId: Awaited<ReturnType<Portal["ask"]>>, parts = {}) =>
    resumeRequest(portal.deps, { requestId, verdict: "continue", detail: null, stages: [], ...parts });

  it("APP-79 goes on with stages of the extension first, which ask people the policy never named", async () => {
    await offer(waits("assignmentRequestCreated"));
    const id = await portal.ask(ada, payments);
    expect(await portal.stateOf(id)).toBe("submitted/waitingForCallback");
    const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
    const stages = [stage({ primaryApprovers: [person(ivo)] }), byManager];
    expect(await resume(id, { stages, detail: "medium risk" })).toEqual({
      ok: true,
      value: { state: "pendingApproval" },
    });
    accepted(await portal.decide(ivo, id, "approve"));
    accepted(await portal.decide(ben, id, "approve"));
    accepted(await portal.decide(dora, id, "approve"));
    expect(await portal.stateOf(id)).toBe("delivering");
  });

  it("APP-75 fails when its time is over, in the sweep; APP-77 or is denied", async () => {
    await offer(waits("assignmentRequestApproved"));
    const late = await portal.ask(ada, payments);
    const denied = await portal.ask(kim, payments);
    for (const id of [late, denied]) accepted(await portal.decide(dora, id, "approve"));
    expect(await resume(denied, { verdict: "deny", detail: "too risky" })).toMatchObject({
      value: { state: "denied" },
    });
    await portal.passTo(after(0, 1));
    expect(await portal.stateOf(late)).toBe("deliveryFailed/processExpired");
    expect(refusalOf(await resume(late))).toBe("notWaitingForCallback");
  });

  it("REQ-55 is canceled by its requestor while it waits", async () => {
    await offer(waits("assignmentRequestCreated"));
    const id = await portal.ask(ada, payments);
    accepted(await portal.cancel(ada, id));
    expect(await portal.stateOf(id)).toBe("canceled");
  });
});

describe("somebody decides in another's place", () => {
  const mailed = async (who: typeof ada) => {
    const rows = await test.db.select().from(notifications).where(eq(notifications.recipientId, who.id));
    return rows.map((row) => row.rule).toSorted();
  };

  beforeEach(async () => {
    await changeSettings(test.db, { allowApprovalDelegation: true });
    await offer();
  });

  it("APP-82 the delegate hears of the request, decides it, and the record names both", async () => {
    accepted(await portal.delegate(dora, hana));
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName, hana.displayName]);
    accepted(await portal.decide(hana, id, "approve"));
    expect((await portal.events(id)).find((event) => event.kind === "stageApproved")).toMatchObject({
      actorId: hana.id,
      delegatorId: dora.id,
      delegatorName: dora.displayName,
    });
    expect(await portal.told("delegateDecided", id)).toEqual([ada.displayName, dora.displayName]);
  });

  it("APP-81 what was assigned before is not the delegate's, nor told to them", async () => {
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(1));
    accepted(await portal.delegate(dora, hana));
    expect(refusalOf(await portal.decide(hana, id, "approve"))).toBe("notAnApprover");
    accepted(await portal.nudge(ada, id));
    expect(await portal.told("approvalReminder", id)).toEqual([dora.displayName]);
  });

  it("APP-87 a new delegate replaces the old one, removal counts at once, and each of them is told (NOT-21)", async () => {
    accepted(await portal.delegate(dora, hana));
    accepted(await portal.delegate(dora, ivo));
    const id = await portal.ask(ada, payments);
    expect(refusalOf(await portal.decide(hana, id, "approve"))).toBe("notAnApprover");
    accepted(await portal.undelegate(dora));
    accepted(await portal.undelegate(dora));
    expect(refusalOf(await portal.decide(ivo, id, "approve"))).toBe("notAnApprover");
    expect(await mailed(hana)).toEqual(["NOT-21", "NOT-21"]);
    expect(await mailed(ivo)).toEqual(["NOT-21", "NOT-21", "NOT-4"]);
    const log = await test.db.select().from(auditEvents).where(eq(auditEvents.targetId, dora.id));
    expect(log.map((row) => row.kind)).toEqual(["delegationSet", "delegationSet", "delegationRemoved"]);
  });

  it("APP-88 a group may be named, and an administrator acts for anybody", async () => {
    await insertGroup(test.db, ledgerOwners, { members: [hana] });
    await insertGroup(test.db, finance, { members: [ivo], inside: [ledgerOwners] });
    await appointGovernanceAdministrator(test.db, kim);
    const input = (who: typeof kim, groupId: GroupId) => ({
      personId: who.id,
      delegatorId: dora.id,
      delegate: { groupId },
      startAt: start,
      endAt: null,
    });
    expect(refusalOf(await setDelegation(portal.deps, input(finn, ledgerOwners)))).toBe("roleNotSufficient");
    accepted(await setDelegation(portal.deps, input(kim, ledgerOwners)));
    expect(await mailed(ivo)).toEqual(["NOT-21"]);
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual(
      [dora, hana, ivo].map((each) => each.displayName).toSorted(),
    );
    accepted(await portal.decide(ivo, id, "approve"));
    accepted(await removeDelegation(portal.deps, { personId: kim.id, delegatorId: dora.id }));
    await changeSettings(test.db, { delegateGroupIds: [ledgerOwners] });
    expect(refusalOf(await setDelegation(portal.deps, input(dora, finance)))).toBeNull();
  });

  it("APP-91 a delegation outlives the delegate's account being switched off, and waits", async () => {
    accepted(await portal.delegate(dora, hana));
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, hana.id));
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName]);
    expect(refusalOf(await portal.decide(hana, id, "approve"))).toBe("notAnApprover");
    await test.db.update(people).set({ isEnabled: true }).where(eq(people.id, hana.id));
    accepted(await portal.decide(hana, id, "approve"));
  });

  it("APP-68 a delegate asks for the package: neither told nor able to decide", async () => {
    accepted(await portal.delegate(dora, hana));
    const id = await portal.ask(hana, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName]);
    expect(refusalOf(await portal.decide(hana, id, "approve"))).toBe("ownRequest");
  });
});
