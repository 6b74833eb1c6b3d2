import { beforeEach, expect, test } from "vitest";
import { overridePackages } from "@/db/schema";
import { ada, dora, everybody, hana, payments, reports, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, textQuestion } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { changeSettings, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listEditableAnswers } from "./answer-edit";
import { getApproval } from "./approval-detail";

const database = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody);
});

const offer = (parts: Parameters<typeof policy>[0]) =>
  insertPackage(database.db, payments, {
    policies: [policy({ stages: [stage({ primaryApprovers: [person(dora)] })], ...parts })],
  });

const reading = async () => ({ db: database.db, now: await portal.clock.now() });
const readBy = async (who: typeof dora, id: string) => getApproval({ personId: who.id }, id, await reading());

test("INF-27 the approver reads the period that was asked for, and when access would end", async () => {
  await offer({
    requestorSettings: { allowCustomAssignmentSchedule: true },
    expiration: { type: "afterDays", days: 60 },
  });
  const schedule = { startAt: after(20), endAt: after(30) };
  const id = await portal.ask(ada, payments, { schedule });
  const asked = { requestedStartAt: after(20), requestedEndAt: after(30), endIfGrantedNow: after(30) };
  expect(await readBy(dora, id)).toMatchObject(asked);
});

test("INF-27 without a wish of the requestor's it is the policy that says when", async () => {
  await offer({ expiration: { type: "afterDays", days: 60 } });
  const id = await portal.ask(ada, payments);
  expect(await readBy(dora, id)).toMatchObject({
    requestedStartAt: null,
    requestedEndAt: null,
    endIfGrantedNow: after(60),
  });
});

test("INF-13 answers to be corrected are there for whoever may decide, as long as they may", async () => {
  const questions = [textQuestion({ id: "why", isAnswerEditable: true }), textQuestion({ id: "note" })];
  await offer({ questions });
  const id = await portal.ask(ada, payments, { answers: [{ questionId: "why", value: "month end" }] });
  const editable = async (who: typeof dora) =>
    (await listEditableAnswers({ personId: who.id }, id, "en", await reading())).map((each) => [each.id, each.given]);
  expect(await editable(dora)).toEqual([]);
  await changeSettings(database.db, { allowApproversToEditAnswers: true });
  expect(await editable(dora)).toEqual([["why", "month end"]]);
  for (const who of [ada, hana]) expect(await editable(who)).toEqual([]);
  accepted(await portal.decide(dora, id, "approve"));
  expect(await editable(dora)).toEqual([]);
});

test("SOD-34 the approver of an exception reads what it combines", async () => {
  await offer({});
  const id = await portal.ask(ada, payments);
  expect((await readBy(dora, id))?.overrides).toEqual([]);
  await insertPackage(database.db, vendors, { name: "Vendors" });
  await insertPackage(database.db, reports, { name: "Reports" });
  await database.db.insert(overridePackages).values([
    { packageId: payments, overriddenPackageId: vendors },
    { packageId: payments, overriddenPackageId: reports },
  ]);
  expect((await readBy(dora, id))?.overrides).toEqual(["Reports", "Vendors"]);
});
