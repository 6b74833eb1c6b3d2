import { asc, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents, packageResourceRoles } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { AssignmentId, RequestId, ResourceRoleId } from "@/lib/engine/ids";
import { everybody, kim, ledgerOwners, payments } from "@/lib/engine/testing/cast";
import { accepted, policy, refusalOf } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { changePackageRoles } from "./change-package-roles";
import { followPackage } from "./follow-package";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { race } from "./testing/races";
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
 * A package that changes while somebody's access to it is delivered, changed or ended. Whoever is first, a request ends
 * with the roles the package gives at that moment, and the holder has them and no others in the end.
 */
const test = testDatabase({ max: 8 });
let portal: Portal;
let member: ResourceRoleId;
let bank: ResourceRoleId;

beforeAll(async () => {
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  const catalogId = await insertCatalog(test.db);
  member = (await insertGroupResource(test.db, catalogId, ledgerOwners)).member;
  bank = await insertApplicationRole(test.db, catalogId, "bank");
  await insertPackage(test.db, payments, { catalogId, roles: [member], policies: [policy()] });
  await appoint(test.db, kim, "accessPackageManager", catalogId);
});

afterAll(() => expectInvariantsOfAll(test.db));

const givenNow = async (): Promise<ResourceRoleId[]> =>
  (await test.db.select().from(packageResourceRoles)).map((row) => row.resourceRoleId).toSorted();

/** The package gives the bank instead of the ledger, or the other way round. */
async function turn() {
  const [now] = await givenNow();
  const [add, remove] = now === bank ? [member, bank] : [bank, member];
  const input = { personId: kim.id, packageId: payments, add: [add], remove: [remove] };
  return changePackageRoles(portal.deps, input);
}

/** The same after so many round trips to the server, so that over the rounds it meets the others at every point. */
async function turnAfter(trips: number) {
  for (let trip = 0; trip < trips; trip += 1) await test.db.execute(sql`select 1`);
  return turn();
}

/** Gives the access back, so that the next round has one holder again. */
async function leave(who: Person, assignmentId: AssignmentId): Promise<void> {
  expect(refusalOf(await portal.giveBack(who, assignmentId))).toBeNull();
  await portal.work(await portal.removalOf(assignmentId));
  expect(await portal.membershipsOf(who)).toEqual([]);
}

/** Everything the worker has to do, until there is nothing more. */
async function workOff(who: Person): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await followPackage(portal.deps, { packageId: payments, after: null });
    for (const { id, state } of await portal.requestsOf(who)) if (state === "delivering") await portal.work(id);
  }
}

const heldRoles = async (assignmentId: AssignmentId): Promise<ResourceRoleId[]> =>
  (await portal.grantsOf(assignmentId))
    .filter(({ state }) => state === "granted" || state === "pendingRevoke")
    .map((each) => each.resourceRoleId)
    .toSorted();

/** The roles with which a request ended, and those the package gave then, both as the log tells it. */
async function endOf(id: RequestId, before: readonly ResourceRoleId[]) {
  const entries = await test.db
    .select()
    .from(auditEvents)
    .where(inArray(auditEvents.kind, ["packageRolesChanged", "roleGranted", "roleRevoked", "deliveryFinished"]))
    .orderBy(asc(auditEvents.sequence));
  const own = entries.filter((entry) => entry.requestId === id);
  const finished = own.find(({ kind }) => kind === "deliveryFinished")?.sequence ?? 0;
  const roles = new Set<string>();
  for (const { kind, payload, sequence } of own) {
    const { resourceRoleId = "" } = payload as { resourceRoleId?: string };
    if (sequence < finished && kind === "roleGranted") roles.add(resourceRoleId);
    if (sequence < finished && kind === "roleRevoked") roles.delete(resourceRoleId);
  }
  const turned = entries.filter(({ kind, sequence }) => kind === "packageRolesChanged" && sequence < finished);
  const last = turned.at(-1)?.payload as { added: { id: string }[] } | undefined;
  return { roles: [...roles].toSorted(), given: last ? last.added.map((role) => role.id) : [...before] };
}

describe("a package that changes", () => {
  it("ASN-28 while a request for it is delivered: it ends with the roles of that moment, never in between", {
    timeout: 120_000,
  }, async () => {
    const tally = await race({ db: test.db, name: "delivery × roles", rounds: 30 }, async (who, contend, counts) => {
      const before = await givenNow();
      const id = await portal.ask(who, payments);
      const [, changed] = await contend([() => portal.work(id), () => turnAfter((counts.rounds % 8) * 30)]);
      accepted(changed);
      await workOff(who);
      expect(await portal.stateOf(id)).toBe("delivered");
      const end = await endOf(id, before);
      expect(end.roles, "the roles at the end of the request").toEqual(end.given);
      const { assignmentId } = await portal.request(id);
      expect(await heldRoles(assignmentId), "the roles in the end").toEqual(await givenNow());
      const updates = (await portal.requestsOf(who)).filter(({ type }) => type === "systemUpdate");
      expect(updates.every(({ state }) => state === "delivered")).toBe(true);
      counts.add(updates.length > 0 ? "followed" : "taken along");
      await leave(who, assignmentId);
    });
    expect(tally.countOf("followed"), "the change came after the delivery at times").toBeGreaterThan(0);
    expect(tally.countOf("taken along"), "the change came before its end at times").toBeGreaterThan(0);
  });

  it("ASN-28 twice while two workers follow: every holder has its roles once, in the end", {
    timeout: 120_000,
  }, async () => {
    await race({ db: test.db, name: "roles × workers", rounds: 20 }, async (who, contend, counts) => {
      const assignmentId = await portal.hold(who, payments);
      accepted(await turn());
      const follow = () => followPackage(portal.deps, { packageId: payments, after: null });
      const [, , changed] = await contend([follow, follow, () => turnAfter((counts.rounds % 5) * 4)]);
      accepted(changed);
      await workOff(who);
      expect(await heldRoles(assignmentId)).toEqual(await givenNow());
      expect((await portal.assignment(assignmentId)).state).toBe("delivered");
      const updates = (await portal.requestsOf(who)).filter(({ type }) => type === "systemUpdate");
      expect(updates.length).toBeLessThanOrEqual(2);
      counts.add(`${updates.length} requests`);
      await leave(who, assignmentId);
    });
  });

  it("ASN-28 while its holder gives it back: nothing is left with them", { timeout: 120_000 }, async () => {
    await race({ db: test.db, name: "roles × removal", rounds: 20 }, async (who, contend, counts) => {
      const assignmentId = await portal.hold(who, payments);
      accepted(await turn());
      const [, removed] = await contend([
        () => followPackage(portal.deps, { packageId: payments, after: null }),
        () => portal.giveBack(who, assignmentId),
      ]);
      expect(refusalOf(removed)).toBeNull();
      await workOff(who);
      expect(await heldRoles(assignmentId)).toEqual([]);
      expect(await portal.membershipsOf(who)).toEqual([]);
      const rows = await portal.requestsOf(who);
      expect(rows.every(({ state }) => state !== "delivering")).toBe(true);
      counts.add(rows.some(({ type }) => type === "systemUpdate") ? "followed first" : "ended first");
    });
  });
});
