import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { AssignmentId } from "@/lib/engine/ids";
import { dora, everybody, hana, ledgerOwners, payments, policyIds, reports, vendors } from "@/lib/engine/testing/cast";
import { accepted, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { cancelAsAdministrator } from "./cancel-request";
import { builtInConnectors } from "./connectors";
import { grantRoles } from "./deliver-roles";
import { sweepDue } from "./sweep-due";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { race as run, timesOver } from "./testing/races";
import {
  appoint,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "./testing/world";

/**
 * Access that somebody extends, ends, revokes or repairs while somebody else, or the clock, does something to it. Whoever
 * wins, it ends once, its end is the one somebody was told, and no role outlives it.
 */
const test = testDatabase({ max: 8 });
let portal: Portal;

const thirtyDays = { type: "afterDays", days: 30 } as const;
const byDora = [stage({ primaryApprovers: [person(dora)] })];

beforeAll(async () => {
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  const catalogId = await insertCatalog(test.db);
  const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
  const bank = await insertApplicationRole(test.db, catalogId, "bank");
  const [one, two, three] = policyIds;
  await insertPackage(test.db, payments, {
    catalogId,
    roles: [member],
    policies: [policy({ policyId: one, stages: byDora, expiration: thirtyDays })],
  });
  await insertPackage(test.db, vendors, {
    catalogId,
    roles: [member],
    policies: [policy({ policyId: two, expiration: thirtyDays })],
  });
  await insertPackage(test.db, reports, {
    catalogId,
    roles: [member, bank],
    policies: [policy({ policyId: three })],
  });
  await appoint(test.db, hana, "accessPackageAssignmentManager", catalogId);
});

afterAll(() => expectInvariantsOfAll(test.db));

const race = (name: string, rounds: number, round: Parameters<typeof run>[1]) =>
  run({ db: test.db, name, rounds }, round);

/** Access to Vendors, which nobody has to approve, on its tenth day. */
async function vendorsOf(who: Person): Promise<AssignmentId> {
  const assignmentId = await portal.hold(who, vendors);
  portal.clock.advance(10 * DAY_MS);
  return assignmentId;
}

/** Access that has ended keeps nothing: its roles go, and the removal is the only one. */
async function expectGone(who: Person, assignmentId: AssignmentId) {
  await portal.work(await portal.removalOf(assignmentId));
  expect((await portal.assignment(assignmentId)).state).toBe("expired");
  expect(await portal.membershipsOf(who)).toEqual([]);
  const rows = await portal.requestsOf(who);
  const ends = rows.filter((row) => row.assignmentId === assignmentId && row.type.endsWith("Remove"));
  expect(ends, "REQ-12 one end, one request").toHaveLength(1);
  expect(
    rows.filter((row) => row.state === "pendingApproval"),
    "REQ-77 nothing waits for access that is gone",
  ).toEqual([]);
}

describe("an extension", () => {
  it("REQ-77 asked for while the end comes: either the access goes on, or it is over", {
    timeout: 120_000,
  }, async () => {
    const tally = await race("extension × expiry", 30, async (who, contend, counts) => {
      const assignmentId = await portal.hold(who, vendors);
      const end = (await portal.assignment(assignmentId)).endAt?.getTime() ?? 0;
      portal.clock.set(new Date(end - 1));
      const [extended] = await contend([
        () => portal.extend(who, assignmentId),
        async () => {
          portal.clock.set(new Date(end));
          await sweepDue(portal.deps);
        },
      ]);
      if (extended.ok) {
        const { state, endAt } = await portal.assignment(assignmentId);
        expect(state).toBe("delivered");
        expect(endAt?.getTime()).toBeGreaterThan(end);
      } else {
        expect(extended.error.code).toBe("extensionPastCap");
        await expectGone(who, assignmentId);
      }
      counts.add(extended.ok ? "extended" : "ended");
    });
    expect(tally.rounds).toBe(30 * timesOver);
  });

  it("REQ-77 approved while the end comes: either in time, or canceled with the access", {
    timeout: 120_000,
  }, async () => {
    const tally = await race("approved extension × expiry", 30, async (who, contend, counts) => {
      const id = await portal.ask(who, payments);
      accepted(await portal.decide(dora, id, "approve"));
      await portal.work(id);
      const { assignmentId } = await portal.request(id);
      const end = (await portal.assignment(assignmentId)).endAt?.getTime() ?? 0;
      portal.clock.set(new Date(end - HOUR_MS));
      const { requestId } = accepted(await portal.extend(who, assignmentId));
      portal.clock.set(new Date(end - 1));
      const [decided] = await contend([
        () => portal.decide(dora, requestId, "approve", { stage: 0 }),
        async () => {
          portal.clock.set(new Date(end));
          await sweepDue(portal.deps);
        },
      ]);
      expect(await portal.stateOf(requestId)).toBe(decided.ok ? "delivered" : "canceled");
      if (decided.ok) expect((await portal.assignment(assignmentId)).state).toBe("delivered");
      else await expectGone(who, assignmentId);
      counts.add(decided.ok ? "extended" : "ended");
    });
    expect(tally.rounds).toBe(30 * timesOver);
  });

  it("ASN-46 against a removal: the access is gone whoever was first", { timeout: 120_000 }, async () => {
    await race("extension × removal", 30, async (who, contend, counts) => {
      const assignmentId = await vendorsOf(who);
      const [extended, removed] = await contend([
        () => portal.extend(who, assignmentId),
        () => portal.giveBack(who, assignmentId),
      ]);
      expect(refusalOf(removed)).toBeNull();
      if (!extended.ok) expect(extended.error.code).toBe("extensionPastCap");
      await expectGone(who, assignmentId);
      counts.add(extended.ok ? "extended first" : "removed first");
    });
  });

  it("REQ-50 two of one access: one, and the other is shown the way to it", { timeout: 120_000 }, async () => {
    await race("extension × extension", 30, async (who, contend, counts) => {
      const id = await portal.ask(who, payments);
      accepted(await portal.decide(dora, id, "approve"));
      await portal.work(id);
      const { assignmentId } = await portal.request(id);
      portal.clock.advance(DAY_MS);
      const results = await contend([() => portal.extend(who, assignmentId), () => portal.extend(who, assignmentId)]);
      const updates = (await portal.requestsOf(who)).filter((row) => row.type === "userUpdate");
      expect(updates).toHaveLength(1);
      const requestId = updates[0]?.id;
      expect(results).toContainEqual({ ok: true, value: { requestId } });
      expect(results).toContainEqual({ ok: false, error: { code: "openRequestExists", requestId } });
      counts.add(results[0].ok ? "first" : "second");
    });
  });
});

describe("a removal", () => {
  it("REQ-7 by the holder against a change by an administrator", { timeout: 120_000 }, async () => {
    await race("admin update × own removal", 30, async (who, contend, counts) => {
      const assignmentId = await vendorsOf(who);
      const endAt = new Date((await portal.clock.now()).getTime() + 90 * DAY_MS);
      const [changed, removed] = await contend([
        () => portal.change(hana, assignmentId, { endAt }),
        () => portal.giveBack(who, assignmentId),
      ]);
      expect(refusalOf(removed)).toBeNull();
      if (!changed.ok) expect(changed.error.code).toBe("alreadyRevokedOrEnded");
      await expectGone(who, assignmentId);
      counts.add(changed.ok ? "changed first" : "removed first");
    });
  });

  it("APP-97 by the holder against the approver who takes the approval back: one of them", {
    timeout: 120_000,
  }, async () => {
    const tally = await race("revoke × removal", 30, async (who, contend, counts) => {
      const id = await portal.ask(who, payments);
      accepted(await portal.decide(dora, id, "approve"));
      await portal.work(id);
      const { assignmentId } = await portal.request(id);
      const [revoked, removed] = await contend([
        () => portal.revoke(dora, id),
        () => portal.giveBack(who, assignmentId),
      ]);
      expect(revoked.ok).not.toBe(removed.ok);
      expect(revoked.ok ? refusalOf(removed) : refusalOf(revoked)).toBe("alreadyRevokedOrEnded");
      expect((await portal.assignment(assignmentId)).endReason).toBe(revoked.ok ? "approvalRevoked" : "removedByYou");
      expect(await portal.countOf(id, "approvalRevoked")).toBe(revoked.ok ? 1 : 0);
      await expectGone(who, assignmentId);
      counts.add(revoked.ok ? "revoked" : "given back");
    });
    expect(tally.rounds).toBe(30 * timesOver);
  });
});

describe("a failed delivery", () => {
  it("REQ-54 tried again against canceled: one of them, and nothing stays of what was canceled", {
    timeout: 120_000,
  }, async () => {
    await race("reprocess × cancel", 20, async (who, contend, counts) => {
      const silent = { ...builtInConnectors.AadApplication, grant: async () => Promise.reject(new Error("no answer")) };
      portal.connectors = { ...builtInConnectors, AadApplication: silent };
      const id = await portal.ask(who, reports);
      await portal.work(id);
      for (let hour = 0; hour < 9; hour += 1) {
        portal.clock.advance(HOUR_MS);
        await portal.work(id);
      }
      portal.connectors = builtInConnectors;
      expect(await portal.stateOf(id)).toBe("partiallyDelivered");
      const { assignmentId } = await portal.request(id);
      const [again, canceled] = await contend([
        () => portal.reprocess(hana, id),
        () => cancelAsAdministrator(portal.deps, { personId: hana.id, requestId: id, reason: "" }),
        () => grantRoles(portal.deps, id),
      ]);
      if (canceled.ok) {
        expect(await portal.stateOf(id)).toBe("canceled");
        if (!again.ok) expect(again.error.code).toBe("reprocessWrongState");
        await expectGone(who, assignmentId);
      } else {
        expect(again.ok).toBe(true);
        expect(refusalOf(canceled)).toBe("cancelNotAllowed");
        await portal.work(id);
        expect(await portal.stateOf(id)).toBe("delivered");
      }
      counts.add(canceled.ok ? "canceled" : "delivered");
    });
  });
});
