import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import {
  auditEvents,
  catalogs,
  directoryResourceOwners,
  directoryResources,
  packageDrafts,
  roleAssignments,
} from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, DirectoryResourceId, PackageDraftId, ResourceRoleId } from "@/lib/engine/ids";
import { newPackageDraft, type PackageDraft } from "@/lib/engine/package/draft";
import { DRAFTS_MAX } from "@/lib/engine/package/draft-refusals";
import { newStage } from "@/lib/engine/policy/draft";
import { ada, ben, cleo, dora, eli, everybody, idOf, kim } from "@/lib/engine/testing/cast";
import { accepted, person, refusalOf } from "@/lib/engine/testing/facts";
import { loadDraft } from "@/lib/facts/package-drafts";
import { loadPackage } from "@/lib/facts/packages";
import { loadGivenRoles, loadStoredPackage } from "@/lib/facts/stored-packages";
import { testDatabase } from "@/lib/testing/database";
import { createFromDraft } from "./create-from-draft";
import { deleteDraft, saveDraft } from "./package-drafts";
import { createPackage } from "./save-package";
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

const draftId = idOf<PackageDraftId>(700);
const payroll = { originSystem: "AadApplication", originId: "payroll" } as const;

/** Cleo owns Finance and Payroll, Dora makes its packages, Ada makes catalogs, Eli owns Sales, Ben nothing. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  bank = await insertApplicationRole(test.db, finance, "Bank");
  await appoint(test.db, cleo, "catalogOwner", finance);
  await appoint(test.db, dora, "accessPackageManager", finance);
  await appoint(test.db, eli, "catalogOwner", sales);
  await appoint(test.db, ada, "catalogCreator");
  const createdAt = await portal.clock.now();
  const id = idOf<DirectoryResourceId>(501);
  await test.db
    .insert(directoryResources)
    .values({ id, ...payroll, displayName: "Payroll", description: "", roles: ["Clerk", "Approver"], createdAt });
  await test.db.insert(directoryResourceOwners).values([
    { resourceId: id, personId: cleo.id },
    { resourceId: id, personId: ada.id },
  ]);
});

const payrollClerk = { ...payroll, displayName: "Payroll", offered: ["Clerk", "Approver"], roles: ["Clerk"] };

const finished = (parts: Partial<PackageDraft> = {}): PackageDraft => {
  const begun = newPackageDraft(finance, 14);
  return {
    ...begun,
    displayName: "Payments",
    description: "Pays suppliers.",
    roles: [{ catalogId: finance, roleId: bank }],
    policy: {
      ...begun.policy,
      isJustificationRequired: false,
      stages: [{ ...newStage("s", 14), primaryApprovers: [person(eli)] }],
    },
    ...parts,
  };
};
/** Somebody the directory does not know. */
const ghost: Person = { ...ben, id: idOf(999) };
const newCatalog = { isNew: true, catalogId: null, displayName: "Laboratories", description: "Instruments." };

const save = (who: Person, draft: PackageDraft, version: number | null = null, id = draftId) =>
  saveDraft(portal.deps, { personId: who.id, draftId: id, version, draft });
const create = (who: Person, version = 1, id = draftId) =>
  createFromDraft(portal.deps, { personId: who.id, draftId: id, version });
const remove = (who: Person, id = draftId) => deleteDraft(portal.deps, { personId: who.id, draftId: id });
const activities = async () =>
  (await test.db.select({ activity: auditEvents.activity }).from(auditEvents).orderBy(asc(auditEvents.sequence))).map(
    (row) => row.activity,
  );
const issuesOf = (result: Awaited<ReturnType<typeof create>>) =>
  !result.ok && result.error.code === "draftIncomplete"
    ? result.error.issues.map(({ step, path }) => `${step} ${path.join(".")}`)
    : [];

