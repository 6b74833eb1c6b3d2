import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, RequestId } from "@/lib/engine/ids";
import {
  auditors,
  ben,
  cleo,
  dora,
  everybody,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { loadPackage } from "@/lib/facts/packages";
import { loadPackageRights } from "@/lib/facts/roles";
import { testDatabase } from "@/lib/testing/database";
import { grantRoles } from "./deliver-roles";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { race as run } from "./testing/races";
import {
  appointGovernanceAdministrator,
  forbid,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
  somebody,
} from "./testing/world";

/**
 * Several people ask for the same person at once, or one form is sent twice, on connections of their own. Whoever wins,
 * one request for a package is open, and nobody gets both sides of a forbidden pair.
 */
const test = testDatabase({ max: 8 });
let portal: Portal;
const forbidden: readonly (readonly [AccessPackageId, AccessPackageId])[] = [[payments, vendors]];
const [first, second, third] = policyIds;

beforeAll(async () => {
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, cleo);
  await appointGovernanceAdministrator(test.db, dora);
  await insertGroup(test.db, ledgerOwners);
  await insertGroup(test.db, auditors);
  const catalogId = await insertCatalog(test.db);
  const ledger = await insertGroupResource(test.db, catalogId, ledgerOwners);
  const audits = await insertGroupResource(test.db, catalogId, auditors);
  const requestorSettings = {
    allowAdminBypass: true,
    enableOnBehalfRequestorsToAddAccess: true,
    onBehalfRequestors: [{ kind: "requestorManager" as const }],
  };
  const stages = [stage({ primaryApprovers: [person(dora)] })];
  const add = (id: AccessPackageId, parts: Parameters<typeof policy>[0], roles: Parameters<typeof insertPackage>[2]) =>
    insertPackage(test.db, id, { catalogId, policies: [policy({ requestorSettings, ...parts })], ...roles });
  await add(payments, { policyId: first, stages }, { name: "Payments", roles: [ledger.member] });
  await add(vendors, { policyId: second, stages }, { name: "Vendors", roles: [audits.member] });
  await add(reports, { policyId: third }, { name: "Reports", roles: [ledger.member] });
  await forbid(test.db, payments, vendors);
  await forbid(test.db, vendors, payments);
});

afterAll(() => expectInvariantsOfAll(test.db));

const race = (name: string, rounds: number, round: Parameters<typeof run>[1]) =>
  run({ db: test.db, name, rounds, forbidden, relations: { managerId: ben.id } }, round);

/** Cleo or Dora assigns a package to one person without asking anybody, and has it delivered. */
async function assign(by: Person, packageId: AccessPackageId, target: Person, clientKey?: string) {
  const policyId = packageId === payments ? first : packageId === vendors ? second : third;
  const parts = { policyId, targetIds: [target.id], bypassReason: "urgent", ...(clientKey && { clientKey }) };
  const [only] = accepted(await portal.assign(by, packageId, parts)).results;
  if (!only) throw new Error("one target has one result");
  if (only.result.ok) await grantRoles(portal.deps, only.result.value.requestId);
  return only.result;
}

/** The one request there is after two wanted the same, with what the other was told. */
async function onlyRequestOf(who: Person): Promise<RequestId> {
  const [made, ...more] = await portal.requestsOf(who);
  expect(more).toEqual([]);
  if (!made) throw new Error("nobody won");
  return made.id;
}

