import { beforeEach, expect, it } from "vitest";
import { ada, dora, everybody, kim, payments } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, start } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { Portal } from "./testing/portal";
import { changeSettings, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await changeSettings(test.db, { allowApprovalDelegation: true });
  const terms = policy({ stages: [stage({ primaryApprovers: [person(dora)] })] });
  await insertPackage(test.db, payments, { name: "Payments", policies: [terms] });
});

it("REQ-80 every entry says when, who, for whom they acted, whose access to what, from which state to which, and why", async () => {
  accepted(await portal.delegate(dora, kim));
  const id = await portal.ask(ada, payments);
  portal.clock.set(after(1));
  accepted(await portal.decide(kim, id, "deny", { reason: "Not needed for her work." }));
  const [submitted, started, denied, closed] = await portal.events(id);
  const about = {
    targetId: ada.id,
    targetName: ada.displayName,
    packageId: payments,
    packageName: "Payments",
    requestId: id,
  };
  expect(submitted).toMatchObject({
    ...about,
    occurredAt: start,
    activity: "User requests access package assignment",
    actorId: ada.id,
    actorName: ada.displayName,
    delegatorId: null,
    oldState: null,
    newState: "submitted",
    reason: null,
  });
  expect(started).toMatchObject({ ...about, oldState: "submitted", newState: "pendingApproval" });
  expect(denied).toMatchObject({
    ...about,
    occurredAt: after(1),
    actorId: kim.id,
    delegatorId: dora.id,
    delegatorName: dora.displayName,
    oldState: "pendingApproval",
    newState: "pendingApproval",
    reason: "Not needed for her work.",
  });
  expect(closed).toMatchObject({ ...about, oldState: "pendingApproval", newState: "denied" });
});
