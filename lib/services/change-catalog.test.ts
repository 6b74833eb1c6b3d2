import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, catalogs, roleAssignments } from "@/db/schema";
import type { CatalogForm } from "@/lib/engine/catalog/catalog";
import { catalogRoles } from "@/lib/engine/catalog/roles";
import type { Person } from "@/lib/engine/directory";
import type { CatalogId, GroupId } from "@/lib/engine/ids";
import { ada, ben, cleo, dora, eli, everybody, idOf, kim, ledgerOwners, payments } from "@/lib/engine/testing/cast";
import { loadRoles } from "@/lib/facts/roles";
import { testDatabase } from "@/lib/testing/database";
import {
  assignCatalogRole,
  type CatalogRoleInput,
  createCatalog,
  deleteCatalog,
  removeCatalogRole,
  updateCatalog,
} from "./change-catalog";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;
let finance: CatalogId;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  await appoint(test.db, cleo, "catalogOwner", finance);
  await appoint(test.db, dora, "catalogReader", finance);
  await appoint(test.db, eli, "catalogOwner", sales);
  await appoint(test.db, ada, "catalogCreator");
});

const form: CatalogForm = {
  displayName: "Research",
  description: "Labs and their data.",
  isPublished: true,
  isExternallyVisible: false,
};

const create = (who: Person, parts: Partial<CatalogForm> = {}) =>
  createCatalog(portal.deps, { personId: who.id, form: { ...form, ...parts } });
const update = (who: Person, parts: Partial<CatalogForm>, version = 1, catalogId = finance) =>
  updateCatalog(portal.deps, { personId: who.id, catalogId, version, form: { ...form, ...parts } });
const remove = (who: Person, catalogId = finance) => deleteCatalog(portal.deps, { personId: who.id, catalogId });
const input = (who: Person, parts: Partial<CatalogRoleInput> = {}): CatalogRoleInput => ({
  personId: who.id,
  catalogId: finance,
  role: "catalogOwner",
  principal: { kind: "person", personId: ben.id },
  ...parts,
});
const assign = (who: Person, parts: Partial<CatalogRoleInput> = {}) =>
  assignCatalogRole(portal.deps, input(who, parts));
const take = (who: Person, parts: Partial<CatalogRoleInput> = {}, isLastOwnerConfirmed = false) =>
  removeCatalogRole(portal.deps, { ...input(who, parts), isLastOwnerConfirmed });

const read = async (id: CatalogId) => (await test.db.select().from(catalogs).where(eq(catalogs.id, id)))[0];
const trail = async () =>
  test.db
    .select({
      activity: auditEvents.activity,
      actor: auditEvents.actorName,
      catalog: auditEvents.catalogName,
      target: auditEvents.targetName,
      subject: auditEvents.subjectId,
    })
    .from(auditEvents)
    .orderBy(asc(auditEvents.sequence));
const codeOf = (result: Awaited<ReturnType<typeof update | typeof create>>) => (result.ok ? "ok" : result.error.code);

