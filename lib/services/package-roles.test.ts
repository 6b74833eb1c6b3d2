import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { assignments, auditEvents, packageResourceRoles, people, roleGrants } from "@/db/schema";
import { type RoleGrantState, roleGrantStates } from "@/lib/engine/assignment/assignment";
import { type HeldRole, roleStepsTo } from "@/lib/engine/assignment/role-sync";
import type { Person } from "@/lib/engine/directory";
import type { AssignmentId, CatalogId, RequestId, ResourceRoleId } from "@/lib/engine/ids";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  everybody,
  idOf,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, policy, refusalOf } from "@/lib/engine/testing/facts";
import { listOutOfStep } from "@/lib/facts/role-sync";
import { newId } from "@/lib/platform/ids";
import { testDatabase } from "@/lib/testing/database";
import { addPackageRole, changePackageRoles, removePackageRole } from "./change-package-roles";
import { builtInConnectors, type Connector, DeliveryFailure } from "./connectors";
import { followPackage } from "./follow-package";
import { reprocessAssignment } from "./reprocess-assignment";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let ledger: Record<"member" | "owner", ResourceRoleId>;
let bank: ResourceRoleId;

const inLedger = { groupId: ledgerOwners, role: "member" };

/** Payments makes its holder a member of the ledger group; Kim may change it. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  catalogId = await insertCatalog(test.db);
  ledger = await insertGroupResource(test.db, catalogId, ledgerOwners);
  bank = await insertApplicationRole(test.db, catalogId, "bank");
  await insertPackage(test.db, payments, { catalogId, roles: [ledger.member] });
  await appoint(test.db, kim, "accessPackageManager", catalogId);
  return async () => expectInvariantsOfAll(test.db);
});

const add = (resourceRoleId: ResourceRoleId, who: Person = kim) =>
  addPackageRole(portal.deps, { personId: who.id, packageId: payments, resourceRoleId });

const remove = (resourceRoleId: ResourceRoleId, who: Person = kim) =>
  removePackageRole(portal.deps, { personId: who.id, packageId: payments, resourceRoleId });

/** The system's requests that bring roles up to date, oldest first. */
const updatesOf = async (who: Person) => (await portal.requestsOf(who)).filter(({ type }) => type === "systemUpdate");

/** The worker's turn: the holders are found, and each is worked on. */
async function follow(): Promise<void> {
  await followPackage(portal.deps, { packageId: payments, after: null });
  for (const who of everybody) {
    for (const { id, state } of await updatesOf(who)) if (state === "delivering") await portal.work(id);
  }
}

const statesOf = async (assignmentId: AssignmentId) =>
  Object.fromEntries((await portal.grantsOf(assignmentId)).map((each) => [each.resourceRoleId, each.state]));

/** A system that refuses for a reason, until it does not. */
function refusing(problem: ConstructorParameters<typeof DeliveryFailure>[0] | null) {
  const answer = async () => {
    if (connector.problem) throw new DeliveryFailure(connector.problem);
  };
  const connector: Connector & { problem: typeof problem } = { problem, grant: answer, revoke: answer };
  return connector;
}

