import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { incompatibleGroups, incompatiblePackages, overridePackages, people } from "@/db/schema";
import { type RoleName, roleNames } from "@/db/schema/enums";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, GroupId, ResourceRoleId } from "@/lib/engine/ids";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  everybody,
  finance,
  gus,
  hana,
  idOf,
  ivo,
  jun,
  kim,
  ledgerOwners,
  payments,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, refusalOf } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { addPackageRole } from "./change-package-roles";
import {
  addIncompatibleGroup,
  addIncompatiblePackage,
  addOverride,
  removeIncompatibleGroup,
  removeIncompatiblePackage,
  removeOverride,
} from "./separation-of-duties";
import { Portal } from "./testing/portal";
import { trailOf } from "./testing/trail";
import { appoint, insertCatalog, insertGroup, insertGroupResource, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;
let bank: CatalogId;
let sales: CatalogId;

/** Payments and Reports are in the bank's catalog, which Kim packages; Vendors is in another one. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, finance);
  bank = await insertCatalog(test.db);
  sales = await insertCatalog(test.db);
  await insertPackage(test.db, payments, { name: "Payments", catalogId: bank });
  await insertPackage(test.db, reports, { name: "Reports", catalogId: bank });
  await insertPackage(test.db, vendors, { name: "Vendors", catalogId: sales });
  await appoint(test.db, kim, "accessPackageManager", bank);
});

const exclude = (
  otherId: AccessPackageId,
  parts: { who?: Person; from?: AccessPackageId; alsoReverse?: boolean } = {},
) =>
  addIncompatiblePackage(portal.deps, {
    personId: (parts.who ?? kim).id,
    packageId: parts.from ?? payments,
    otherId,
    alsoReverse: parts.alsoReverse ?? false,
  });
const allow = (otherId: AccessPackageId, who = kim) =>
  removeIncompatiblePackage(portal.deps, { personId: who.id, packageId: payments, otherId });
const excludeGroup = (groupId: GroupId, who = kim) =>
  addIncompatibleGroup(portal.deps, { personId: who.id, packageId: payments, groupId });
const tag = (otherId: AccessPackageId, who = kim) =>
  addOverride(portal.deps, { personId: who.id, packageId: payments, otherId });

const pairs = async () =>
  (await test.db.select().from(incompatiblePackages)).map((row) => [row.packageId, row.incompatiblePackageId]);
const log = () =>
  trailOf(test.db, ({ activity, actorName: by, packageName: of, subjectName: about }) => ({ activity, by, of, about }));

describe("incompatible packages", () => {
  it("SOD-12 what is declared is checked at the next request, and no more once it is withdrawn", async () => {
    await portal.hold(ada, reports);
    accepted(await exclude(reports));
    expect(await portal.submit(ada, payments)).toMatchObject({
      error: { code: "incompatiblePackage", conflicts: [{ id: reports, displayName: "Reports" }] },
    });
    expect((await portal.submit(ben, payments)).ok).toBe(true);
    accepted(await allow(reports));
    expect((await portal.submit(ada, payments)).ok).toBe(true);
  });

  it("SOD-18 nobody loses anything by a declaration", async () => {
    const held = [await portal.hold(ada, payments), await portal.hold(ada, reports)];
    accepted(await exclude(reports, { alsoReverse: true }));
    for (const id of held) expect((await portal.assignment(id)).state).toBe("delivered");
  });

  it("SDA-15 each entry is told in the log, of the package that holds it", async () => {
    accepted(await exclude(reports, { alsoReverse: true }));
    accepted(await allow(reports));
    const [activity, by] = ["Create incompatible access package", "Kim, colleague"];
    expect(await log()).toEqual([
      { activity, by, of: "Payments", about: "Reports" },
      { activity, by, of: "Reports", about: "Payments" },
      { activity: "Delete incompatible access package", by, of: "Payments", about: "Reports" },
    ]);
    expect(await pairs()).toEqual([[reports, payments]]);
  });

  it("SOD-7 declared twice it stands there once, and the log tells it once", async () => {
    accepted(await exclude(reports));
    expect(accepted(await exclude(reports))).toEqual([]);
    expect(await pairs()).toHaveLength(1);
    expect(await log()).toHaveLength(1);
  });

  it("SOD-7 a package does not exclude itself", async () => {
    expect(refusalOf(await exclude(payments))).toBe("incompatibleSelf");
    expect(await pairs()).toEqual([]);
  });

  it("SOD-6 the other package may be in another catalog that the editor sees", async () => {
    expect(refusalOf(await exclude(vendors))).toBe("packageNotFound");
    await appoint(test.db, kim, "catalogReader", sales);
    accepted(await exclude(vendors));
    expect(await pairs()).toEqual([[payments, vendors]]);
  });

  it("SOD-4 the reverse takes the right there too; without it nothing is declared", async () => {
    await appoint(test.db, kim, "catalogReader", sales);
    expect(refusalOf(await exclude(vendors, { alsoReverse: true }))).toBe("otherPackageNotYours");
    expect(await pairs()).toEqual([]);
    await appoint(test.db, kim, "catalogOwner", sales);
    accepted(await exclude(vendors, { alsoReverse: true }));
    expect(await pairs()).toHaveLength(2);
  });

  it("SOD-1 an entry goes even when its package is in a catalog the editor does not see", async () => {
    await appoint(test.db, hana, "governanceAdministrator");
    accepted(await exclude(vendors, { who: hana }));
    accepted(await allow(vendors));
    expect(await pairs()).toEqual([]);
  });

  it("two editors who declare the same pair from both sides at once both get their answer", async () => {
    const both = await Promise.all([
      exclude(reports, { alsoReverse: true }),
      exclude(payments, { from: reports, alsoReverse: true }),
    ]);
    expect(both.flatMap((each) => accepted(each))).toHaveLength(2);
    expect(await pairs()).toHaveLength(2);
  });

  it("ids of nothing", async () => {
    expect(refusalOf(await exclude(idOf(70)))).toBe("packageNotFound");
    expect(refusalOf(await exclude(reports, { from: idOf(70) }))).toBe("packageNotFound");
    expect(accepted(await allow(idOf(70)))).toEqual([]);
    expect(refusalOf(await excludeGroup(idOf(71)))).toBe("groupNotFound");
    expect(refusalOf(await tag(idOf(70)))).toBe("packageNotFound");
  });
});

describe("who may", () => {
  const editing: readonly RoleName[] = ["governanceAdministrator", "catalogOwner", "accessPackageManager"];
  const holders: Readonly<Record<RoleName, Person>> = {
    governanceAdministrator: hana,
    catalogCreator: cleo,
    catalogOwner: ben,
    catalogReader: dora,
    accessPackageManager: jun,
    accessPackageAssignmentManager: ivo,
    auditor: gus,
  };
  const everywhere: readonly RoleName[] = ["governanceAdministrator", "catalogCreator", "auditor"];

  it.each(roleNames)("SOD-10 editing is for administrators, owners and package managers: %s", async (role) => {
    const who = holders[role];
    await appoint(test.db, who, role, everywhere.includes(role) ? null : bank);
    const told = editing.includes(role) ? null : role === "catalogCreator" ? "packageNotFound" : "roleNotSufficient";
    const input = { personId: who.id, packageId: payments };
    for (const result of [
      await exclude(reports, { who }),
      await excludeGroup(finance, who),
      await tag(reports, who),
      await removeIncompatiblePackage(portal.deps, { ...input, otherId: reports }),
      await removeIncompatibleGroup(portal.deps, { ...input, groupId: finance }),
      await removeOverride(portal.deps, { ...input, otherId: reports }),
    ]) {
      expect(result.ok ? null : result.error.code).toBe(told);
    }
    expect(await log()).toHaveLength(told ? 0 : 6);
  });

  it("SOD-10 in a foreign catalog nothing is there, and whoever is switched off may nothing", async () => {
    await appoint(test.db, ada, "catalogOwner", sales);
    expect(refusalOf(await exclude(vendors, { who: ada }))).toBe("packageNotFound");
    expect(refusalOf(await excludeGroup(finance, ada))).toBe("packageNotFound");
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, kim.id));
    expect(refusalOf(await exclude(reports))).toBe("packageNotFound");
    expect(await log()).toEqual([]);
  });
});

describe("incompatible groups", () => {
  it("SOD-8 whoever is in the group is refused from then on, by its name, until it is taken off the list", async () => {
    await insertGroup(test.db, auditors, { members: [ada] });
    const named = accepted(await excludeGroup(auditors));
    expect(named).toMatchObject([{ kind: "incompatibleGroupAdded", group: { id: auditors } }]);
    expect(refusalOf(await portal.submit(ada, payments))).toBe("incompatibleGroup");
    const input = { personId: kim.id, packageId: payments, groupId: auditors };
    accepted(await removeIncompatibleGroup(portal.deps, input));
    expect((await portal.submit(ada, payments)).ok).toBe(true);
    expect((await log()).slice(0, 2).map((row) => row.activity)).toEqual([
      "Create incompatible group",
      "Delete incompatible group",
    ]);
  });

  it("SOD-9 no group the package gives, nor one around it; around a group it gives ownership of there is no such bar", async () => {
    await insertGroup(test.db, auditors);
    await insertGroup(test.db, ledgerOwners, { inside: [auditors] });
    const ledger = await insertGroupResource(test.db, bank, ledgerOwners);
    const given = idOf<AccessPackageId>(80);
    const owning = idOf<AccessPackageId>(81);
    await insertPackage(test.db, given, { catalogId: bank, roles: [ledger.member] });
    await insertPackage(test.db, owning, { catalogId: bank, roles: [ledger.owner] });
    const outcomes: (string | null)[] = [];
    for (const packageId of [given, owning]) {
      for (const groupId of [ledgerOwners, auditors]) {
        const result = await addIncompatibleGroup(portal.deps, { personId: kim.id, packageId, groupId });
        outcomes.push(result.ok ? null : result.error.code);
      }
    }
    expect(outcomes).toEqual(["incompatibleSelf", "incompatibleSelf", "incompatibleSelf", null]);
    expect(await test.db.select().from(incompatibleGroups)).toEqual([{ packageId: owning, groupId: auditors }]);
  });
});

describe("a package that excludes a group", () => {
  it("SOD-9 is not given a role that brings its holders into that group", async () => {
    await insertGroup(test.db, auditors);
    await insertGroup(test.db, ledgerOwners, { inside: [auditors] });
    const ledger = await insertGroupResource(test.db, bank, ledgerOwners);
    accepted(await excludeGroup(auditors));
    const add = (resourceRoleId: ResourceRoleId) =>
      addPackageRole(portal.deps, { personId: kim.id, packageId: payments, resourceRoleId });
    expect(refusalOf(await add(ledger.member))).toBe("incompatibleSelf");
    expect((await add(ledger.owner)).ok).toBe(true);
  });
});

describe("override packages", () => {
  it("SOD-34 the tag is set and taken off, and the log tells both", async () => {
    accepted(await tag(reports));
    expect(accepted(await tag(reports))).toEqual([]);
    expect(await test.db.select().from(overridePackages)).toHaveLength(1);
    accepted(await removeOverride(portal.deps, { personId: kim.id, packageId: payments, otherId: reports }));
    expect(await test.db.select().from(overridePackages)).toEqual([]);
    expect(await log()).toMatchObject([
      { activity: "Update access package", of: "Payments", about: "Reports" },
      { activity: "Update access package", of: "Payments", about: "Reports" },
    ]);
  });

  it("SOD-34 seeing the other package is not enough: what is said of it changes too", async () => {
    await appoint(test.db, kim, "catalogReader", sales);
    expect(refusalOf(await tag(vendors))).toBe("otherPackageNotYours");
    expect(await test.db.select().from(overridePackages)).toEqual([]);
  });

  it("SOD-34 whoever holds the exception is not counted as holding the two sides", async () => {
    accepted(await exclude(reports));
    const both = idOf<AccessPackageId>(82);
    await insertPackage(test.db, both, { name: "Both", catalogId: bank });
    const input = { personId: kim.id, packageId: both };
    accepted(await addOverride(portal.deps, { ...input, otherId: payments }));
    accepted(await addOverride(portal.deps, { ...input, otherId: reports }));
    await portal.hold(ada, both);
    expect((await portal.submit(ada, payments)).ok).toBe(true);
  });
});
