import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  accessPackages,
  assignments,
  groups,
  incompatibleGroups,
  incompatiblePackages,
  packageResourceRoles,
  people,
} from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import type { HeldRole } from "@/lib/auth/permissions";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import type { CatalogId, GroupId, PersonId } from "@/lib/engine/ids";
import {
  ada,
  auditors,
  ben,
  everybody,
  finance,
  idOf,
  kim,
  ledgerOwners,
  payments,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted } from "@/lib/engine/testing/facts";
import { loadGroupIds } from "@/lib/facts/people";
import { addIncompatibleGroup, addIncompatiblePackage, addOverride } from "@/lib/services/separation-of-duties";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  forbid,
  forbidGroup,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
  joinGroup,
  somebody,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { exportAdditionalAccess, getAdditionalAccess } from "./additional-access";
import { type CounterpartPurpose, findCounterparts } from "./counterparts";
import { getSeparationOfDuties } from "./separation-of-duties";

const database = testDatabase();
let portal: Portal;
let bank: CatalogId;
let sales: CatalogId;

type Viewer = { readonly roles: readonly HeldRole[] };
const holding = (role: HeldRole["role"], catalogId: string | null = null): Viewer => ({ roles: [{ role, catalogId }] });
const auditor = holding("auditor");

const reading = async () => ({ db: database.db, now: await portal.clock.now() });

/** Payments and Reports are in the bank's catalog, Vendors in another one; nobody has to approve anything. */
async function found(): Promise<void> {
  await insertPeople(database.db, ...everybody);
  bank = await insertCatalog(database.db, { name: "Bank" });
  sales = await insertCatalog(database.db, { name: "Sales" });
  await insertPackage(database.db, payments, { name: "Payments", catalogId: bank });
  await insertPackage(database.db, reports, { name: "Reports", catalogId: bank });
  await insertPackage(database.db, vendors, { name: "Vendors", catalogId: sales });
}

beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
});

const openPair = async (viewer: Viewer, packageId: string, counterpart: string, cursor?: string) =>
  getAdditionalAccess(viewer, { packageId, counterpart, cursor: cursor ?? null }, await reading());

async function pairOf(viewer: Viewer, packageId: string, counterpart: string, cursor?: string) {
  const view = await openPair(viewer, packageId, counterpart, cursor);
  if (view === null || view === "roleNotSufficient") throw new Error(`not open: ${view}`);
  return view;
}

/** What the viewer gets instead of the pair; null where it is there. */
async function deniedOf(viewer: Viewer, packageId: string, counterpart: string): Promise<string | null> {
  const view = await openPair(viewer, packageId, counterpart);
  const file = await exportAdditionalAccess(viewer, { packageId, counterpart }, await reading());
  expect(file === null || file === "roleNotSufficient" ? file : "open").toEqual(
    view === null || view === "roleNotSufficient" ? view : "open",
  );
  return view === null ? "notFound" : view === "roleNotSufficient" ? view : null;
}

const linesOf = async (viewer: Viewer, packageId: string, counterpart: string) => {
  const file = await exportAdditionalAccess(viewer, { packageId, counterpart }, await reading());
  if (file === null || file === "roleNotSufficient") throw new Error("not open");
  return file.lines;
};

