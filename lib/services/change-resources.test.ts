import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, directoryResourceOwners, directoryResources, resourceRoles, resources } from "@/db/schema";
import type { Origin } from "@/lib/engine/catalog/resources";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, DirectoryResourceId, ResourceId } from "@/lib/engine/ids";
import { ada, ben, cleo, dora, eli, everybody, idOf, kim, ledgerOwners } from "@/lib/engine/testing/cast";
import { accepted, refusalOf } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { addPackageRole } from "./change-package-roles";
import { addResource, removeResource } from "./change-resources";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
  joinGroup,
} from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;
let finance: CatalogId;

const bankId = idOf<DirectoryResourceId>(501);
const bank: Origin = { originSystem: "AadApplication", originId: "Bank" };
const site: Origin = { originSystem: "SharePointOnline", originId: "https://intranet.example/board" };
const ledger: Origin = { originSystem: "AadGroup", originId: ledgerOwners };

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners, { members: [ben] });
  await joinGroup(test.db, ledgerOwners, cleo, "owner");
  await appointGovernanceAdministrator(test.db, kim);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  await appoint(test.db, cleo, "catalogOwner", finance);
  await appoint(test.db, ada, "catalogOwner", finance);
  await appoint(test.db, dora, "accessPackageManager", finance);
  await appoint(test.db, eli, "catalogOwner", sales);
  const createdAt = await portal.clock.now();
  await test.db.insert(directoryResources).values([
    { id: bankId, ...bank, displayName: "Bank", description: "Accounts.", roles: ["User", "Approver"], createdAt },
    { id: idOf<DirectoryResourceId>(502), ...site, displayName: "Board", description: "", roles: [], createdAt },
  ]);
  await test.db.insert(directoryResourceOwners).values({ resourceId: bankId, personId: cleo.id });
});

const add = (who: Person, origin: Origin, catalogId = finance) =>
  addResource(portal.deps, { personId: who.id, catalogId, origin });
const remove = (who: Person, resourceId: ResourceId, catalogId = finance) =>
  removeResource(portal.deps, { personId: who.id, catalogId, resourceId });
const inFinance = () =>
  test.db.select().from(resources).where(eq(resources.catalogId, finance)).orderBy(asc(resources.displayName));
const rolesOf = async (id: ResourceId | undefined) =>
  (
    await test.db
      .select()
      .from(resourceRoles)
      .where(eq(resourceRoles.resourceId, id ?? idOf<ResourceId>(0)))
  )
    .map((row) => row.displayName)
    .sort();

describe("adding", () => {
  it("CAT-31 DEL-30 an owner of the catalog and of the resource adds it, with its roles", async () => {
    accepted(await add(cleo, bank));
    accepted(await add(cleo, ledger));
    const [first, second] = await inFinance();
    expect([await rolesOf(first?.id), await rolesOf(second?.id)]).toEqual([
      ["Approver", "User"],
      ["Member", "Owner"],
    ]);
    expect(second).toMatchObject({ groupId: ledgerOwners, originSystem: "AadGroup" });
    const [event] = await test.db.select().from(auditEvents).orderBy(asc(auditEvents.sequence));
    expect(event).toMatchObject({ activity: "Create resource request", catalogId: finance, subjectName: "Bank" });
  });

  it("DEL-30 a governance administrator adds everything, a site without roles gets one", async () => {
    accepted(await add(kim, site));
    const [added] = await inFinance();
    expect(await rolesOf(added?.id)).toEqual(["Default Access"]);
  });

  it("DEL-10 DEL-11 not what one does not own, not as a package manager, not elsewhere", async () => {
    const before = await rowCounts(test.db);
    expect(refusalOf(await add(ada, bank))).toBe("resourceRightMissing");
    expect(refusalOf(await add(ada, ledger))).toBe("resourceRightMissing");
    expect(refusalOf(await add(dora, bank))).toBe("roleNotSufficient");
    expect(refusalOf(await add(eli, bank))).toBe("catalogNotFound");
    expect(refusalOf(await add(kim, { ...bank, originId: "Nothing" }))).toBe("resourceNotFound");
    expect(refusalOf(await add(kim, { originSystem: "AadGroup", originId: "no id at all" }))).toBe("resourceNotFound");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("CAT-39 once in a catalog, also of two who add it at once; and in several catalogs", async () => {
    const both = await Promise.all([add(cleo, bank), add(kim, bank)]);
    expect(both.every((each) => each.ok)).toBe(true);
    expect(await inFinance()).toHaveLength(1);
    accepted(await add(kim, bank, await insertCatalog(test.db, { name: "Other" })));
  });
});

describe("removing", () => {
  const addBank = async () => {
    accepted(await add(cleo, bank));
    const [row] = await inFinance();
    return row?.id ?? idOf<ResourceId>(0);
  };

  it("CAT-40 CAT-42 one that no package uses goes, and can be added anew", async () => {
    const id = await addBank();
    accepted(await remove(cleo, id));
    expect(refusalOf(await remove(cleo, id))).toBe("resourceNotFound");
    expect(await addBank()).toBeDefined();
    expect((await inFinance()).filter((row) => row.deletedAt === null)).toHaveLength(1);
  });

  it("CAT-41 DEL-23 it takes the same rights", async () => {
    const id = await addBank();
    expect(refusalOf(await remove(ada, id))).toBe("resourceRightMissing");
    expect(refusalOf(await remove(dora, id))).toBe("roleNotSufficient");
    expect(refusalOf(await remove(eli, id))).toBe("catalogNotFound");
    expect(refusalOf(await remove(kim, id, await insertCatalog(test.db, { name: "Other" })))).toBe("resourceNotFound");
  });

  it("CAT-40 a package never gives a role of a resource that is gone, whoever is first", async () => {
    for (let round = 0; round < 12; round += 1) {
      const packageId = idOf<AccessPackageId>(900 + round);
      await insertPackage(test.db, packageId, { name: `Package ${round}`, catalogId: finance, policies: [] });
      const origin = { ...bank, originId: `Bank ${round}` };
      const createdAt = await portal.clock.now();
      const directoryId = idOf<DirectoryResourceId>(600 + round);
      await test.db
        .insert(directoryResources)
        .values({ id: directoryId, ...origin, displayName: origin.originId, description: "", roles: [], createdAt });
      accepted(await add(kim, origin));
      const [resource] = await test.db.select().from(resources).where(eq(resources.originId, origin.originId));
      const id = resource?.id ?? idOf<ResourceId>(0);
      const [role] = await test.db.select().from(resourceRoles).where(eq(resourceRoles.resourceId, id));
      const resourceRoleId = role?.id ?? ("" as never);
      const given = () => addPackageRole(portal.deps, { personId: kim.id, packageId, resourceRoleId });
      const [gave, removed] = await Promise.all([given(), remove(kim, id)]);
      expect([gave.ok, removed.ok].filter(Boolean)).toHaveLength(1);
      if (!removed.ok) expect(removed.error).toEqual({ code: "resourceInUse", packages: [`Package ${round}`] });
    }
  });
});
