import { asc } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import type { PackageForm } from "@/lib/engine/package/package";
import { policyFormSchema } from "@/lib/engine/policy/form";
import { ada, ben, cleo, dora, eli, everybody, idOf, kim } from "@/lib/engine/testing/cast";
import { accepted, person, refusalOf, stage } from "@/lib/engine/testing/facts";
import { loadPackage } from "@/lib/facts/packages";
import { loadGivenRoles, loadStoredPackage } from "@/lib/facts/stored-packages";
import { testDatabase } from "@/lib/testing/database";
import { deleteCatalog } from "./change-catalog";
import { deletePackage } from "./delete-package";
import { type CreatePackageInput, createPackage, duplicatePackage, updatePackage } from "./save-package";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertApplicationRole,
  insertCatalog,
  insertPeople,
} from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;
let finance: CatalogId;
let bank: ResourceRoleId;
let foreign: ResourceRoleId;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  bank = await insertApplicationRole(test.db, finance, "Bank");
  foreign = await insertApplicationRole(test.db, sales, "Campaigns");
  await appoint(test.db, cleo, "accessPackageManager", finance);
  await appoint(test.db, dora, "accessPackageAssignmentManager", finance);
  await appoint(test.db, eli, "catalogOwner", sales);
});

const form: PackageForm = { displayName: "Payments", description: "Pays suppliers.", isHidden: false };
const employees = policyFormSchema.parse({
  displayName: "Employees",
  description: "",
  isEnabled: true,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  requestorSettings: {},
  requestApprovalSettings: { isApprovalRequiredForAdd: true, stages: [stage({ primaryApprovers: [person(dora)] })] },
  questions: [],
  expiration: { type: "afterDays", days: 30 },
  notificationSettings: {},
});

const create = (who: Person, parts: Partial<CreatePackageInput> = {}) =>
  createPackage(portal.deps, {
    personId: who.id,
    catalogId: finance,
    form,
    roleIds: [bank],
    policies: [employees],
    ...parts,
  });
const update = (who: Person, packageId: AccessPackageId, parts: Partial<PackageForm>, version = 1) =>
  updatePackage(portal.deps, { personId: who.id, packageId, version, form: { ...form, ...parts } });
const copy = (who: Person, packageId: AccessPackageId, displayName = "Payments in France") =>
  duplicatePackage(portal.deps, { personId: who.id, packageId, form: { ...form, displayName } });
const activities = async () =>
  (await test.db.select({ activity: auditEvents.activity }).from(auditEvents).orderBy(asc(auditEvents.sequence))).map(
    (row) => row.activity,
  );
const codes = (results: readonly Awaited<ReturnType<typeof create | typeof update>>[]) =>
  results.map((each) => (each.ok ? "ok" : each.error.code)).sort();