it("SOD-30 in the whole demo company every pair has exactly the people whom the engine finds on both sides", async () => {
  const { db } = database;
  await seedDemo(db);
  const now = new Date();
  const held = (await db.select().from(assignments)).filter((each) => isActiveAt(each, now));
  const holdersOf = (id: string) => held.filter((each) => each.packageId === id).map((each) => each.targetId);
  const ids = (await db.select({ id: accessPackages.id }).from(accessPackages)).map((row) => row.id);
  const groupIds = (await db.select({ id: groups.id }).from(groups)).map((row) => row.id);
  const groupsOf = new Map<PersonId, ReadonlySet<GroupId>>();
  for (const { id } of await db.select({ id: people.id }).from(people)) groupsOf.set(id, await loadGroupIds(db, id));
  // Everything excludes everything, so that every pair stands in some list.
  for (const packageId of ids) {
    const others = ids.filter((id) => id !== packageId);
    const listed = others.map((incompatiblePackageId) => ({ packageId, incompatiblePackageId }));
    await db.insert(incompatiblePackages).values(listed).onConflictDoNothing();
    const excluded = groupIds.map((groupId) => ({ packageId, groupId }));
    await db.insert(incompatibleGroups).values(excluded).onConflictDoNothing();
  }
  const seen = { both: 0, inGroup: 0 };
  for (const packageId of ids) {
    const lists = await getSeparationOfDuties(auditor, packageId, { db, now });
    const holders = holdersOf(packageId);
    expect(lists?.incompatiblePackages).toHaveLength(ids.length - 1);
    expect(lists?.incompatibleWith).toEqual(lists?.incompatiblePackages);
    for (const { id, holdersOfBoth } of lists?.incompatiblePackages ?? []) {
      const both = holdersOf(id).filter((who) => holders.includes(who));
      expect(holdersOfBoth).toBe(both.length);
      if (both.length === 0 || packageId > id) continue;
      seen.both += both.length;
      const pair = await getAdditionalAccess(auditor, { packageId, counterpart: `package:${id}` }, { db, now });
      if (pair === null || pair === "roleNotSufficient") throw new Error("the auditor sees everything");
      expect(pair.total).toBe(both.length);
      expect(new Set(pair.holders.rows.map((row) => row.person.id))).toEqual(new Set(both));
    }
    for (const { id, holdersOfBoth } of lists?.incompatibleGroups ?? []) {
      const inGroup = holders.filter((who) => groupsOf.get(who)?.has(id as GroupId)).length;
      expect(holdersOfBoth).toBe(inGroup);
      seen.inGroup += inGroup;
    }
  }
  expect(Math.min(seen.both, seen.inGroup)).toBeGreaterThan(10);
}, 120_000);

describe("who holds both", () => {
  beforeEach(found);

  it("SOD-31 the number before declaring is the number after, and stands beside the entry", async () => {
    await portal.hold(ada, payments);
    await portal.hold(ada, reports);
    await portal.hold(ben, payments);
    const before = await pairOf(auditor, payments, `package:${reports}`);
    expect(before).toMatchObject({ isDeclared: false, isDeclaredBack: false, total: 1 });
    await forbid(database.db, payments, reports);
    expect(await pairOf(auditor, payments, `package:${reports}`)).toEqual({ ...before, isDeclared: true });
    expect(await pairOf(auditor, reports, `package:${payments}`)).toMatchObject({ isDeclaredBack: true, total: 1 });
    const lists = await getSeparationOfDuties(auditor, payments, await reading());
    expect(lists?.incompatiblePackages).toMatchObject([{ displayName: "Reports", holdersOfBoth: 1 }]);
    const others = await getSeparationOfDuties(auditor, reports, await reading());
    expect(others?.incompatibleWith).toMatchObject([{ displayName: "Payments", holdersOfBoth: 1, isMutual: false }]);
  });

  it("SOD-31 both ways give the same lines, and they are those of both packages' lists put side by side", async () => {
    const people = [ada, ben, kim];
    for (const who of people) for (const id of [payments, reports]) await portal.hold(who, id);
    const here = await linesOf(auditor, payments, `package:${reports}`);
    expect(here).toHaveLength(6);
    expect(await linesOf(auditor, reports, `package:${payments}`)).toEqual(here);
    const rows = await database.db.select().from(assignments);
    expect(here.map((line) => line.assignmentId).sort()).toEqual(rows.map((row) => row.id).sort());
    expect(here[0]).toMatchObject({
      targetId: ada.id,
      name: ada.displayName,
      principalName: `${ada.id}@example.test`,
      packageName: "Payments",
      state: "delivered",
    });
  });

  it("SOD-30 whoever gives one side back is out of it", async () => {
    const held = await portal.hold(ada, payments);
    await portal.hold(ada, reports);
    await portal.giveBack(ada, held);
    expect(await pairOf(auditor, payments, `package:${reports}`)).toMatchObject({ total: 0, holders: { rows: [] } });
  });

  it("SOD-21 somebody put into an excluded group by hand, at any depth, is found", async () => {
    await insertGroup(database.db, finance, { name: "Finance" });
    await insertGroup(database.db, auditors, { inside: [finance] });
    await forbidGroup(database.db, payments, finance);
    for (const who of [ada, ben]) await portal.hold(who, payments);
    const lists = async () => (await getSeparationOfDuties(auditor, payments, await reading()))?.incompatibleGroups;
    expect(await lists()).toMatchObject([{ displayName: "Finance", holdersOfBoth: 0 }]);
    await joinGroup(database.db, auditors, ada);
    expect(await lists()).toMatchObject([{ displayName: "Finance", holdersOfBoth: 1 }]);
    const pair = await pairOf(auditor, payments, `group:${finance}`);
    expect(pair.holders.rows).toMatchObject([{ person: { id: ada.id }, there: null }]);
    expect(await linesOf(auditor, payments, `group:${finance}`)).toHaveLength(1);
  });

  it("a long list has pages, and every holder is on one of them", async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => somebody(`Holder ${String(index).padStart(2, "0")}`));
    await insertPeople(database.db, ...crowd);
    for (const who of crowd) for (const id of [payments, reports]) await portal.hold(who, id);
    const first = await pairOf(auditor, payments, `package:${reports}`);
    const second = await pairOf(auditor, payments, `package:${reports}`, first.holders.next ?? "");
    const names = [...first.holders.rows, ...second.holders.rows].map((row) => row.person.displayName);
    expect(names).toEqual(crowd.map((who) => who.displayName));
    expect([first.total, second.total, second.holders.next]).toEqual([30, 30, null]);
  });
});