describe("a role is added", () => {
  it("ASN-28 every holder gets it, in a request of the system, and the package says so in the log", async () => {
    const [first, second] = [await portal.hold(ada, payments), await portal.hold(ben, payments)];
    const changed = accepted(await add(bank));
    expect(changed).toMatchObject({ added: [{ id: bank, displayName: "bank – User" }], removed: [] });
    await follow();
    for (const held of [first, second]) {
      expect(await statesOf(held)).toEqual({ [ledger.member]: "granted", [bank]: "granted" });
    }
    const [update] = await updatesOf(ada);
    if (!update) throw new Error("no request");
    expect(update).toMatchObject({ state: "delivered", requestorId: ada.id, assignmentId: first });
    expect(await portal.history(update.id)).toEqual([
      "requestSubmitted",
      "deliveryStarted",
      "roleGranted",
      "deliveryFinished",
    ]);
    const entries = await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "packageRolesChanged"));
    expect(entries).toMatchObject([{ activity: "Update access package", actorId: kim.id, packageId: payments }]);
  });

  it("ASN-29 the access stays delivered all the while, also where the role does not come", async () => {
    const held = await portal.hold(ada, payments);
    portal.connectors = { ...builtInConnectors, AadApplication: refusing("targetSystem") };
    accepted(await add(bank));
    await follow();
    expect(await portal.assignment(held)).toMatchObject({ state: "delivered" });
    expect((await updatesOf(ada))[0]?.state).toBe("delivering");
    await portal.passTo(after(1));
    expect((await updatesOf(ada))[0]?.state).toBe("partiallyDelivered");
    expect(await portal.assignment(held)).toMatchObject({ state: "delivered" });
  });

  it("ASN-28 nobody writes to the holder, and nothing is asked for anew", async () => {
    await portal.hold(ada, payments);
    accepted(await add(bank));
    await follow();
    const [update] = await updatesOf(ada);
    if (!update) throw new Error("no request");
    expect(await portal.told("accessReady", update.id)).toEqual([]);
    expect(await portal.told("decisionNeeded", update.id)).toEqual([]);
  });

  it("ASN-28 a system that is down holds up no other holder, and is asked again by the sweep", async () => {
    await portal.hold(ada, payments);
    const second = await portal.hold(ben, payments);
    const system = refusing("targetSystem");
    portal.connectors = { ...builtInConnectors, AadApplication: system };
    accepted(await add(bank));
    await follow();
    system.problem = null;
    portal.clock.set(after(0, 0, 2));
    await portal.sweep();
    expect(await statesOf(second)).toMatchObject({ [bank]: "granted" });
    expect((await updatesOf(ada)).map(({ state }) => state)).toEqual(["delivered"]);
  });

  it("ERR-53 the reason a system gives is kept; one that time does not cure is not tried again (RES-52)", async () => {
    const held = await portal.hold(ada, payments);
    portal.connectors = { ...builtInConnectors, AadApplication: refusing("resourceDeleted") };
    accepted(await add(bank));
    await follow();
    const failed = (await portal.grantsOf(held)).find(({ resourceRoleId }) => resourceRoleId === bank);
    expect(failed).toMatchObject({ state: "grantFailed", problem: "resourceDeleted", nextAttemptAt: null });
    const [update] = await updatesOf(ada);
    if (!update) throw new Error("no request");
    const reasons = (await portal.events(update.id)).filter(({ kind }) => kind === "roleFailed");
    expect(reasons.map(({ payload }) => payload)).toMatchObject([{ problem: "resourceDeleted", retryAt: null }]);
  });

  it("ASN-28 done twice is done once: no second request, no second event", async () => {
    const held = await portal.hold(ada, payments);
    accepted(await add(bank));
    await follow();
    await follow();
    await Promise.all([follow(), follow()]);
    expect(await updatesOf(ada)).toHaveLength(1);
    expect(await statesOf(held)).toMatchObject({ [bank]: "granted" });
  });

  it("ASN-28 access that has ended does not follow", async () => {
    const held = await portal.hold(ada, payments);
    await portal.giveBack(ada, held);
    accepted(await add(bank));
    await follow();
    expect(await updatesOf(ada)).toEqual([]);
    await portal.sweep();
    expect(await statesOf(held)).toEqual({ [ledger.member]: "revoked" });
  });

  it("ASN-28 an account that is switched off gets nothing, and is told apart as failed", async () => {
    const held = await portal.hold(ada, payments);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    accepted(await add(bank));
    await follow();
    expect(await statesOf(held)).toMatchObject({ [bank]: "grantFailed" });
  });

  it("RES-35 a member of the group from before gets no assignment by it, and keeps the membership", async () => {
    await test.db.execute(sql`insert into group_members values (${ledgerOwners}, ${cleo.id}, 'owner', now())`);
    accepted(await add(ledger.owner));
    await follow();
    expect(await portal.requestsOf(cleo)).toEqual([]);
    expect(await portal.membershipsOf(cleo)).toEqual([{ groupId: ledgerOwners, role: "owner" }]);
  });
});

