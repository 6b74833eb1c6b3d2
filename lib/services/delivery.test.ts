import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { assignments, people } from "@/db/schema";
import {
  ada,
  auditors,
  dora,
  everybody,
  finance,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage, start } from "@/lib/engine/testing/facts";
import { addMs, MINUTE_MS } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { builtInConnectors, type Connector } from "./connectors";
import { grantRoles } from "./deliver-roles";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appointGovernanceAdministrator,
  forbid,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
  joinGroup,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  return async () => expectInvariantsOfAll(test.db);
});

/** A system that is down, until it is not. */
function unreliable(): Connector & { isDown: boolean; calls: number } {
  const answer = async () => {
    system.calls += 1;
    if (system.isDown) throw new Error("the other system is down");
  };
  const system = { isDown: true, calls: 0, grant: answer, revoke: answer };
  return system;
}

const minutes = (count: number) => addMs(start, count * MINUTE_MS);

/** Payments makes its holder a member of the ledger group, owner of the auditors and user of the bank. */
async function insertPayments(parts: { readonly hours?: number } = {}) {
  await insertGroup(test.db, ledgerOwners);
  await insertGroup(test.db, auditors);
  const catalogId = await insertCatalog(test.db);
  const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
  const { owner } = await insertGroupResource(test.db, catalogId, auditors);
  const bank = await insertApplicationRole(test.db, catalogId, "bank");
  const terms = parts.hours ? policy({ expiration: { type: "afterHours", hours: parts.hours } }) : policy();
  await insertPackage(test.db, payments, { roles: [member, owner, bank], policies: [terms] });
}

/** A package that gives one role of the bank, and nothing else. */
async function insertBankOnly() {
  const bank = await insertApplicationRole(test.db, await insertCatalog(test.db), "bank");
  await insertPackage(test.db, payments, { roles: [bank] });
}

const membership = [
  { groupId: ledgerOwners, role: "member" },
  { groupId: auditors, role: "owner" },
];

describe("granting", () => {
  it("REQ-39 gives every role, memberships as member or owner, and tells the person", async () => {
    await insertPayments();
    const id = await portal.ask(ada, payments);
    expect(await portal.stateOf(id)).toBe("delivering");
    await portal.work(id);
    expect(await portal.membershipsOf(ada)).toEqual(membership);
    expect(await portal.stateOf(id)).toBe("delivered");
    const { assignmentId } = await portal.request(id);
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "delivered", startAt: start, endAt: null });
    expect(await portal.grantsOf(assignmentId)).toHaveLength(3);
    expect(await portal.history(id)).toEqual([
      "requestSubmitted",
      "requestAutoApproved",
      "deliveryStarted",
      "roleGranted",
      "roleGranted",
      "roleGranted",
      "deliveryFinished",
    ]);
    expect(await portal.told("accessReady", id)).toEqual([ada.displayName]);
  });

  it("RES-3 a package without roles is delivered", async () => {
    await insertPackage(test.db, payments);
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
  });

  it("RES-3 a package without roles is delivered by the sweep where its job was lost, and taken back the same way", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [] })] });
    const id = await portal.ask(ada, payments);
    expect(await portal.sweep()).toBe(1);
    expect(await portal.stateOf(id)).toBe("delivered");
    const { assignmentId } = await portal.request(id);
    accepted(await portal.giveBack(ada, assignmentId));
    expect(await portal.sweep()).toBe(1);
    expect((await portal.assignment(assignmentId)).deprovisionedAt).not.toBeNull();
    expect(await portal.sweep()).toBe(0);
  });

  it("NOT-2 nobody writes to an account that is switched off", async () => {
    await insertPackage(test.db, payments, {
      policies: [policy({ stages: [stage({ primaryApprovers: [person(dora), person(kim)] })] })],
    });
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, kim.id));
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName]);
  });

  it("REQ-59 run twice, or by two workers at once, gives one membership and one event", async () => {
    await insertPayments();
    const id = await portal.ask(ada, payments);
    await Promise.all([portal.work(id), portal.work(id), portal.work(id)]);
    await portal.work(id);
    expect(await portal.membershipsOf(ada)).toEqual(membership);
    expect(await portal.countOf(id, "roleGranted")).toBe(3);
    expect(await portal.countOf(id, "deliveryFinished")).toBe(1);
    expect(await portal.told("accessReady", id)).toEqual([ada.displayName]);
  });

  it("APP-34 fails with a disabled account, at once and for good", async () => {
    await insertPayments();
    const id = await portal.ask(ada, payments);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("deliveryFailed");
    expect(await portal.membershipsOf(ada)).toEqual([]);
    const { assignmentId } = await portal.request(id);
    const grants = await portal.grantsOf(assignmentId);
    expect(grants.map((each) => [each.state, each.problem, each.nextAttemptAt])).toEqual(
      Array.from({ length: 3 }, () => ["grantFailed", "accountDisabled", null]),
    );
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "deliveryFailed" });
    expect(await portal.told("deliveryFailed", id)).toEqual([kim.displayName]);
  });

  it("REQ-49 a failed delivery is not in the way of another request", async () => {
    await insertPayments();
    const failed = await portal.ask(ada, payments);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    await portal.work(failed);
    await test.db.update(people).set({ isEnabled: true }).where(eq(people.id, ada.id));
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
  });
});