describe("who may know", () => {
  beforeEach(async () => {
    await found();
    await insertGroup(database.db, finance, { name: "Finance" });
    await forbid(database.db, payments, vendors);
    await forbid(database.db, vendors, payments);
  });

  it("SOD-30 it takes the right here; assignment managers are told so, others find nothing", async () => {
    const pair = [payments, `package:${reports}`] as const;
    for (const role of ["catalogOwner", "accessPackageManager", "catalogReader"] as const) {
      expect(await deniedOf(holding(role, bank), ...pair)).toBeNull();
      expect(await deniedOf(holding(role, sales), ...pair)).toBe("notFound");
    }
    expect(await deniedOf(holding("accessPackageAssignmentManager", bank), ...pair)).toBe("roleNotSufficient");
    expect(await deniedOf(holding("catalogCreator"), ...pair)).toBe("notFound");
    for (const id of ["", "x", "group:x", `person:${ada.id}`, `package:${idOf(70)}`, `package:${payments}`]) {
      expect(await deniedOf(auditor, payments, id)).toBe("notFound");
    }
    expect(await deniedOf(auditor, idOf(70), `package:${reports}`)).toBe("notFound");
    expect(await deniedOf(auditor, "x", `package:${reports}`)).toBe("notFound");
  });

  it("SOD-30 who holds a package of a catalog the viewer has no role in is not told: no number, no list", async () => {
    const owner = holding("catalogOwner", bank);
    expect(await deniedOf(owner, payments, `package:${vendors}`)).toBe("notFound");
    const lists = await getSeparationOfDuties(owner, payments, await reading());
    expect(lists).toMatchObject({
      mayConfigure: true,
      incompatiblePackages: [
        { displayName: "Vendors", canOpen: false, catalogName: null, isMutual: false, holdersOfBoth: null },
      ],
      incompatibleWith: [],
      incompatibleWithElsewhere: 1,
    });
    const both = { roles: [...owner.roles, ...holding("catalogReader", sales).roles] };
    expect(await deniedOf(both, payments, `package:${vendors}`)).toBeNull();
    const seen = await getSeparationOfDuties(both, payments, await reading());
    expect(seen?.incompatiblePackages).toMatchObject([{ catalogName: "Sales", isMutual: true, holdersOfBoth: 0 }]);
    expect(seen?.incompatibleWith).toMatchObject([{ displayName: "Vendors" }]);
  });

  it("SOD-30 who is in a group that is not declared is for those who could declare it", async () => {
    const pair = [payments, `group:${finance}`] as const;
    expect(await deniedOf(holding("catalogReader", bank), ...pair)).toBe("notFound");
    expect(await deniedOf(holding("catalogOwner", bank), ...pair)).toBeNull();
    expect(await deniedOf(auditor, ...pair)).toBeNull();
    await forbidGroup(database.db, payments, finance);
    expect(await deniedOf(holding("catalogReader", bank), ...pair)).toBeNull();
  });

  it("SOD-11 assignment managers read the lists without numbers; in a foreign catalog there are none", async () => {
    const read = async (viewer: Viewer) => getSeparationOfDuties(viewer, payments, await reading());
    expect(await read(holding("accessPackageAssignmentManager", bank))).toMatchObject({
      mayConfigure: false,
      incompatiblePackages: [{ displayName: "Vendors", holdersOfBoth: null }],
    });
    expect(await read(holding("catalogOwner", sales))).toBeNull();
    expect(await getSeparationOfDuties(auditor, "x", await reading())).toBeNull();
  });
});