describe("a role is removed", () => {
  it("ASN-28 it is taken from every holder; the access stays", async () => {
    const held = await portal.hold(ada, payments);
    accepted(await remove(ledger.member));
    await follow();
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(await portal.assignment(held)).toMatchObject({ state: "delivered" });
    expect((await updatesOf(ada)).map(({ state }) => state)).toEqual(["delivered"]);
  });

  it("ASN-30 it stays where other access gives the same, in any catalog", async () => {
    const elsewhere = await insertCatalog(test.db);
    const { member } = await insertGroupResource(test.db, elsewhere, ledgerOwners, {
      member: "Mitglied",
      owner: "Besitzer",
    });
    const terms = [policy({ policyId: policyIds[1] })];
    await insertPackage(test.db, vendors, { catalogId: elsewhere, roles: [member], policies: terms });
    await portal.hold(ada, payments);
    await portal.hold(ada, vendors);
    accepted(await remove(ledger.member));
    await follow();
    expect(await portal.membershipsOf(ada)).toEqual([inLedger]);
    const [update] = await updatesOf(ada);
    if (!update) throw new Error("no request");
    expect(await portal.history(update.id)).toContain("roleKept");
  });

  it("ASN-31 it goes even from somebody who was a member on their own", async () => {
    await test.db.execute(sql`insert into group_members values (${ledgerOwners}, ${ada.id}, 'member', now())`);
    await portal.hold(ada, payments);
    accepted(await remove(ledger.member));
    await follow();
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });

  it("RES-39 it goes from holders only", async () => {
    await test.db.execute(sql`insert into group_members values (${ledgerOwners}, ${cleo.id}, 'member', now())`);
    await portal.hold(ada, payments);
    accepted(await remove(ledger.member));
    await follow();
    expect(await portal.membershipsOf(cleo)).toEqual([inLedger]);
  });

  it("ASN-28 one that never came is given up, and delivering again does not bring it", async () => {
    accepted(await add(bank));
    portal.connectors = { ...builtInConnectors, AadApplication: refusing("roleMissing") };
    const held = await portal.hold(ada, payments);
    expect(await statesOf(held)).toMatchObject({ [bank]: "grantFailed" });
    accepted(await remove(bank));
    await follow();
    expect(await statesOf(held)).toEqual({ [ledger.member]: "granted", [bank]: "revoked" });
  });

  it("ASN-28 removed and added again before anybody was reached, nothing happens", async () => {
    const held = await portal.hold(ada, payments);
    accepted(await remove(ledger.member));
    accepted(await add(ledger.member));
    await follow();
    expect(await updatesOf(ada)).toEqual([]);
    expect(await statesOf(held)).toEqual({ [ledger.member]: "granted" });
  });

  it("ASN-49 is asked for until it is gone, and a change that comes meanwhile does not wait for it", async () => {
    accepted(await add(bank));
    const held = await portal.hold(ada, payments);
    const system = refusing("targetSystem");
    portal.connectors = { ...builtInConnectors, AadApplication: system };
    accepted(await remove(bank));
    await follow();
    accepted(await add(ledger.owner));
    await followPackage(portal.deps, { packageId: payments, after: null });
    await follow();
    expect(await updatesOf(ada)).toHaveLength(1);
    expect(await portal.membershipsOf(ada)).toContainEqual({ groupId: ledgerOwners, role: "owner" });
    for (let hour = 1; hour <= 24; hour += 1) await portal.passTo(after(0, hour));
    expect(await statesOf(held)).toMatchObject({ [bank]: "pendingRevoke" });
    system.problem = null;
    await portal.passTo(after(1, 2));
    expect(await statesOf(held)).toMatchObject({ [bank]: "revoked" });
    expect((await updatesOf(ada)).map(({ state }) => state)).toEqual(["delivered"]);
  });
});