describe("creating", () => {
  it("P20 CAT-2 a package manager makes a package with roles and policies, and people can ask at once", async () => {
    const packageId = accepted(await create(cleo));
    expect(await loadGivenRoles(test.db, packageId)).toMatchObject([{ id: bank, displayName: "Bank – User" }]);
    accepted(await portal.submit(ada, packageId));
    expect((await activities()).slice(0, 2)).toEqual([
      "Create access package",
      "Create access package assignment policy",
    ]);
  });

  it("POL-1 one policy that cannot be saved, and nothing is made", async () => {
    const before = await rowCounts(test.db);
    const broken = {
      ...employees,
      displayName: "Others",
      requestApprovalSettings: { ...employees.requestApprovalSettings, stages: [] },
    };
    expect(refusalOf(await create(cleo, { policies: [employees, broken] }))).toBe("policyInvalid");
    expect(refusalOf(await create(cleo, { policies: [employees, employees] }))).toBe("policyInvalid");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("RES-2 roles of another catalog, and roles that are none, are refused", async () => {
    expect(await create(cleo, { roleIds: [bank, foreign, idOf<ResourceRoleId>(77)] })).toEqual({
      ok: false,
      error: { code: "roleNotInCatalog", count: 2 },
    });
  });

  it("DEL-11 DEL-12 DEL-23 only by those who shape packages of that catalog", async () => {
    const before = await rowCounts(test.db);
    expect(refusalOf(await create(dora))).toBe("roleNotSufficient");
    expect(refusalOf(await create(eli))).toBe("catalogNotFound");
    expect(refusalOf(await create(ben))).toBe("catalogNotFound");
    expect(refusalOf(await create(kim, { catalogId: idOf<CatalogId>(77) }))).toBe("catalogNotFound");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("LIM-30 of two who take one name at once, one gets it; in another catalog it is free", async () => {
    const upper = { ...form, displayName: "PAYMENTS" };
    expect(codes(await Promise.all([create(cleo), create(kim, { form: upper })]))).toEqual(["nameTaken", "ok"]);
    const [stored] = await test.db.query.catalogs.findMany({ where: (row, { eq }) => eq(row.displayName, "Sales") });
    accepted(await create(kim, { catalogId: stored?.id ?? finance, roleIds: [] }));
  });

  it("CAT-25 never in a catalog that is deleted at the same time", async () => {
    for (let round = 0; round < 10; round += 1) {
      const catalogId = await insertCatalog(test.db, { name: `Catalog ${round}` });
      const [made, deleted] = await Promise.all([
        create(kim, { catalogId, roleIds: [], policies: [] }),
        deleteCatalog(portal.deps, { personId: kim.id, catalogId }),
      ]);
      expect([made.ok, deleted.ok].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe("editing", () => {
  it("P22 AUD-3 WHO-62 name, description and whether it is hidden", async () => {
    const packageId = accepted(await create(cleo));
    accepted(await update(cleo, packageId, { isHidden: true }));
    expect(await loadPackage(test.db, packageId)).toMatchObject({ isHidden: true });
    expect(await loadStoredPackage(test.db, packageId)).toMatchObject({ version: 2, lastEditor: cleo.displayName });
  });

  it("ERR-50 LIM-30 of two who edit at once one is told; a name that is taken meanwhile is refused", async () => {
    const packageId = accepted(await create(cleo));
    const both = [update(cleo, packageId, { displayName: "A" }), update(kim, packageId, { displayName: "B" })];
    expect(codes(await Promise.all(both))).toEqual(["ok", "staleVersion"]);
    const other = accepted(await create(cleo, { form: { ...form, displayName: "Other" } }));
    const race = [update(cleo, packageId, { displayName: "C" }, 2), update(kim, other, { displayName: "c" })];
    expect(codes(await Promise.all(race))).toEqual(["nameTaken", "ok"]);
  });

  it("DEL-23 by nobody else, and not once it is deleted", async () => {
    const packageId = accepted(await create(cleo));
    expect(refusalOf(await update(dora, packageId, {}))).toBe("roleNotSufficient");
    expect(refusalOf(await update(eli, packageId, {}))).toBe("packageNotFound");
    accepted(await deletePackage(portal.deps, { personId: cleo.id, packageId }));
    expect(refusalOf(await update(kim, packageId, {}))).toBe("packageNotFound");
    accepted(await create(cleo));
  });
});

describe("copying", () => {
  it("P20 CAT-3 the copy gives the same under the same policies, in the same catalog", async () => {
    const source = accepted(await create(cleo));
    const copied = accepted(await copy(cleo, source));
    expect(await loadStoredPackage(test.db, copied)).toMatchObject({
      displayName: "Payments in France",
      catalogId: finance,
    });
    expect(await loadGivenRoles(test.db, copied)).toEqual(await loadGivenRoles(test.db, source));
    const [policy] = (await loadPackage(test.db, copied))?.policies ?? [];
    expect(policyFormSchema.parse(policy)).toEqual(employees);
  });

  it("DEL-23 only by those who may make packages there", async () => {
    const source = accepted(await create(cleo));
    expect(refusalOf(await copy(dora, source))).toBe("roleNotSufficient");
    expect(refusalOf(await copy(eli, source))).toBe("packageNotFound");
    expect(refusalOf(await copy(kim, idOf<AccessPackageId>(77)))).toBe("packageNotFound");
    expect(refusalOf(await copy(cleo, source, "payments"))).toBe("nameTaken");
  });
});
