import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, RequestId } from "@/lib/engine/ids";
import {
  auditors,
  dora,
  everybody,
  hana,
  kim,
  ledgerOwners,
  named,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { form, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { addHours, DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { grantRoles } from "./deliver-roles";
import { revokeRoles } from "./revoke-roles";
import { submitRequest } from "./submit-request";
import { sweepDue } from "./sweep-due";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { race as run, timesOver } from "./testing/races";
import {
  forbid,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "./testing/world";

/**
 * Every race is run many times, on connections of their own. What one contender must not see is in the assertions; what
 * must hold whoever wins is in the invariants, checked after every round.
 */
const test = testDatabase({ max: 8 });
let portal: Portal;
const forbidden: readonly (readonly [AccessPackageId, AccessPackageId])[] = [[payments, vendors]];

const twoApprovers = [stage({ primaryApprovers: [person(dora), person(hana)] })];

beforeAll(async () => {
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  await insertGroup(test.db, auditors);
  const catalogId = await insertCatalog(test.db);
  const ledger = await insertGroupResource(test.db, catalogId, ledgerOwners);
  const { owner } = await insertGroupResource(test.db, catalogId, auditors);
  const bank = await insertApplicationRole(test.db, catalogId, "bank");
  const [one, two, three] = policyIds;
  await insertPackage(test.db, payments, {
    name: "Payments",
    catalogId,
    roles: [ledger.member],
    policies: [policy({ policyId: one, stages: twoApprovers })],
  });
  await insertPackage(test.db, vendors, {
    name: "Vendors",
    catalogId,
    roles: [owner],
    policies: [policy({ policyId: two, stages: twoApprovers })],
  });
  await forbid(test.db, payments, vendors);
  await forbid(test.db, vendors, payments);
  await insertPackage(test.db, reports, {
    name: "Reports",
    catalogId,
    roles: [ledger.member, owner, bank],
    policies: [policy({ policyId: three, expiration: { type: "afterHours", hours: 24 } })],
  });
});

afterAll(() => expectInvariantsOfAll(test.db));

const race = (name: string, rounds: number, round: Parameters<typeof run>[1]) =>
  run({ db: test.db, name, rounds, forbidden }, round);

describe("one request", () => {
  it("APP-38 two approvers decide at once: the first wins, the other learns who it was", {
    timeout: 120_000,
  }, async () => {
    const tally = await race("decide × decide", 40, async (who, contend, counts) => {
      const id = await portal.ask(who, payments);
      const [byDora, byHana] = await contend([
        () => portal.decide(dora, id, "approve", { stage: 0 }),
        () => portal.decide(hana, id, "deny", { stage: 0 }),
      ]);
      const [winner, loser, outcome] = byDora.ok ? [dora, byHana, "approved"] : [hana, byDora, "denied"];
      expect(byDora.ok).not.toBe(byHana.ok);
      expect(loser).toEqual({
        ok: false,
        error: { code: "alreadyDecided", outcome, decidedBy: named(winner) },
      });
      expect(await portal.stateOf(id)).toBe(byDora.ok ? "delivering" : "denied/deniedByApprover");
      expect(await portal.countOf(id, "stageApproved", "stageDenied")).toBe(1);
      counts.add(outcome);
    });
    expect(tally.rounds).toBe(40 * timesOver);
  });

  it("REQ-37 an approval against a withdrawal: one of them is too late", { timeout: 120_000 }, async () => {
    await race("decide × cancel", 40, async (who, contend, counts) => {
      const id = await portal.ask(who, payments);
      const [decided, canceled] = await contend([
        () => portal.decide(dora, id, "approve", { stage: 0 }),
        () => portal.cancel(who, id),
      ]);
      expect(decided.ok).not.toBe(canceled.ok);
      if (decided.ok) {
        expect(canceled).toEqual({ ok: false, error: { code: "cancelNotAllowed", state: "delivering" } });
        expect(await portal.stateOf(id)).toBe("delivering");
      } else {
        expect(decided).toEqual({
          ok: false,
          error: { code: "alreadyDecided", outcome: "canceled", decidedBy: null },
        });
        expect(await portal.stateOf(id)).toBe("canceled");
      }
      counts.add(decided.ok ? "approved" : "canceled");
    });
  });

  it("APP-44 a decision against the time-out, at the deadline and just before it", { timeout: 120_000 }, async () => {
    await race("decide × time-out", 40, async (who, contend, counts) => {
      const id = await portal.ask(who, payments);
      const deadline = (await portal.request(id)).stages[0]?.deadlineAt.getTime() ?? 0;
      portal.clock.set(new Date(deadline - 1));
      // The decision reads the clock first, or the clock reaches the deadline first; nothing lies between.
      const [decided] = await contend([
        () => portal.decide(dora, id, "approve", { stage: 0 }),
        async () => {
          portal.clock.set(new Date(deadline));
          await sweepDue(portal.deps);
        },
      ]);
      // The sweep may have delivered what was approved before it looked.
      expect(await portal.stateOf(id)).toMatch(decided.ok ? /^deliver(ing|ed)$/ : /^denied\/timedOut$/);
      if (!decided.ok) expect(decided.error.code).toBe("deadlinePassed");
      expect(await portal.countOf(id, "stageTimedOut")).toBe(decided.ok ? 0 : 1);
      counts.add(decided.ok ? "approved" : "timed out");
    });
  });
});

describe("two requests of one person", () => {
  it("SOD-14 two last approvals of an incompatible pair: never both", { timeout: 120_000 }, async () => {
    const tally = await race("approve × approve of a forbidden pair", 50, async (who, contend, counts) => {
      const wanted = [await portal.ask(who, payments), await portal.ask(who, vendors)] as const;
      const [first, second] = wanted;
      const finish = async (id: RequestId, by: Person) => {
        const result = await portal.decide(by, id, "approve", { stage: 0 });
        await grantRoles(portal.deps, id);
        return result;
      };
      const results = await contend([() => finish(first, dora), () => finish(second, hana)]);
      expect(results.map(refusalOf)).toEqual([null, null]);
      const states = await Promise.all(wanted.map((id) => portal.stateOf(id)));
      expect(states.toSorted()).toEqual(["delivered", "denied/conflict"]);
      expect(await portal.membershipsOf(who)).toHaveLength(1);
      counts.add(states[0] === "delivered" ? "Payments" : "Vendors");
    });
    expect(tally.countOf("Payments"), "neither side always wins").toBeGreaterThan(0);
    expect(tally.countOf("Vendors"), "neither side always wins").toBeGreaterThan(0);
  });

  const submit = (who: Person, clientKey: string) =>
    submitRequest(portal.deps, { ...form(), personId: who.id, packageId: payments, clientKey });

  it("REQ-51 the same form sent twice makes one request", { timeout: 120_000 }, async () => {
    await race("submit × submit of one form", 30, async (who, contend, counts) => {
      const [one, other] = await contend([() => submit(who, "form"), () => submit(who, "form")]);
      expect(one).toEqual(other);
      expect(one.ok).toBe(true);
      expect(await portal.requestsOf(who)).toHaveLength(1);
      counts.add("one request");
    });
  });

  it("REQ-48 two forms make one request, and the other is shown the way to it", { timeout: 120_000 }, async () => {
    await race("submit × submit of two forms", 30, async (who, contend, counts) => {
      const [one, other] = await contend([() => submit(who, "form 1"), () => submit(who, "form 2")]);
      const [made, ...more] = await portal.requestsOf(who);
      expect(more).toEqual([]);
      const error = { code: "openRequestExists", requestId: made?.id };
      expect([one, other]).toContainEqual({ ok: true, value: { requestId: made?.id } });
      expect([one, other]).toContainEqual({ ok: false, error });
      counts.add(one.ok ? "first" : "second");
    });
  });
});

describe("access", () => {
  it("ASN-45 given back while it is being delivered: nothing stays", { timeout: 120_000 }, async () => {
    await race("removal × delivery", 30, async (who, contend, counts) => {
      const id = await portal.ask(who, reports);
      const { assignmentId } = await portal.request(id);
      const [, , givenBack] = await contend([
        () => grantRoles(portal.deps, id),
        () => grantRoles(portal.deps, id),
        () => portal.giveBack(who, assignmentId),
      ]);
      expect(refusalOf(givenBack)).toBeNull();
      const granted = await portal.countOf(id, "roleGranted");
      await revokeRoles(portal.deps, await portal.removalOf(assignmentId));
      expect(await portal.membershipsOf(who)).toEqual([]);
      expect(await portal.assignment(assignmentId)).toMatchObject({ state: "expired", endReason: "removedByYou" });
      expect(await portal.countOf(id, "deliveryFinished")).toBe(1);
      counts.add(`${granted} of 3 granted before`);
    });
  });

  it("ASN-35 expired while it is given back: one end, one removal", { timeout: 120_000 }, async () => {
    await race("expiry × removal", 30, async (who, contend, counts) => {
      const assignmentId = await portal.hold(who, reports);
      const end = (await portal.assignment(assignmentId)).endAt?.getTime() ?? 0;
      portal.clock.set(new Date(end - 1));
      const [givenBack] = await contend([
        () => portal.giveBack(who, assignmentId),
        async () => {
          portal.clock.set(new Date(end));
          await sweepDue(portal.deps);
        },
      ]);
      await portal.sweep();
      const { endReason } = await portal.assignment(assignmentId);
      expect(endReason).toBe(givenBack.ok ? "removedByYou" : "expired");
      if (!givenBack.ok) expect(givenBack.error.code).toBe("alreadyRevokedOrEnded");
      expect(await portal.requestsOf(who)).toHaveLength(2);
      expect(await portal.membershipsOf(who)).toEqual([]);
      counts.add(String(endReason));
    });
  });

  it("REQ-59 sweeps at once, with workers between: everything is done once", { timeout: 120_000 }, async () => {
    const begin = await portal.clock.now();
    await race("sweep × sweep × worker", 15, async (who, contend, counts) => {
      const held = await portal.hold(who, reports);
      const waiting = await portal.ask(who, vendors);
      const again = await portal.ask(kim, payments);
      portal.clock.advance(15 * DAY_MS + HOUR_MS);
      const done = await contend([
        () => sweepDue(portal.deps),
        () => sweepDue(portal.deps),
        () => portal.work(waiting),
      ]);
      expect(await portal.countOf(waiting, "stageTimedOut")).toBe(1);
      expect(await portal.countOf(again, "stageTimedOut")).toBe(1);
      const removal = await portal.removalOf(held);
      expect(await portal.history(removal)).toEqual([
        "requestSubmitted",
        "deliveryStarted",
        "assignmentEnded",
        "roleRevoked",
        "roleRevoked",
        "roleRevoked",
        "deliveryFinished",
      ]);
      expect(await portal.told("accessEnded", removal)).toEqual([who.displayName]);
      counts.add(done[0] > 0 && done[1] > 0 ? "shared" : "one did all");
    });
    expect((await portal.clock.now()).getTime()).toBeGreaterThan(addHours(begin, 1).getTime());
  });
});
