import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { assignments, auditEvents, requestStages, requests, stageApprovers } from "@/db/schema";
import { isErasable } from "@/lib/engine/request/retention";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, ben, dora, everybody, kim, payments, policyIds, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { eraseRequests } from "./erase-requests";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { changeSettings, insertApplicationRole, insertCatalog, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;

/** Payments needs Dora; Vendors nobody. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  const bank = await insertApplicationRole(test.db, await insertCatalog(test.db), "bank");
  await insertPackage(test.db, payments, {
    policies: [policy({ stages: [stage({ primaryApprovers: [person(dora)] })] })],
  });
  await insertPackage(test.db, vendors, { roles: [bank], policies: [policy({ policyId: policyIds[1] })] });
  return async () => expectInvariantsOfAll(test.db);
});

const idsLeft = async () => (await test.db.select({ id: requests.id }).from(requests)).map((row) => row.id);

it("REQ-70 a closed request goes after the days the organization set; what the log says of it stays", async () => {
  const denied = await portal.ask(ada, payments);
  accepted(await portal.decide(dora, denied, "deny"));
  const events = await portal.history(denied);
  portal.clock.set(after(364));
  expect(await eraseRequests(portal.deps)).toBe(0);
  portal.clock.set(after(365));
  expect(await eraseRequests(portal.deps)).toBe(1);
  expect(await idsLeft()).toEqual([]);
  expect(await test.db.select().from(requestStages)).toEqual([]);
  expect(await test.db.select().from(stageApprovers)).toEqual([]);
  expect(await portal.history(denied)).toEqual([...events, "requestErased"]);
  const [entry] = await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "requestErased"));
  expect(entry).toMatchObject({ requestId: denied, oldState: "denied", actorId: null, targetName: null });
  expect(await eraseRequests(portal.deps)).toBe(0);
});

it("REQ-70 the requests of access stay until nothing of it is left; the record of the access stays for good", async () => {
  const held = await portal.hold(ada, vendors);
  portal.clock.set(after(1_000));
  expect(await eraseRequests(portal.deps)).toBe(0);
  accepted(await portal.giveBack(ada, held));
  await portal.sweep();
  expect(await eraseRequests(portal.deps)).toBe(1);
  portal.clock.set(after(1_365));
  expect(await eraseRequests(portal.deps)).toBe(1);
  expect(await idsLeft()).toEqual([]);
  expect(await test.db.select().from(assignments)).toHaveLength(1);
});

it("REQ-70 the query finds the same requests as the engine", async () => {
  await changeSettings(test.db, { requestRetentionDays: 90 });
  const waiting = await portal.ask(ada, payments);
  const canceled = await portal.ask(ben, payments);
  accepted(await portal.cancel(ben, canceled));
  await portal.hold(kim, vendors);
  await portal.giveBack(dora, await portal.hold(dora, vendors));
  await portal.sweep();
  portal.clock.set(after(10));
  await portal.giveBack(ben, await portal.hold(ben, vendors));
  const settings = { ...defaultSettings, requestRetentionDays: 90 };
  const now = after(95);
  const access = new Map((await test.db.select().from(assignments)).map((row) => [row.id, row]));
  const kept = (await test.db.select().from(requests)).filter((request) => {
    const assignment = access.get(request.assignmentId);
    const isAccessThere =
      assignment !== undefined && (assignment.state !== "expired" || assignment.deprovisionedAt === null);
    return !isErasable({ ...request, isAccessThere }, settings, now);
  });
  portal.clock.set(now);
  expect(await eraseRequests(portal.deps)).toBeGreaterThan(0);
  expect((await idsLeft()).toSorted()).toEqual(kept.map((row) => row.id).toSorted());
  expect(kept.map((row) => row.id)).toContain(waiting);
});