describe("one role in place of another", () => {
  it("RES-40 in one change: what is to come comes first, and what goes waits for it", async () => {
    await insertGroup(test.db, auditors);
    const system = refusing("targetSystem");
    const reader = await insertApplicationRole(test.db, catalogId, "archive", "Reader");
    const [resource] = await test.db
      .execute<{ id: string }>(sql`select resource_id as id from resource_roles where id = ${reader}`)
      .then(({ rows }) => rows);
    const writer = newId(after(0)) as ResourceRoleId;
    await test.db.execute(
      sql`insert into resource_roles (id, resource_id, display_name) values (${writer}, ${resource?.id}, 'Writer')`,
    );
    accepted(await add(reader));
    const held = await portal.hold(ada, payments);
    portal.connectors = {
      ...builtInConnectors,
      AadApplication: { ...builtInConnectors.AadApplication, grant: system.grant },
    };
    accepted(
      await changePackageRoles(portal.deps, {
        personId: kim.id,
        packageId: payments,
        add: [writer],
        remove: [reader],
      }),
    );
    await follow();
    expect(await statesOf(held)).toMatchObject({ [reader]: "pendingRevoke", [writer]: "pendingGrant" });
    system.problem = null;
    await portal.passTo(after(0, 0, 2));
    expect(await statesOf(held)).toMatchObject({ [reader]: "revoked", [writer]: "granted" });
  });
});

describe("a request under way", () => {
  it("ASN-28 in delivery ends with the roles the package gives then: one added meanwhile, one removed", async () => {
    const id = await portal.ask(ada, payments);
    accepted(await add(bank));
    accepted(await remove(ledger.member));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
    const { assignmentId } = await portal.request(id);
    expect(await statesOf(assignmentId)).toEqual({ [bank]: "granted", [ledger.member]: "revoked" });
    expect(await portal.membershipsOf(ada)).toEqual([]);
    await follow();
    expect(await updatesOf(ada)).toEqual([]);
  });

  it("REQ-61 stays in delivering while a role that was removed is being taken back; no error is reported", async () => {
    accepted(await add(bank));
    const [group, application] = [refusing("targetSystem"), refusing(null)];
    portal.connectors = { ...builtInConnectors, AadGroup: group, AadApplication: application };
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    const { assignmentId } = await portal.request(id);
    expect(await statesOf(assignmentId)).toEqual({ [ledger.member]: "pendingGrant", [bank]: "granted" });
    accepted(await remove(bank));
    portal.connectors = { ...builtInConnectors, AadApplication: application };
    application.problem = "targetSystem";
    await portal.passTo(after(0, 0, 1));
    expect(await statesOf(assignmentId)).toEqual({ [ledger.member]: "granted", [bank]: "pendingRevoke" });
    expect(await portal.stateOf(id)).toBe("delivering");
    expect(await portal.told("deliveryFailed", id)).toEqual([]);
    application.problem = null;
    await portal.passTo(after(0, 0, 6));
    expect(await portal.stateOf(id)).toBe("delivered");
    expect(await statesOf(assignmentId)).toEqual({ [ledger.member]: "granted", [bank]: "revoked" });
  });

  it("ASN-33 delivered again, it is brought up to date with the package", async () => {
    const held = await portal.hold(ada, payments);
    await appoint(test.db, dora, "catalogOwner", catalogId);
    accepted(await add(bank));
    const { requestId } = accepted(await reprocessAssignment(portal.deps, { personId: dora.id, assignmentId: held }));
    await followPackage(portal.deps, { packageId: payments, after: null });
    expect((await updatesOf(ada)).map(({ id }) => id)).toEqual([requestId]);
    await portal.work(requestId as RequestId);
    expect(await statesOf(held)).toEqual({ [ledger.member]: "granted", [bank]: "granted" });
  });
});

