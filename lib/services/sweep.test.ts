import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import {
  ada,
  dora,
  eli,
  everybody,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, person, policy, stage } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  forbid,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
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

const forwarded = (afterDays: number, durationDays: number) =>
  stage({
    durationDays,
    primaryApprovers: [person(dora)],
    isEscalationEnabled: true,
    escalationAfterDays: afterDays,
    escalationApprovers: [person(eli)],
  });

/** What the system did, in the order in which it was written. */
async function deeds(...kinds: string[]) {
  const rows = await test.db.select().from(auditEvents).orderBy(auditEvents.sequence);
  return rows
    .filter((row) => row.actorId === null && kinds.includes(row.kind))
    .map(({ kind, targetName, occurredAt, recordedAt }) => ({ kind, targetName, occurredAt, recordedAt }));
}

describe("a worker that was away", () => {
  it("house rule on timers: catches up in the order in which things fell due, each at its own instant", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [forwarded(3, 5)] })] });
    await insertPackage(test.db, vendors, {
      policies: [policy({ policyId: policyIds[1], stages: [forwarded(4, 7)] })],
    });
    await insertPackage(test.db, reports, {
      policies: [policy({ policyId: policyIds[2], expiration: { type: "afterDays", days: 6 } })],
    });
    await portal.ask(ada, payments);
    await portal.ask(kim, vendors);
    await portal.hold(dora, reports);
    await portal.passTo(after(8));
    const at = (kind: string, who: typeof ada, days: number) => ({
      kind,
      targetName: who.displayName,
      occurredAt: after(days),
      recordedAt: after(8),
    });
    expect(await deeds("stageForwarded", "stageTimedOut", "assignmentEnded")).toEqual([
      at("stageForwarded", ada, 3),
      at("stageForwarded", kim, 4),
      at("stageTimedOut", ada, 5),
      at("assignmentEnded", dora, 6),
      at("stageTimedOut", kim, 7),
    ]);
    expect(await portal.sweep()).toBe(0);
  });

  it("SOD-14 starts what was scheduled after an incompatible access had ended, as it would have been started then", async () => {
    await insertGroup(test.db, ledgerOwners);
    const catalogId = await insertCatalog(test.db);
    const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
    await insertPackage(test.db, vendors, {
      catalogId,
      roles: [member],
      policies: [policy({ policyId: policyIds[1], expiration: { type: "afterDays", days: 4 } })],
    });
    await insertPackage(test.db, payments);
    const scheduled = await portal.ask(ada, payments, { schedule: { startAt: after(5), endAt: null } });
    const held = await portal.hold(ada, vendors);
    await forbid(test.db, payments, vendors);
    await portal.passTo(after(9));
    expect(await portal.assignment(held)).toMatchObject({ state: "expired", expiredAt: after(4) });
    expect(await portal.request(scheduled)).toMatchObject({ state: "delivered", period: { startAt: after(5) } });
  });

  it("ASN-13 never grants what has begun and ended meanwhile", async () => {
    const catalogId = await insertCatalog(test.db);
    const bank = await insertApplicationRole(test.db, catalogId, "bank");
    await insertPackage(test.db, payments, { catalogId, roles: [bank] });
    const id = await portal.ask(ada, payments, { schedule: { startAt: after(2), endAt: after(3) } });
    await portal.passTo(after(9));
    expect(await portal.stateOf(id)).toBe("deliveryFailed");
    expect(await portal.countOf(id, "roleGranted")).toBe(0);
    const { assignmentId } = await portal.request(id);
    expect(await portal.assignment(assignmentId)).toMatchObject({
      state: "expired",
      startAt: after(2),
      expiredAt: after(3),
    });
  });

  it("leaves a step that fails to the next sweep and goes on with the others", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [forwarded(3, 5)] })] });
    const broken = await portal.ask(ada, payments);
    const sound = await portal.ask(kim, payments);
    await test.pool.query("create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$");
    await test.pool.query(
      `create trigger fail before update on requests for each row when (old.id = '${broken}') execute function fail()`,
    );
    await portal.passTo(after(6));
    expect(await portal.stateOf(sound)).toBe("denied/timedOut");
    expect(await portal.stateOf(broken)).toBe("pendingApproval/pendingApproval");
    await test.pool.query("drop trigger fail on requests; drop function fail()");
    await portal.sweep();
    expect(await portal.stateOf(broken)).toBe("denied/timedOut");
  });
});
