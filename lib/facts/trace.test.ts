import { beforeEach, describe, expect, it } from "vitest";
import { delegations, tenantSettings } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import {
  ada,
  dora,
  eli,
  everybody,
  finn,
  hana,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, form, person, policy, stage, start } from "@/lib/engine/testing/facts";
import { explain } from "@/lib/engine/trace/trace";
import { Portal } from "@/lib/services/testing/portal";
import {
  forbid,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { loadTraceFacts } from "./trace";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
});

async function traceFor(who: Person, packageId = payments, now = start) {
  const facts = await loadTraceFacts(test.db, who.id, packageId, now);
  if (!facts) throw new Error("nobody asks");
  return explain(facts, form(), now);
}

const delegate = (delegator: Person, parts: Partial<typeof delegations.$inferInsert>) =>
  test.db
    .insert(delegations)
    .values({ delegatorId: delegator.id, startAt: start, endAt: after(10), savedAt: start, ...parts });

const allowDelegation = () =>
  test.db.insert(tenantSettings).values({ name: "allowApprovalDelegation", value: true, changedAt: start });

describe("who would really be asked", () => {
  beforeEach(async () => {
    await insertGroup(test.db, ledgerOwners, { members: [finn, dora] });
    const terms = policy({ stages: [stage({ primaryApprovers: [person(dora)] })] });
    await insertPackage(test.db, payments, { policies: [terms] });
  });

  const asked = async (now = start) =>
    (await traceFor(ada, payments, now)).stages[0]?.asked.map((each) => each.personId);

  it("APP-80 a delegate in force, if the organization delegates at all", async () => {
    await delegate(dora, { delegateId: kim.id });
    expect(await asked()).toEqual([dora.id]);
    await allowDelegation();
    expect(await asked()).toEqual([dora.id, kim.id]);
    expect(await asked(after(10))).toEqual([dora.id]);
  });

  it("APP-88 every member of a group that was named, but not whom they decide for a second time", async () => {
    await allowDelegation();
    await delegate(dora, { delegateGroupId: ledgerOwners });
    expect(await asked()).toEqual([dora.id, finn.id]);
  });
});

describe("what is there already", () => {
  it("RES-30 the same role through another package, in any catalog", async () => {
    await insertGroup(test.db, ledgerOwners);
    const one = await insertCatalog(test.db);
    const other = await insertCatalog(test.db);
    const here = await insertGroupResource(test.db, one, ledgerOwners);
    const there = await insertGroupResource(test.db, other, ledgerOwners, { member: "Mitglied", owner: "Besitzer" });
    const ledger = await insertApplicationRole(test.db, one, "Ledger");
    await insertPackage(test.db, payments, { catalogId: one, roles: [here.member, ledger] });
    await insertPackage(test.db, vendors, { catalogId: other, roles: [there.member], name: "Vendors" });
    await portal.hold(ada, vendors);
    expect((await traceFor(ada)).roles).toEqual([{ role: "Ledger group – Member", through: ["Vendors"] }]);
    expect((await traceFor(kim)).roles).toEqual([]);
  });

  it("ERR-9 the access itself", async () => {
    await insertPackage(test.db, payments);
    const assignmentId = await portal.hold(ada, payments);
    const trace = await traceFor(ada);
    expect(trace.refusal?.code).toBe("alreadyAssigned");
    expect(trace.held).toEqual({ assignmentId, endAt: null });
  });
});

describe("separation of duties seen from the other side", () => {
  beforeEach(async () => {
    await insertPackage(test.db, payments, { name: "Payments" });
    await insertPackage(test.db, vendors, { name: "Vendors" });
    await insertPackage(test.db, reports, {
      name: "Reports",
      policies: [policy({ policyId: policyIds[2], stages: [stage({ primaryApprovers: [person(hana)] })] })],
    });
  });

  it("SOD-3 what is held and declares the wanted package", async () => {
    await forbid(test.db, vendors, payments);
    await portal.hold(eli, vendors);
    const trace = await traceFor(eli);
    expect(trace.refusal).toBeNull();
    expect(trace.warnings).toEqual([{ kind: "declaredByHeld", package: { id: vendors, displayName: "Vendors" } }]);
  });

  it("SOD-26 what waits for approval at the same time", async () => {
    await forbid(test.db, reports, payments);
    await portal.ask(eli, reports);
    expect((await traceFor(eli)).warnings).toEqual([
      { kind: "waitsAsWell", package: { id: reports, displayName: "Reports" } },
    ]);
  });
});