describe("keeping a draft", () => {
  it("P20 however unfinished, with what is wrong with it; the audit log tells nothing of it", async () => {
    const saved = accepted(await save(dora, newPackageDraft(finance, 14)));
    expect(saved.version).toBe(1);
    expect(saved.issues.map(({ path }) => path[0])).toEqual(["displayName", "description", "requestApprovalSettings"]);
    const next = accepted(await save(dora, finished(), 1));
    expect(next).toEqual({ version: 2, issues: [] });
    expect((await loadDraft(test.db, dora.id, draftId))?.draft).toEqual(finished());
    expect(await activities()).toEqual([]);
  });

  it("P20 it is its author's alone: to nobody else there is one, the administrator of everything included", async () => {
    accepted(await save(dora, finished()));
    const before = await rowCounts(test.db);
    for (const who of [cleo, kim]) {
      expect(refusalOf(await save(who, finished(), 1))).toBe("draftNotFound");
      expect(refusalOf(await save(who, finished()))).toBe("draftNotFound");
      expect(refusalOf(await remove(who))).toBe("draftNotFound");
      expect(refusalOf(await create(who))).toBe("draftNotFound");
      expect(await loadDraft(test.db, who.id, draftId)).toBeNull();
    }
    expect(await rowCounts(test.db)).toEqual(before);
    accepted(await remove(dora));
    expect(refusalOf(await remove(dora))).toBe("draftNotFound");
  });

  it("ERR-50 of two windows the one that knows an older version is told, and overwrites nothing", async () => {
    accepted(await save(dora, finished()));
    const both = await Promise.all([
      save(dora, finished({ displayName: "A" }), 1),
      save(dora, finished({ displayName: "B" }), 1),
    ]);
    expect(both.map((each) => (each.ok ? "ok" : each.error.code)).sort()).toEqual(["ok", "staleVersion"]);
    expect(refusalOf(await save(dora, finished()))).toBe("staleVersion");
    expect(refusalOf(await create(dora, 1))).toBe("staleVersion");
  });

  it("DEL-11 CAT-20 only by those who may make packages somewhere, or catalogs; and not without end", async () => {
    expect(refusalOf(await save(ben, finished()))).toBe("roleNotSufficient");
    accepted(await save(ada, newPackageDraft(null, 14)));
    for (let number = 1; number < DRAFTS_MAX; number += 1) {
      accepted(await save(ada, newPackageDraft(null, 14), null, idOf<PackageDraftId>(700 + number)));
    }
    expect(await save(ada, newPackageDraft(null, 14), null, idOf<PackageDraftId>(900))).toEqual({
      ok: false,
      error: { code: "tooManyDrafts", max: DRAFTS_MAX },
    });
  });
});