describe("a system that is down", () => {
  it("REQ-60 is asked again after 1, 5, 15 and 60 minutes, then hourly up to 6 hours; then the delivery has failed", async () => {
    await insertBankOnly();
    const bank = unreliable();
    portal.connectors = { ...builtInConnectors, AadApplication: bank };
    const id = await portal.ask(ada, payments);
    const { assignmentId } = await portal.request(id);
    const attempts: number[] = [];
    for (;;) {
      attempts.push(((await portal.clock.now()).getTime() - start.getTime()) / MINUTE_MS);
      await portal.sweep();
      const [role] = await portal.grantsOf(assignmentId);
      if (!role?.nextAttemptAt) break;
      expect(await portal.stateOf(id)).toBe("delivering");
      portal.clock.set(addMs(role.nextAttemptAt, -1));
      await portal.sweep();
      portal.clock.set(role.nextAttemptAt);
    }
    expect(attempts).toEqual([0, 1, 6, 21, 81, 141, 201, 261, 321]);
    expect(bank.calls).toBe(attempts.length);
    expect(await portal.stateOf(id)).toBe("deliveryFailed");
    expect(await portal.countOf(id, "roleFailed")).toBe(attempts.length);
    expect(await portal.told("deliveryFailed", id)).toEqual([ada.displayName, kim.displayName]);
  });

  it("REQ-59 holds up no other role; REQ-40 what is left at the end is a partial delivery", async () => {
    await insertPayments();
    portal.connectors = { ...builtInConnectors, AadApplication: unreliable() };
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    expect(await portal.membershipsOf(ada)).toEqual(membership);
    expect(await portal.stateOf(id)).toBe("delivering");
    for (let minute = 0; minute <= 360; minute += 15) await portal.passTo(minutes(minute));
    expect(await portal.stateOf(id)).toBe("partiallyDelivered");
    const { assignmentId } = await portal.request(id);
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "partiallyDelivered" });
    expect(refusalOf(await portal.submit(ada, payments))).toBe("alreadyAssigned");
  });

  it("REQ-60 recovers, and the delivery is whole", async () => {
    await insertPayments();
    const bank = unreliable();
    portal.connectors = { ...builtInConnectors, AadApplication: bank };
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    bank.isDown = false;
    await portal.passTo(minutes(1));
    expect(await portal.stateOf(id)).toBe("delivered");
    const { assignmentId } = await portal.request(id);
    expect((await portal.grantsOf(assignmentId)).map((each) => [each.state, each.problem])).toEqual(
      Array.from({ length: 3 }, () => ["granted", null]),
    );
  });

  it("ASN-49 while a role is being taken back is asked until it answers, and the person counts as a holder so long", async () => {
    await insertBankOnly();
    await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: policyIds[1] })] });
    await forbid(test.db, vendors, payments);
    const held = await portal.hold(ada, payments);
    const bank = unreliable();
    portal.connectors = { ...builtInConnectors, AadApplication: bank };
    await portal.giveBack(ada, held);
    const removal = await portal.removalOf(held);
    for (let minute = 0; minute <= 24 * 60; minute += 30) await portal.passTo(minutes(minute));
    expect(bank.calls).toBeGreaterThan(20);
    expect(await portal.stateOf(removal)).toBe("delivering");
    expect(await portal.assignment(held)).toMatchObject({ state: "expired", deprovisionedAt: null });
    expect(refusalOf(await portal.submit(ada, vendors))).toBe("incompatiblePackage");
    bank.isDown = false;
    await portal.passTo(minutes(25 * 60));
    expect(await portal.stateOf(removal)).toBe("delivered");
    expect(await portal.assignment(held)).toMatchObject({ deprovisionedAt: minutes(25 * 60) });
    expect(refusalOf(await portal.submit(ada, vendors))).toBeNull();
  });
});