describe("several who ask for one person", () => {
  it("REQ-48 the person and their manager ask at once: one request, and the other is shown the way to it", {
    timeout: 120_000,
  }, async () => {
    const tally = await race("self × on behalf", 40, async (who, contend, counts) => {
      const results = await contend([
        () => portal.submit(who, payments),
        () => portal.submit(ben, payments, { targetId: who.id }),
      ]);
      const requestId = await onlyRequestOf(who);
      expect(results).toContainEqual({ ok: true, value: { requestId } });
      expect(results).toContainEqual({ ok: false, error: { code: "openRequestExists", requestId } });
      const { type } = await portal.request(requestId);
      expect(type).toBe(results[0].ok ? "userAdd" : "onBehalfAdd");
      counts.add(type);
    });
    expect(tally.countOf("userAdd"), "neither side always wins").toBeGreaterThan(0);
    expect(tally.countOf("onBehalfAdd"), "neither side always wins").toBeGreaterThan(0);
  });

  it("REQ-48 asked for and assigned directly at once: one way in, access once", { timeout: 120_000 }, async () => {
    const tally = await race("direct × self", 40, async (who, contend, counts) => {
      const [assigned, asked] = await contend([
        () => assign(cleo, reports, who),
        async () => {
          // What the other service reads before it locks, so that neither has the shorter way.
          await loadPackageRights(test.db, who.id, reports);
          await loadPackage(test.db, reports);
          return portal.submit(who, reports);
        },
      ]);
      expect(assigned.ok).not.toBe(asked.ok);
      const id = await onlyRequestOf(who);
      await grantRoles(portal.deps, id);
      expect(await portal.stateOf(id)).toBe("delivered");
      expect(await portal.membershipsOf(who)).toHaveLength(1);
      // The assignment may be delivered before the person's own wish is looked at.
      expect(refusalOf(assigned) ?? refusalOf(asked)).toMatch(/^(openRequestExists|alreadyAssigned)$/);
      counts.add(assigned.ok ? "assigned" : "asked");
    });
    expect(tally.countOf("assigned"), "neither side always wins").toBeGreaterThan(0);
    expect(tally.countOf("asked"), "neither side always wins").toBeGreaterThan(0);
  });

  it("SOD-16 two administrators assign a forbidden pair at once: never both", { timeout: 120_000 }, async () => {
    const tally = await race("direct × direct of a forbidden pair", 50, async (who, contend, counts) => {
      const results = await contend([() => assign(cleo, payments, who), () => assign(dora, vendors, who)]);
      expect(results.map(refusalOf).toSorted()).toEqual(["incompatiblePackage", null]);
      const id = await onlyRequestOf(who);
      expect(await portal.stateOf(id)).toBe("delivered");
      expect(await portal.membershipsOf(who)).toHaveLength(1);
      counts.add(results[0].ok ? "Payments" : "Vendors");
    });
    expect(tally.countOf("Payments"), "neither side always wins").toBeGreaterThan(0);
    expect(tally.countOf("Vendors"), "neither side always wins").toBeGreaterThan(0);
  });
});

describe("one form sent twice", () => {
  it("REQ-51 a manager's form: one request", { timeout: 120_000 }, async () => {
    await race("on behalf × on behalf of one form", 30, async (who, contend, counts) => {
      const send = () => portal.submit(ben, payments, { targetId: who.id, clientKey: `form for ${who.id}` });
      const [one, other] = await contend([send, send]);
      expect(one).toEqual({ ok: true, value: { requestId: await onlyRequestOf(who) } });
      expect(other).toEqual(one);
      counts.add("one request");
    });
  });

  it("REQ-51 one key for two people: the first request made with it, given back to both", {
    timeout: 120_000,
  }, async () => {
    await race("one key × two targets", 40, async (who, contend, counts) => {
      const colleague = { ...somebody(`Colleague of ${who.displayName}`), managerId: ben.id };
      await insertPeople(test.db, colleague);
      const send = (target: Person) => () =>
        portal.submit(ben, payments, { targetId: target.id, clientKey: `form of ${who.id}` });
      const [one, other] = await contend([send(who), send(colleague)]);
      expect(one.ok).toBe(true);
      expect(other).toEqual(one);
      const made = await Promise.all([who, colleague].map(async (each) => (await portal.requestsOf(each)).length));
      expect(made.toSorted()).toEqual([0, 1]);
      counts.add(made[0] === 1 ? "first" : "second");
    });
  });

  it("REQ-51 an administrator's form: one request for the target", { timeout: 120_000 }, async () => {
    await race("direct × direct of one form", 30, async (who, contend, counts) => {
      const send = () => assign(cleo, payments, who, `assignment of ${who.id}`);
      const [one, other] = await contend([send, send]);
      expect(one).toEqual({ ok: true, value: { requestId: await onlyRequestOf(who) } });
      expect(other).toEqual(one);
      expect(await portal.membershipsOf(who)).toHaveLength(1);
      counts.add("one request");
    });
  });
});
