import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { accessPackages, auditEvents, roleAssignments } from "@/db/schema";
import { refusedAttemptActivity } from "@/lib/engine/audit/refused";
import type { Person } from "@/lib/engine/directory";
import type { CatalogId, PackageDraftId } from "@/lib/engine/ids";
import { newPackageDraft } from "@/lib/engine/package/draft";
import { ada, ben, dora, eli, everybody, idOf, payments, policyIds, vendors } from "@/lib/engine/testing/cast";
import { accepted, policy, refusalOf, start } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { createCatalog, deleteCatalog } from "./change-catalog";
import { changeSettings } from "./change-settings";
import { createFromDraft } from "./create-from-draft";
import { deletePackage } from "./delete-package";
import { saveDraft } from "./package-drafts";
import { createPackage, duplicatePackage } from "./save-package";
import { Portal } from "./testing/portal";
import { appoint, insertCatalog, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;
let finance: CatalogId;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  finance = await insertCatalog(test.db, { name: "Finance" });
  await insertPackage(test.db, payments, { name: "Payments", catalogId: finance, policies: [policy()] });
  await appoint(test.db, dora, "catalogReader", finance);
  await appoint(test.db, eli, "auditor");
});

const refused = () =>
  test.db
    .select({
      kind: auditEvents.kind,
      result: auditEvents.result,
      actor: auditEvents.actorName,
      package: auditEvents.packageName,
      catalog: auditEvents.catalogName,
      tried: auditEvents.subjectName,
      at: auditEvents.occurredAt,
    })
    .from(auditEvents)
    .where(eq(auditEvents.activity, refusedAttemptActivity))
    .orderBy(asc(auditEvents.sequence));

const entry = { kind: "attemptRefused", result: "failure", at: start, package: null, catalog: null } as const;

describe("what somebody tries who has no right to it", () => {
  it("AUD-6 stands in the log as a failure, with who tried what on which package, seen or not", async () => {
    const remove = (who: Person) => deletePackage(portal.deps, { personId: who.id, packageId: payments });
    expect(refusalOf(await remove(dora))).toBe("roleNotSufficient");
    expect(refusalOf(await remove(ada))).toBe("packageNotFound");
    const tried = { ...entry, package: "Payments", catalog: "Finance", tried: "Change packages" };
    expect(await refused()).toEqual([
      { ...tried, actor: dora.displayName },
      { ...tried, actor: ada.displayName },
    ]);
  });

  it("AUD-6 the same for a catalog, for settings and for assignments", async () => {
    const requestId = await portal.ask(ada, payments);
    await portal.work(requestId);
    const { assignmentId } = await portal.request(requestId);
    expect(refusalOf(await portal.remove(dora, assignmentId))).toBe("roleNotSufficient");
    expect(refusalOf(await deleteCatalog(portal.deps, { personId: dora.id, catalogId: finance }))).toBe(
      "roleNotSufficient",
    );
    const edit = { name: "maxDelegationDays", read: null, value: 30 } as const;
    expect(refusalOf(await changeSettings(portal.deps, { personId: eli.id, edits: [edit] }))).toBe("roleNotSufficient");
    const form = { displayName: "Research", description: "", isPublished: true, isExternallyVisible: false };
    expect(refusalOf(await createCatalog(portal.deps, { personId: dora.id, form }))).toBe("roleNotSufficient");
    expect(await refused()).toMatchObject([
      { actor: dora.displayName, package: "Payments", tried: "Change assignments and requests" },
      { actor: dora.displayName, catalog: "Finance", tried: "Delete the catalog" },
      { actor: eli.displayName, catalog: null, tried: "Change settings" },
      { actor: dora.displayName, catalog: null, tried: "Create a catalog" },
    ]);
  });

  it("AUD-6 the same for making a package, with a form, as a copy or from a draft, in a catalog or a new one", async () => {
    const form = { displayName: "Refunds", description: "Pays back.", isHidden: false };
    const make = (who: Person) =>
      createPackage(portal.deps, { personId: who.id, catalogId: finance, form, roleIds: [], policies: [] });
    expect(refusalOf(await make(dora))).toBe("roleNotSufficient");
    expect(refusalOf(await make(ada))).toBe("catalogNotFound");
    expect(refusalOf(await duplicatePackage(portal.deps, { personId: dora.id, packageId: payments, form }))).toBe(
      "roleNotSufficient",
    );
    const tried = { ...entry, catalog: "Finance", tried: "Change packages", actor: dora.displayName };
    const before = [tried, { ...tried, actor: ada.displayName }, tried];
    expect(await refused()).toEqual(before);

    // Dora could make packages when she began, and may no longer.
    const draftId = idOf<PackageDraftId>(700);
    const draft = newPackageDraft(finance, 14);
    const create = (version: number) => createFromDraft(portal.deps, { personId: dora.id, draftId, version });
    await appoint(test.db, dora, "accessPackageManager", finance);
    accepted(await saveDraft(portal.deps, { personId: dora.id, draftId, version: null, draft }));
    expect(refusalOf(await create(1))).toBe("draftIncomplete");
    expect(await refused()).toEqual(before);
    const catalog = { isNew: true, catalogId: null, displayName: "Laboratories", description: "" };
    accepted(await saveDraft(portal.deps, { personId: dora.id, draftId, version: 1, draft: { ...draft, catalog } }));
    expect(refusalOf(await create(2))).toBe("draftIncomplete");
    accepted(await saveDraft(portal.deps, { personId: dora.id, draftId, version: 2, draft }));
    await test.db.delete(roleAssignments).where(eq(roleAssignments.personId, dora.id));
    expect(refusalOf(await create(3))).toBe("draftIncomplete");
    expect(await refused()).toEqual([
      ...before,
      { ...entry, tried: "Create a catalog", actor: dora.displayName },
      tried,
    ]);
    expect(await test.db.$count(accessPackages)).toBe(1);
  });

  it("AUD-6 the same for assigning directly; a look at what it would do is no attempt", async () => {
    const list = { policyId: policyIds[0], targetIds: [ben.id] };
    expect(refusalOf(await portal.check(dora, payments, list))).toBe("roleNotSufficient");
    expect(await refused()).toEqual([]);
    expect(refusalOf(await portal.assign(dora, payments, list))).toBe("roleNotSufficient");
    expect(refusalOf(await portal.assign(ada, payments, list))).toBe("packageNotFound");
    expect(refusalOf(await portal.assign(ada, vendors, list))).toBe("packageNotFound");
    const tried = { ...entry, package: "Payments", catalog: "Finance", tried: "Change assignments and requests" };
    expect(await refused()).toEqual([
      { ...tried, actor: dora.displayName },
      { ...tried, actor: ada.displayName },
    ]);
  });

  it("AUD-6 nothing is written of what is not there, nor of what the rules refuse to somebody with the right", async () => {
    await appoint(test.db, dora, "catalogOwner", finance);
    expect(refusalOf(await deletePackage(portal.deps, { personId: dora.id, packageId: vendors }))).toBe(
      "packageNotFound",
    );
    expect(refusalOf(await deleteCatalog(portal.deps, { personId: dora.id, catalogId: finance }))).toBe(
      "catalogNotEmpty",
    );
    expect(await refused()).toEqual([]);
  });
});