describe("the end of access", () => {
  it("ASN-40 given back, it ends at once and the roles follow", async () => {
    await insertPayments();
    const held = await portal.hold(ada, payments);
    portal.clock.set(after(1));
    expect(refusalOf(await portal.giveBack(ada, held))).toBeNull();
    expect(await portal.assignment(held)).toMatchObject({
      state: "expired",
      expiredAt: after(1),
      endReason: "removedByYou",
      deprovisionedAt: null,
    });
    const removal = await portal.removalOf(held);
    await portal.work(removal);
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(await portal.assignment(held)).toMatchObject({ deprovisionedAt: after(1) });
    expect(await portal.history(removal)).toEqual([
      "requestSubmitted",
      "deliveryStarted",
      "assignmentEnded",
      "roleRevoked",
      "roleRevoked",
      "roleRevoked",
      "deliveryFinished",
    ]);
    expect(await portal.told("accessEnded", removal)).toEqual([ada.displayName]);
  });

  it("ASN-35 ends at its end instant, however late the sweep is", async () => {
    await insertPayments({ hours: 24 });
    const held = await portal.hold(ada, payments);
    await portal.passTo(addMs(after(1), -1));
    expect(await portal.assignment(held)).toMatchObject({ state: "delivered" });
    await portal.passTo(after(3));
    expect(await portal.assignment(held)).toMatchObject({
      state: "expired",
      expiredAt: after(1),
      endReason: "expired",
      deprovisionedAt: after(3),
    });
    expect(await portal.membershipsOf(ada)).toEqual([]);
    const [first, ...rest] = await portal.events(await portal.removalOf(held));
    expect(first).toMatchObject({ occurredAt: after(1), recordedAt: after(3), actorId: null });
    expect(rest.at(-1)).toMatchObject({ kind: "deliveryFinished", occurredAt: after(3) });
  });

  it("ASN-13 counts as ended at the end instant, before the sweep: no giving back, and room for a new request", async () => {
    await insertPayments({ hours: 24 });
    const held = await portal.hold(ada, payments);
    portal.clock.set(after(1));
    expect(refusalOf(await portal.giveBack(ada, held))).toBe("alreadyRevokedOrEnded");
    const again = await portal.ask(ada, payments);
    await portal.sweep();
    expect(await portal.stateOf(again)).toBe("delivered");
    expect(await portal.assignment(held)).toMatchObject({ state: "expired", expiredAt: after(1) });
    expect(await portal.membershipsOf(ada)).toEqual(membership);
  });

  it("ASN-13 leaves room for an approval of the next period too, before the sweep", async () => {
    await insertGroup(test.db, ledgerOwners);
    const catalogId = await insertCatalog(test.db);
    const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
    const terms = policy({
      expiration: { type: "afterHours", hours: 24 },
      stages: [stage({ primaryApprovers: [person(dora)] })],
    });
    await insertPackage(test.db, payments, { roles: [member], policies: [terms] });
    const first = await portal.ask(ada, payments);
    await portal.decide(dora, first, "approve");
    await portal.work(first);
    portal.clock.set(after(1));
    const second = await portal.ask(ada, payments);
    expect(refusalOf(await portal.decide(dora, second, "approve"))).toBeNull();
    await portal.sweep();
    expect(await portal.stateOf(second)).toBe("delivered");
    expect(await portal.membershipsOf(ada)).toEqual([{ groupId: ledgerOwners, role: "member" }]);
  });

  it("ASN-49 ended access stands in the way of an incompatible package until its roles are gone", async () => {
    await insertPayments({ hours: 24 });
    await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: policyIds[1] })] });
    await forbid(test.db, vendors, payments);
    await portal.hold(ada, payments);
    portal.clock.set(after(1));
    expect(refusalOf(await portal.submit(ada, vendors))).toBe("incompatiblePackage");
    await portal.sweep();
    expect(refusalOf(await portal.submit(ada, vendors))).toBeNull();
  });

  it("ASN-45 a removal while delivering takes back what was granted and grants no more", async () => {
    await insertPayments();
    const bank = unreliable();
    portal.connectors = { ...builtInConnectors, AadApplication: bank };
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    const { assignmentId } = await portal.request(id);
    expect(refusalOf(await portal.giveBack(ada, assignmentId))).toBeNull();
    expect(await portal.stateOf(id)).toBe("partiallyDelivered");
    bank.isDown = false;
    for (const minute of [1, 6, 30]) await portal.passTo(minutes(minute));
    expect(bank.calls).toBe(1);
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "expired", endReason: "removedByYou" });
    expect(await portal.stateOf(await portal.removalOf(assignmentId))).toBe("delivered");
    expect(await portal.told("deliveryFailed", id)).toEqual([]);
  });

  it("ASN-35 an expiry while delivering does the same", async () => {
    await insertPayments({ hours: 1 });
    const bank = unreliable();
    portal.connectors = { ...builtInConnectors, AadApplication: bank };
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    const { assignmentId } = await portal.request(id);
    await portal.passTo(minutes(60));
    expect(await portal.stateOf(id)).toBe("partiallyDelivered");
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "expired", expiredAt: minutes(60) });
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });

  it("ASN-13 nothing is granted any more once the end instant has come", async () => {
    await insertPayments({ hours: 1 });
    const id = await portal.ask(ada, payments);
    portal.clock.set(minutes(60));
    await grantRoles(portal.deps, id);
    expect(await portal.countOf(id, "roleGranted")).toBe(0);
    await portal.sweep();
    expect(await portal.countOf(id, "roleGranted")).toBe(0);
    expect(await portal.stateOf(id)).toBe("deliveryFailed");
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });
});