describe("creating", () => {
  it("CAT-20 CAT-21 a catalog creator creates it and owns it; both are in the audit log", async () => {
    const made = await create(ada);
    const id = made.ok ? made.value : idOf<CatalogId>(0);
    expect(await read(id)).toMatchObject({
      displayName: "Research",
      state: "published",
      version: 1,
      catalogType: "userManaged",
    });
    expect(await loadRoles(test.db, ada.id)).toContainEqual({ role: "catalogOwner", catalogId: id });
    const common = { actor: ada.displayName, catalog: "Research" };
    expect(await trail()).toEqual([
      { ...common, activity: "Create access package catalog", target: null, subject: null },
      {
        ...common,
        activity: "Add Entitlement Management role assignment",
        target: ada.displayName,
        subject: "catalogOwner",
      },
    ]);
  });

  it("CAT-21 a governance administrator needs no role in it and gets none", async () => {
    const made = await create(kim);
    expect(made.ok).toBe(true);
    expect(await loadRoles(test.db, kim.id)).toEqual([{ role: "governanceAdministrator", catalogId: null }]);
  });

  it("CAT-20 nobody else creates one: owners of others do not, nor whoever has been switched off", async () => {
    const before = await rowCounts(test.db);
    expect(codeOf(await create(cleo))).toBe("roleNotSufficient");
    expect(codeOf(await create(ben))).toBe("roleNotSufficient");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("CAT-8 a name is there once, whatever its case, and of two who take it at once one gets it", async () => {
    expect(codeOf(await create(kim, { displayName: "FINANCE" }))).toBe("nameTaken");
    const both = await Promise.all([create(kim), create(ada)]);
    expect(both.map(codeOf).sort()).toEqual(["nameTaken", "ok"]);
  });
});

describe("editing", () => {
  it("CAT-24 AUD-3 an owner edits it; what changed is kept before and after", async () => {
    expect(codeOf(await update(cleo, { displayName: "Finance", isPublished: false }))).toBe("ok");
    expect(await read(finance)).toMatchObject({ state: "unpublished", version: 2, description: form.description });
    const [event] = await test.db.select({ payload: auditEvents.payload }).from(auditEvents);
    expect(event?.payload).toMatchObject({
      before: { isPublished: true, isExternallyVisible: true, description: "" },
      after: { isPublished: false, isExternallyVisible: false, description: form.description },
    });
  });

  it("ERR-50 of two who edit the same state, the second is told and changes nothing", async () => {
    expect(codeOf(await update(cleo, { displayName: "Treasury" }))).toBe("ok");
    expect(codeOf(await update(kim, { displayName: "Money" }))).toBe("staleVersion");
    expect((await read(finance))?.displayName).toBe("Treasury");
    const both = await Promise.all([update(cleo, {}, 2), update(kim, { displayName: "Money" }, 2)]);
    expect(both.map(codeOf).sort()).toEqual(["ok", "staleVersion"]);
  });

  it("DEL-23 a reader is told that the role does not do, to everybody else it is not there", async () => {
    const before = await rowCounts(test.db);
    expect(codeOf(await update(dora, {}))).toBe("roleNotSufficient");
    expect(codeOf(await update(eli, {}))).toBe("catalogNotFound");
    expect(codeOf(await update(ben, {}))).toBe("catalogNotFound");
    expect(codeOf(await update(kim, {}, 1, idOf<CatalogId>(77)))).toBe("catalogNotFound");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("CAT-8 a name of another catalog is refused", async () => {
    expect(codeOf(await update(cleo, { displayName: "sales" }))).toBe("nameTaken");
  });
});

describe("deleting", () => {
  it("CAT-25 not while there is a package in it", async () => {
    await insertPackage(test.db, payments, { catalogId: finance, policies: [] });
    expect(await remove(cleo)).toEqual({ ok: false, error: { code: "catalogNotEmpty", packages: 1 } });
  });

  it("CAT-26 an empty one goes with the roles in it; its history and its name for others stay", async () => {
    expect(codeOf(await remove(cleo))).toBe("ok");
    expect(await read(finance)).toMatchObject({ state: "unpublished", deletedAt: await portal.clock.now() });
    expect(await test.db.select().from(roleAssignments).where(eq(roleAssignments.catalogId, finance))).toEqual([]);
    expect(await trail()).toMatchObject([{ activity: "Delete access package catalog", catalog: "Finance" }]);
    expect(codeOf(await create(kim, { displayName: "Finance" }))).toBe("ok");
    expect(codeOf(await remove(kim))).toBe("catalogNotFound");
  });

  it("CAT-6 the General catalog stays", async () => {
    await test.db.update(catalogs).set({ catalogType: "serviceDefault" }).where(eq(catalogs.id, finance));
    expect(codeOf(await remove(kim))).toBe("generalCatalogProtected");
  });

  it("DEL-23 not by a reader, nor by a stranger", async () => {
    expect(codeOf(await remove(dora))).toBe("roleNotSufficient");
    expect(codeOf(await remove(eli))).toBe("catalogNotFound");
  });
});

describe("who looks after it", () => {
  const ownersOf = async (id: CatalogId) =>
    test.db.$count(roleAssignments, and(eq(roleAssignments.catalogId, id), eq(roleAssignments.role, "catalogOwner")));

  it.each(catalogRoles)("DEL-8 an owner makes somebody %s, and it holds at once (DEL-17)", async (role) => {
    expect(codeOf(await assign(cleo, { role }))).toBe("ok");
    expect(await loadRoles(test.db, ben.id)).toEqual([{ role, catalogId: finance }]);
    expect(await trail()).toEqual([
      {
        activity: "Add Entitlement Management role assignment",
        actor: cleo.displayName,
        catalog: "Finance",
        target: ben.displayName,
        subject: role,
      },
    ]);
  });

  it("DEL-4 a group holds a role for whoever is in it, and no longer", async () => {
    await insertGroup(test.db, ledgerOwners, { members: [ben] });
    await assign(cleo, { role: "catalogReader", principal: { kind: "group", groupId: ledgerOwners } });
    expect(await loadRoles(test.db, ben.id)).toEqual([{ role: "catalogReader", catalogId: finance }]);
    expect((await trail())[0]).toMatchObject({ target: null, catalog: "Finance" });
    await take(cleo, { role: "catalogReader", principal: { kind: "group", groupId: ledgerOwners } });
    expect(await loadRoles(test.db, ben.id)).toEqual([]);
  });

  it("DEL-4 twice is once, also of two at the same time", async () => {
    const both = await Promise.all([assign(cleo), assign(kim)]);
    expect(both.map(codeOf)).toEqual(["ok", "ok"]);
    expect(await test.db.$count(roleAssignments, eq(roleAssignments.personId, ben.id))).toBe(1);
    expect(await trail()).toHaveLength(1);
  });

  it("DEL-8 nobody but owners delegates: no manager, no reader, no stranger", async () => {
    await appoint(test.db, ben, "accessPackageManager", finance);
    expect(codeOf(await assign(ben, { principal: { kind: "person", personId: ben.id } }))).toBe("roleNotSufficient");
    expect(codeOf(await assign(dora))).toBe("roleNotSufficient");
    expect(codeOf(await assign(eli))).toBe("catalogNotFound");
  });

  it("DEL-4 nobody who is not in the directory gets a role", async () => {
    const unknown = { kind: "group", groupId: idOf<GroupId>(77) } as const;
    expect(codeOf(await assign(cleo, { principal: unknown }))).toBe("principalNotFound");
  });

  it("CAT-28 the last owner goes only when that is confirmed", async () => {
    const self = { principal: { kind: "person", personId: cleo.id } } as const;
    expect(codeOf(await take(kim, self))).toBe("lastOwner");
    expect(await ownersOf(finance)).toBe(1);
    expect(codeOf(await take(kim, self, true))).toBe("ok");
    expect(await ownersOf(finance)).toBe(0);
  });

  it("CAT-28 of two owners who remove each other at once, one stays", async () => {
    await appoint(test.db, ben, "catalogOwner", finance);
    const both = await Promise.all([
      take(cleo, { principal: { kind: "person", personId: ben.id } }),
      take(ben, { principal: { kind: "person", personId: cleo.id } }),
    ]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(await ownersOf(finance)).toBe(1);
  });

  it("CAT-27 a catalog that is deleted has nobody to give a role to", async () => {
    await remove(kim);
    expect(codeOf(await assign(kim))).toBe("catalogNotFound");
    expect(await test.db.$count(catalogs, isNull(catalogs.deletedAt))).toBe(1);
  });
});
