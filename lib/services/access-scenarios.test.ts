import { beforeEach, describe, expect, it } from "vitest";
import type { CatalogId, RequestId } from "@/lib/engine/ids";
import {
  ada,
  dora,
  eli,
  everybody,
  hana,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { addMs, HOUR_MS, MINUTE_MS } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { builtInConnectors } from "./connectors";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  changeSettings,
  forbid,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "./testing/world";

/** The scenarios of the spec's appendix B about access that exists, and about deciding for somebody else. */

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;

const byDora = stage({ primaryApprovers: [person(dora)] });
const SECOND_MS = MINUTE_MS / 60;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  catalogId = await insertCatalog(test.db);
  await appoint(test.db, hana, "catalogOwner", catalogId);
  return async () => expectInvariantsOfAll(test.db);
});

const offered = async (terms: Parameters<typeof policy>[0]) => {
  const ledger = await insertApplicationRole(test.db, catalogId, "Ledger");
  await insertPackage(test.db, payments, { name: "Payments", catalogId, roles: [ledger], policies: [policy(terms)] });
};

async function held(who = ada) {
  const requestId = await portal.ask(who, payments);
  if ((await portal.request(requestId)).state === "pendingApproval") await portal.decide(dora, requestId, "approve");
  await portal.work(requestId);
  return (await portal.request(requestId)).assignmentId;
}

describe("Scenario 10: a bypass does not reach conflicts", () => {
  it("SOD-16 even whoever may leave out the approval cannot assign what conflicts", async () => {
    await offered({ stages: [byDora], requestorSettings: { allowAdminBypass: true } });
    await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: policyIds[1] })] });
    await forbid(test.db, payments, vendors);
    await portal.hold(ada, vendors);
    const input = { policyId: policyIds[0], targetIds: [ada.id, eli.id], bypassReason: "It is urgent." };
    const { results } = accepted(await portal.assign(hana, payments, input));
    expect(results.map(({ result }) => refusalOf(result))).toEqual(["incompatiblePackage", null]);
  });
});

describe("Scenario 11: access until a fixed day", () => {
  it("ASN-22 a later end is past the cap, and so is the same", async () => {
    await offered({ expiration: { type: "afterDateTime", endDateTime: after(30) } });
    const assignmentId = await held();
    await portal.passTo(after(20));
    expect(refusalOf(await portal.extend(ada, assignmentId, { endAt: after(30) }))).toBe("extensionPastCap");
    expect(refusalOf(await portal.extend(ada, assignmentId, { endAt: after(31) }))).toBe("extensionPastCap");
    expect((await portal.assignment(assignmentId)).endAt).toEqual(after(30));
  });
});

describe("Scenario 12: delivering again after a failure", () => {
  /** Delivered to a system that does not answer until nobody waits for it any more. */
  async function failed(): Promise<{ requestId: RequestId; completedAt: Date }> {
    const requestId = await portal.ask(ada, payments);
    const noAnswer = async () => {
      throw new Error("the ledger does not answer");
    };
    portal.connectors = { ...builtInConnectors, AadApplication: { grant: noAnswer, revoke: noAnswer } };
    await portal.work(requestId);
    for (let hour = 0; hour < 9; hour += 1) {
      portal.clock.advance(HOUR_MS);
      await portal.sweep();
    }
    portal.connectors = builtInConnectors;
    const request = await portal.request(requestId);
    if (request.state !== "deliveryFailed") throw new Error("it should have failed");
    return { requestId, completedAt: request.completedAt };
  }

  it.each([
    ["13 days and 23 hours later", 14 * 24 * HOUR_MS - HOUR_MS, null],
    ["exactly 14 days later", 14 * 24 * HOUR_MS, null],
    ["a second after that", 14 * 24 * HOUR_MS + SECOND_MS, "reprocessTooLate"],
  ])("REQ-63 %s", async (_, later, refusal) => {
    await offered({});
    const { requestId, completedAt } = await failed();
    portal.clock.set(addMs(completedAt, later));
    expect(refusalOf(await portal.reprocess(hana, requestId))).toBe(refusal);
    await portal.sweep();
    expect(await portal.stateOf(requestId)).toBe(refusal ? "deliveryFailed" : "delivered");
  });
});

describe("Scenario 15: the access ends while its extension waits", () => {
  it("REQ-77 it ends when it should, and the extension is closed with it", async () => {
    await offered({ stages: [byDora], expiration: { type: "afterDays", days: 10 } });
    const assignmentId = await held();
    await portal.passTo(after(5));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    expect(await portal.stateOf(requestId)).toBe("pendingApproval/pendingApproval");
    await portal.passTo(after(10));
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "expired", expiredAt: after(10) });
    expect(await portal.request(requestId)).toMatchObject({ state: "canceled", reason: "assignment ended" });
    expect(refusalOf(await portal.decide(dora, requestId, "approve"))).toBe("alreadyDecided");
  });
});

describe("Scenario 19: deciding in somebody's place", () => {
  beforeEach(async () => {
    await changeSettings(test.db, { allowApprovalDelegation: true });
  });

  it("APP-82 the delegate decides in addition, the original still does", async () => {
    await offered({ stages: [byDora] });
    accepted(await portal.delegate(dora, kim));
    const [one, other] = [await portal.ask(ada, payments), await portal.ask(eli, payments)];
    accepted(await portal.decide(kim, one, "approve"));
    accepted(await portal.decide(dora, other, "approve"));
  });

  it("APP-81 what was assigned before is not passed on, nor what comes through a group", async () => {
    await insertGroup(test.db, ledgerOwners, { members: [dora] });
    await offered({ stages: [byDora] });
    const byGroup = stage({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }] });
    await insertPackage(test.db, vendors, { policies: [policy({ policyId: policyIds[1], stages: [byGroup] })] });
    const before = await portal.ask(ada, payments);
    await portal.passTo(after(1));
    accepted(await portal.delegate(dora, kim));
    const throughGroup = await portal.ask(ada, vendors);
    for (const request of [before, throughGroup]) {
      expect(refusalOf(await portal.decide(kim, request, "approve"))).toBe("notAnApprover");
      accepted(await portal.decide(dora, request, "approve"));
    }
  });

  it("APP-84 the delegate of a delegate sees nothing", async () => {
    await offered({ stages: [byDora] });
    accepted(await portal.delegate(dora, kim));
    accepted(await portal.delegate(kim, eli));
    const request = await portal.ask(ada, payments);
    expect(refusalOf(await portal.decide(eli, request, "approve"))).toBe("notAnApprover");
    accepted(await portal.decide(kim, request, "approve"));
  });
});

describe("Scenario 20: messages about access switched off", () => {
  it.each([
    [false, { ready: [ada.displayName], ended: [ada.displayName], needed: [dora.displayName] }],
    [true, { ready: [], ended: [], needed: [dora.displayName] }],
  ])("NOT-37 switched off: %s", async (isAssignmentNotificationDisabled, told) => {
    await offered({
      stages: [byDora],
      expiration: { type: "afterDays", days: 10 },
      notificationSettings: { isAssignmentNotificationDisabled },
    });
    const assignmentId = await held();
    await portal.passTo(after(11));
    const [add] = await portal.requestsOf(ada);
    if (!add) throw new Error("nothing was asked for");
    const removal = await portal.removalOf(assignmentId);
    expect({
      ready: await portal.told("accessReady", add.id),
      ended: await portal.told("accessEnded", removal),
      needed: await portal.told("decisionNeeded", add.id),
    }).toEqual(told);
  });
});