describe("a role that two packages give", () => {
  /** Two catalogs hold the same group, each with its own name for membership. */
  async function insertTwins() {
    await insertGroup(test.db, finance);
    const here = await insertCatalog(test.db);
    const there = await insertCatalog(test.db);
    const one = await insertGroupResource(test.db, here, finance);
    const two = await insertGroupResource(test.db, there, finance, { member: "Mitglied", owner: "Besitzer" });
    const bank = await insertApplicationRole(test.db, there, "bank");
    await insertPackage(test.db, payments, { catalogId: here, roles: [one.member] });
    await insertPackage(test.db, vendors, { catalogId: there, roles: [two.member, bank] });
  }

  const inFinance = [{ groupId: finance, role: "member" }];

  it("RES-30 stays while the other gives it, across catalogs and whatever it is called there", async () => {
    await insertTwins();
    const first = await portal.hold(ada, payments);
    const second = await portal.hold(ada, vendors);
    await portal.giveBack(ada, first);
    await portal.sweep();
    expect(await portal.membershipsOf(ada)).toEqual(inFinance);
    await portal.giveBack(ada, second);
    await portal.sweep();
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });

  it("ASN-30 is taken where ownership is all the other gives", async () => {
    await insertGroup(test.db, finance);
    const catalogId = await insertCatalog(test.db);
    const { member, owner } = await insertGroupResource(test.db, catalogId, finance);
    await insertPackage(test.db, payments, { catalogId, roles: [member] });
    await insertPackage(test.db, vendors, { catalogId, roles: [owner] });
    const first = await portal.hold(ada, payments);
    await portal.hold(ada, vendors);
    await portal.giveBack(ada, first);
    await portal.sweep();
    expect(await portal.membershipsOf(ada)).toEqual([{ groupId: finance, role: "owner" }]);
  });

  it("ASN-30 is not kept for a delivery that is still to come and then fails", async () => {
    await insertTwins();
    const first = await portal.hold(ada, payments);
    const second = await portal.ask(ada, vendors);
    await portal.giveBack(ada, first);
    await portal.work(await portal.removalOf(first));
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    await portal.work(second);
    expect(await portal.stateOf(second)).toBe("deliveryFailed");
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });

  it("ASN-30 is there again as soon as the delivery still to come has been made", async () => {
    await insertTwins();
    const first = await portal.hold(ada, payments);
    const second = await portal.ask(ada, vendors);
    await portal.giveBack(ada, first);
    await portal.work(await portal.removalOf(first));
    await portal.work(second);
    expect(await portal.membershipsOf(ada)).toEqual(inFinance);
  });

  it("ASN-30 goes when both end at the same time", async () => {
    await insertTwins();
    const first = await portal.hold(ada, payments);
    const second = await portal.hold(ada, vendors);
    await test.db.update(assignments).set({ endAt: after(1) });
    await portal.passTo(after(2));
    expect(await portal.membershipsOf(ada)).toEqual([]);
    for (const each of [first, second]) expect(await portal.assignment(each)).toMatchObject({ state: "expired" });
  });

  it("ASN-31 goes at the end even from somebody who was a member before", async () => {
    await insertTwins();
    await joinGroup(test.db, finance, ada);
    const held = await portal.hold(ada, payments);
    expect(await portal.membershipsOf(ada)).toEqual(inFinance);
    await portal.giveBack(ada, held);
    await portal.sweep();
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });
});