describe("who may change what a package gives", () => {
  it("WHO-60 those who edit packages of its catalog; who may look in is told so; to others there is none", async () => {
    const other = await insertCatalog(test.db);
    await appoint(test.db, ben, "catalogReader", catalogId);
    await appoint(test.db, dora, "accessPackageAssignmentManager", catalogId);
    await appoint(test.db, cleo, "catalogOwner", other);
    expect(refusalOf(await add(bank, ben))).toBe("roleNotSufficient");
    expect(refusalOf(await remove(ledger.member, dora))).toBe("roleNotSufficient");
    expect(refusalOf(await add(bank, cleo))).toBe("packageNotFound");
    expect(refusalOf(await add(bank, ada))).toBe("packageNotFound");
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, kim.id));
    expect(refusalOf(await add(bank))).toBe("packageNotFound");
    expect(await test.db.select().from(auditEvents).where(eq(auditEvents.result, "success"))).toEqual([]);
  });

  it("WHO-60 an unknown package is the same as one nobody may know of", async () => {
    const input = { personId: kim.id, packageId: vendors, resourceRoleId: bank };
    expect(refusalOf(await addPackageRole(portal.deps, input))).toBe("packageNotFound");
  });

  it("RES-2 a role of another catalog is refused like one that does not exist", async () => {
    const foreign = await insertApplicationRole(test.db, await insertCatalog(test.db), "archive");
    expect(refusalOf(await add(foreign))).toBe("roleNotInCatalog");
    expect(refusalOf(await add(idOf<ResourceRoleId>(99)))).toBe("roleNotInCatalog");
    expect(await test.db.select().from(packageResourceRoles)).toHaveLength(1);
  });

  it("WHO-60 what is there already is neither written nor told", async () => {
    expect(accepted(await add(ledger.member))).toBeNull();
    expect(accepted(await remove(bank))).toBeNull();
    expect(await test.db.select().from(auditEvents).where(eq(auditEvents.result, "success"))).toEqual([]);
  });
});

it("ASN-28 the query finds the same holders as the engine, whatever they hold", async () => {
  accepted(await add(bank));
  const roles = [ledger.member, ledger.owner, bank];
  const states: (RoleGrantState | null)[] = [...roleGrantStates, null];
  const given = [ledger.member, bank];
  const wanted: AssignmentId[] = [];
  for (const first of states) {
    for (const second of states) {
      for (const third of states) {
        const held = await insertHolder([first, second, third]);
        const known: HeldRole[] = [first, second, third].flatMap((state, index) =>
          state && roles[index] ? [{ resourceRoleId: roles[index], state, attempts: 0 }] : [],
        );
        if (roleStepsTo(given, known).length > 0) wanted.push(held);
      }
    }
  }
  const found = await listOutOfStep(test.db, payments, { after: null, most: 1_000, now: after(0) });
  expect(found.toSorted()).toEqual(wanted.toSorted());
  expect(wanted.length).toBeLessThan(states.length ** 3);
  await test.reset();

  /** Somebody with access and these roles of it. */
  async function insertHolder(of: readonly (RoleGrantState | null)[]): Promise<AssignmentId> {
    const id = newId(after(0)) as AssignmentId;
    const who = { ...ada, id: newId(after(0)) as Person["id"] };
    await insertPeople(test.db, { ...who, managerId: null, sponsorIds: [] });
    await test.db.insert(assignments).values({
      id,
      packageId: payments,
      policyId: policyIds[0],
      targetId: who.id,
      state: "delivered",
      policySnapshot: policy(),
      startAt: after(0),
      isExtended: false,
      version: 1,
    });
    const rows = of.flatMap((state, index) =>
      state && roles[index]
        ? [{ assignmentId: id, resourceRoleId: roles[index], personId: who.id, state, attempts: 0 }]
        : [],
    );
    if (rows.length > 0) await test.db.insert(roleGrants).values(rows);
    return id;
  }
});
