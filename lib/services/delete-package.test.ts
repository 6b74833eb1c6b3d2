import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { accessPackages, assignmentPolicies, auditEvents, incompatiblePackages, people } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { CatalogId, PolicyId } from "@/lib/engine/ids";
import { ada, ben, cleo, dora, everybody, idOf, kim, payments, policyIds, vendors } from "@/lib/engine/testing/cast";
import { accepted, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { deletePackage, deletePolicy } from "./delete-package";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { behindLock } from "./testing/races";
import { appoint, forbid, insertApplicationRole, insertCatalog, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
const [open, approved] = policyIds;

/** Payments can be had at once under one policy and with Dora's approval under another; Kim may edit it. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  catalogId = await insertCatalog(test.db);
  const bank = await insertApplicationRole(test.db, catalogId, "bank");
  await insertPackage(test.db, payments, {
    catalogId,
    roles: [bank],
    policies: [
      policy({ policyId: open, displayName: "Open" }),
      policy({ policyId: approved, displayName: "Approved", stages: [stage({ primaryApprovers: [person(dora)] })] }),
    ],
  });
  await appoint(test.db, kim, "accessPackageManager", catalogId);
  return async () => expectInvariantsOfAll(test.db);
});

const remove = (who: Person = kim, packageId = payments) => deletePackage(portal.deps, { personId: who.id, packageId });

const removePolicy = (policyId: PolicyId, who: Person = kim, packageId = payments) =>
  deletePolicy(portal.deps, { personId: who.id, packageId, policyId });

const hold = () => portal.hold(ada, payments, { policyId: open });

describe("a package", () => {
  it("WHO-59 that nobody holds is deleted: nobody finds it, nobody asks for it, its history stays", async () => {
    const held = await hold();
    await portal.giveBack(ada, held);
    await portal.sweep();
    expect(accepted(await remove())).toMatchObject({ kind: "packageDeleted" });
    expect(refusalOf(await portal.submit(ada, payments, { policyId: open }))).toBe("packageNotFound");
    expect(refusalOf(await remove())).toBe("packageNotFound");
    const [row] = await test.db.select().from(accessPackages);
    expect(row?.deletedAt).not.toBeNull();
    expect(await portal.requestsOf(ada)).toHaveLength(2);
    const [entry] = await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "packageDeleted"));
    expect(entry).toMatchObject({ activity: "Delete access package", actorId: kim.id, packageId: payments, catalogId });
  });

  it("WHO-59, ERR-24 stays while somebody holds it, also with an account that is switched off", async () => {
    const held = await hold();
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    expect(await remove()).toEqual({
      ok: false,
      error: { code: "activeAssignments", assignments: 1, requests: 0 },
    });
    await test.db.update(people).set({ isEnabled: true }).where(eq(people.id, ada.id));
    await portal.giveBack(ada, held);
    // The removal is an open request, and the role is still with Ada.
    expect(await remove()).toMatchObject({ error: { code: "activeAssignments", assignments: 1, requests: 1 } });
  });

  it("WHO-59 stays while a request for it waits", async () => {
    const id = await portal.ask(ada, payments, { policyId: approved });
    expect(await remove()).toMatchObject({ error: { code: "activeAssignments", assignments: 0, requests: 1 } });
    accepted(await portal.cancel(ada, id));
    accepted(await remove());
  });

  it("WHO-59 is forgotten in the lists of others, and its name is free again", async () => {
    await insertPackage(test.db, vendors, { catalogId, policies: [] });
    await forbid(test.db, vendors, payments);
    await forbid(test.db, payments, vendors);
    accepted(await remove());
    expect(await test.db.select().from(incompatiblePackages)).toEqual([]);
    await insertPackage(test.db, idOf(77), { catalogId, name: `Package ${payments}`, policies: [] });
  });

  it("WHO-59 that is deleted is not delivered again by way of a failed request", async () => {
    await appoint(test.db, ben, "catalogOwner", catalogId);
    const id = await portal.ask(ada, payments, { policyId: open });
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("deliveryFailed");
    accepted(await remove());
    expect(refusalOf(await portal.reprocess(ben, id))).toBe("packageNotFound");
  });
});

describe("a policy", () => {
  it("WHO-59 under which nobody holds anything is deleted, others may be in use", async () => {
    await hold();
    expect(accepted(await removePolicy(approved))).toMatchObject({ kind: "policyDeleted", policyName: "Approved" });
    expect(refusalOf(await portal.submit(ben, payments, { policyId: approved }))).toBe("policyNotSelectable");
    expect(refusalOf(await removePolicy(approved))).toBe("policyNotFound");
    const rows = await test.db.select().from(assignmentPolicies).where(eq(assignmentPolicies.id, approved));
    expect(rows).toMatchObject([{ isEnabled: false }]);
    const [entry] = await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "policyDeleted"));
    expect(entry).toMatchObject({ activity: "Delete access package assignment policy", policyId: approved });
  });

  it("WHO-59, ERR-24 stays while access under it is there or a request waits", async () => {
    await hold();
    await portal.ask(ben, payments, { policyId: approved });
    expect(await removePolicy(open)).toMatchObject({ error: { assignments: 1, requests: 0 } });
    expect(await removePolicy(approved)).toMatchObject({ error: { assignments: 0, requests: 1 } });
  });

  it("WHO-59 of another package is not found", async () => {
    await insertPackage(test.db, vendors, { catalogId, policies: [] });
    expect(refusalOf(await removePolicy(open, kim, vendors))).toBe("policyNotFound");
    expect(refusalOf(await removePolicy(idOf<PolicyId>(99)))).toBe("policyNotFound");
  });
});

it("WHO-59 only those who edit packages of its catalog delete; who may look in is told so", async () => {
  await appoint(test.db, ben, "catalogReader", catalogId);
  await appoint(test.db, dora, "accessPackageAssignmentManager", catalogId);
  await appoint(test.db, cleo, "catalogOwner", await insertCatalog(test.db));
  for (const attempt of [remove, (who: Person) => removePolicy(open, who)]) {
    expect(refusalOf(await attempt(ben))).toBe("roleNotSufficient");
    expect(refusalOf(await attempt(dora))).toBe("roleNotSufficient");
    expect(refusalOf(await attempt(cleo))).toBe("packageNotFound");
    expect(refusalOf(await attempt(ada))).toBe("packageNotFound");
  }
  expect(refusalOf(await remove(kim, vendors))).toBe("packageNotFound");
  expect(await test.db.select().from(auditEvents).where(eq(auditEvents.result, "success"))).toEqual([]);
});

it("WHO-59 against a request that comes at the same time: one of the two is refused", { timeout: 60_000 }, async () => {
  for (let round = 0; round < 12; round += 1) {
    const asks = () => portal.submit(ada, payments, { policyId: approved });
    const both = [asks, () => remove()] as const;
    const [asked, deleted] =
      round % 2 ? await behindLock(test.db, ada.id, both) : await Promise.all([asks(), remove()]);
    expect(asked.ok).not.toBe(deleted.ok);
    if (asked.ok) accepted(await portal.cancel(ada, asked.value.requestId));
    await test.db.update(accessPackages).set({ deletedAt: null });
    await test.db.update(assignmentPolicies).set({ deletedAt: null, isEnabled: true });
  }
});