describe("making the package", () => {
  it("POL-1 P20 with its roles and its first policy, and people can ask at once; the draft is gone", async () => {
    accepted(await save(dora, finished()));
    const packageId = accepted(await create(dora));
    expect(await loadStoredPackage(test.db, packageId)).toMatchObject({ displayName: "Payments", catalogId: finance });
    expect(await loadGivenRoles(test.db, packageId)).toMatchObject([{ id: bank }]);
    expect((await loadPackage(test.db, packageId))?.policies).toMatchObject([{ displayName: "Initial policy" }]);
    expect(await test.db.$count(packageDrafts)).toBe(0);
    expect(await activities()).toEqual(["Create access package", "Create access package assignment policy"]);
    accepted(await portal.submit(ben, packageId));
  });

  it("CAT-22 CAT-21 CAT-43 a new catalog of its maker, with what they own in the directory, all at once", async () => {
    accepted(await save(ada, finished({ catalog: newCatalog, roles: [], resources: [payrollClerk] })));
    const packageId = accepted(await create(ada));
    expect(await loadGivenRoles(test.db, packageId)).toMatchObject([{ displayName: "Payroll – Clerk" }]);
    const [made] = await test.db.select().from(catalogs).where(eq(catalogs.displayName, "Laboratories"));
    expect(made).toMatchObject({ state: "published", isExternallyVisible: false });
    const owners = await test.db.select().from(roleAssignments).where(eq(roleAssignments.personId, ada.id));
    expect(owners.map(({ role, catalogId }) => [role, catalogId])).toContainEqual(["catalogOwner", made?.id]);
    expect(await activities()).toEqual([
      "Create access package catalog",
      "Add Entitlement Management role assignment",
      "Create resource request",
      "Create access package",
      "Create access package assignment policy",
    ]);
  });

  it("CAT-39 CAT-43 a resource that came into the catalog meanwhile is used as it is there", async () => {
    accepted(await save(cleo, finished({ resources: [payrollClerk] })));
    accepted(await save(cleo, finished({ displayName: "Others", resources: [payrollClerk] }), null, idOf(701)));
    accepted(await create(cleo));
    const packageId = accepted(await create(cleo, 1, idOf(701)));
    expect(await loadGivenRoles(test.db, packageId)).toHaveLength(2);
    expect((await activities()).filter((each) => each === "Create resource request")).toHaveLength(1);
  });

  it("P20 the same form twice, also at once, makes nothing twice and says the same", async () => {
    accepted(await save(ada, finished({ catalog: newCatalog, roles: [] })));
    const [first, second] = await Promise.all([create(ada), create(ada)]);
    expect(accepted(first)).toBe(accepted(second));
    expect(accepted(await create(ada))).toBe(draftId as string as AccessPackageId);
    expect((await activities()).filter((each) => each === "Create access package")).toHaveLength(1);
    expect(refusalOf(await create(ben))).toBe("draftNotFound");
  });

  it("P24 DEL-10 DEL-30 everything that is refused stands at its step, and nothing is made", async () => {
    accepted(await save(dora, finished({ resources: [payrollClerk], displayName: "" })));
    const before = await rowCounts(test.db);
    // A package manager puts nothing into a catalog, whatever they own.
    expect(issuesOf(await create(dora))).toEqual(["basics displayName", "roles resources.0"]);
    expect(await rowCounts(test.db)).toEqual(before);
    accepted(await save(dora, finished({ catalog: newCatalog }), 1));
    expect(issuesOf(await create(dora, 2))).toEqual(["basics catalog.displayName"]);
    accepted(await save(eli, finished(), null, idOf(701)));
    expect(issuesOf(await create(eli, 1, idOf(701)))).toEqual(["basics catalog.catalogId"]);
    const nobody = finished().policy;
    const policy = { ...nobody, stages: [{ ...newStage("s", 14), primaryApprovers: [person(ghost)] }] };
    accepted(await save(dora, finished({ policy }), 2));
    expect(issuesOf(await create(dora, 3))).toEqual(["requests requestApprovalSettings.stages.0.primaryApprovers"]);
  });

  it("LIM-30 CAT-8 of two who take one name at once, one is told at the name", async () => {
    const form = { displayName: "PAYMENTS", description: "x", isHidden: false };
    accepted(await save(dora, finished()));
    const [mine] = await Promise.all([
      create(dora),
      createPackage(portal.deps, { personId: cleo.id, catalogId: finance, form, roleIds: [], policies: [] }),
    ]);
    if (!mine.ok) expect(issuesOf(mine)).toEqual(["basics displayName"]);
    const ids = [idOf<PackageDraftId>(701), idOf<PackageDraftId>(702)] as const;
    const inNew = (displayName: string) => finished({ displayName, catalog: newCatalog, roles: [] });
    accepted(await save(ada, inNew("A"), null, ids[0]));
    accepted(await save(kim, inNew("B"), null, ids[1]));
    const both = await Promise.all([create(ada, 1, ids[0]), create(kim, 1, ids[1])]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(both.flatMap(issuesOf)).toEqual(["basics catalog.displayName"]);
    expect(await test.db.$count(catalogs, eq(catalogs.displayName, "Laboratories"))).toBe(1);
  });
});

it("DEL-23 a draft made by hand tells nothing of a catalog that is not its author's", async () => {
  const names = async (draft: PackageDraft, who: Person, id: PackageDraftId) =>
    accepted(await save(who, draft, null, id)).issues.map(({ step, path }) => `${step} ${path.join(".")}`);
  accepted(await save(dora, finished()));
  accepted(await create(dora));
  // The name is taken in Finance, and the role is one of Finance: neither is said to the owner of Sales.
  const missing = finished({ roles: [{ catalogId: finance, roleId: idOf(77) }] });
  expect(await names(finished(), eli, idOf(701))).toEqual(["basics catalog.catalogId"]);
  expect(await names(missing, eli, idOf(702))).toEqual(["basics catalog.catalogId"]);
  expect(await names(missing, dora, idOf(703))).toEqual(["basics displayName", "roles roles"]);
});