describe("what may be chosen", () => {
  const search = async (viewer: Viewer, purpose: CounterpartPurpose, text = "") => {
    const names = new Set<string>();
    for (const letter of text === "" ? ["a", "e", "i", "o", "u"] : [text]) {
      const input = { packageId: payments, purpose, search: letter };
      for (const row of (await findCounterparts(viewer, input, await reading())).rows) names.add(row.displayName);
    }
    return [...names].sort();
  };

  beforeEach(async () => {
    await found();
    await insertGroup(database.db, finance, { name: "Finance" });
    await insertGroup(database.db, ledgerOwners, { name: "Ledger owners" });
    const { member: resourceRoleId } = await insertGroupResource(database.db, bank, ledgerOwners);
    await database.db.insert(packageResourceRoles).values({ packageId: payments, resourceRoleId });
    await insertPackage(database.db, idOf(92), { name: "Deleted", catalogId: bank });
    await appoint(database.db, kim, "catalogOwner", bank);
  });

  it("SOD-6 packages of catalogs the viewer sees and no others, but for itself and what is listed", async () => {
    const owner = holding("catalogOwner", bank);
    await database.db
      .update(accessPackages)
      .set({ deletedAt: new Date(0) })
      .where(eq(accessPackages.displayName, "Deleted"));
    expect(await search(owner, "package")).toEqual(["Reports"]);
    expect(await search(auditor, "package")).toEqual([]);
    const both = { roles: [...owner.roles, ...holding("catalogReader", sales).roles] };
    expect(await search(both, "package")).toEqual(["Reports", "Vendors"]);
    expect(await search(both, "override")).toEqual(["Reports"]);
    await forbid(database.db, payments, reports);
    expect(await search(both, "package")).toEqual(["Vendors"]);
    expect(await search(holding("catalogReader", bank), "package")).toEqual([]);
    expect(await search(holding("catalogOwner", sales), "package")).toEqual([]);
  });

  it("SOD-6 the search offers exactly what the rules let be declared", async () => {
    const roles = [holding("catalogOwner", bank), holding("catalogReader", sales)].flatMap((each) => each.roles);
    await appoint(database.db, kim, "catalogReader", sales);
    const named = await database.db.select().from(accessPackages);
    const offered = { package: await search({ roles }, "package"), override: await search({ roles }, "override") };
    const declared: string[] = [];
    const tagged: string[] = [];
    for (const { id: otherId, displayName } of named) {
      const input = { personId: kim.id, packageId: payments, otherId };
      if ((await addIncompatiblePackage(portal.deps, { ...input, alsoReverse: false })).ok) {
        declared.push(displayName);
      }
      if ((await addOverride(portal.deps, input)).ok) tagged.push(displayName);
    }
    expect({ package: declared.sort(), override: tagged.sort() }).toEqual(offered);
  });

  it("SOD-9 groups of the whole directory, but for those the package gives and what is listed", async () => {
    const owner = holding("catalogOwner", bank);
    expect(await search(owner, "group")).toEqual(["Finance"]);
    accepted(await addIncompatibleGroup(portal.deps, { personId: kim.id, packageId: payments, groupId: finance }));
    expect(await search(owner, "group")).toEqual([]);
    expect(await search(holding("catalogReader", bank), "group")).toEqual([]);
  });
});
