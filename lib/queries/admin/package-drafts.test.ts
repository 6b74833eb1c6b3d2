import { beforeEach, expect, it } from "vitest";
import type { HeldRole } from "@/lib/auth/permissions";
import type { CatalogId, PackageDraftId, ResourceRoleId } from "@/lib/engine/ids";
import { newPackageDraft, type PackageDraft } from "@/lib/engine/package/draft";
import { newQuestion } from "@/lib/engine/policy/draft";
import { ada, cleo, dora, everybody, idOf } from "@/lib/engine/testing/cast";
import { accepted, after, person, start } from "@/lib/engine/testing/facts";
import { saveDraft } from "@/lib/services/package-drafts";
import { Portal } from "@/lib/services/testing/portal";
import { appoint, insertApplicationRole, insertCatalog, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { beginDraft, getDraft, getDraftReview, listDrafts, mayMakePackages } from "./package-drafts";
import { findPrincipals } from "./principals";

const test = testDatabase();
let portal: Portal;
let finance: CatalogId;
let bank: ResourceRoleId;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  finance = await insertCatalog(test.db, { name: "Finance" });
  bank = await insertApplicationRole(test.db, finance, "Bank");
  await appoint(test.db, cleo, "accessPackageManager", finance);
  await appoint(test.db, ada, "catalogCreator");
});

const reading = () => ({ db: test.db, now: start });
const inFinance = (role: HeldRole["role"]) => [{ role, catalogId: finance }];
const manager = () => ({ personId: cleo.id, roles: inFinance("accessPackageManager") });
const creator = { personId: ada.id, roles: [{ role: "catalogCreator", catalogId: null }] as const };
const draftId = idOf<PackageDraftId>(700);

const finished = (): PackageDraft => {
  const begun = newPackageDraft(finance, 14);
  const [stage] = begun.policy.stages;
  return {
    ...begun,
    displayName: " Payments ",
    description: "Pays suppliers.",
    roles: [{ catalogId: finance, roleId: bank }],
    policy: { ...begun.policy, stages: stage ? [{ ...stage, primaryApprovers: [person(dora)] }] : [] },
  };
};
const save = async (draft: PackageDraft, version: number | null = null, id = draftId) =>
  accepted(await saveDraft(portal.deps, { personId: cleo.id, draftId: id, version, draft }));

it("P20 CAT-22 a new package begins in the only catalog one has, or in the one one comes from, or in a new one", async () => {
  expect((await beginDraft(manager(), undefined, reading())).draft.catalog).toMatchObject({
    isNew: false,
    catalogId: finance,
  });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  const both = { ...manager(), roles: [...manager().roles, { role: "catalogOwner", catalogId: sales }] as const };
  const begunIn = async (wanted?: string) => (await beginDraft(both, wanted, reading())).draft.catalog.catalogId;
  expect([await begunIn(), await begunIn(sales), await begunIn("no id"), await begunIn(idOf(77))]).toEqual([
    null,
    sales,
    null,
    null,
  ]);
  expect((await beginDraft(creator, finance, reading())).draft.catalog).toMatchObject({ isNew: true, catalogId: null });
  expect([manager(), creator, { roles: inFinance("catalogReader") }].map(mayMakePackages)).toEqual([true, true, false]);
});

it("P20 drafts are listed for their author alone, the last touched first", async () => {
  await save(finished());
  portal.clock.set(after(1));
  await save(newPackageDraft(finance, 14), null, idOf(701));
  const names = async (viewer: Parameters<typeof listDrafts>[0]) =>
    (await listDrafts(viewer, reading())).map((row) => row.displayName);
  expect(await names(manager())).toEqual(["Package without a name", "Payments"]);
  expect(await names(creator)).toEqual([]);
  expect(await getDraft(creator, draftId, reading())).toBeNull();
  expect(await getDraftReview(creator, draftId, reading())).toBeNull();
  expect(await getDraft(manager(), "'; drop table people", reading())).toBeNull();
});

it("P20 POL-1 a draft goes on with the names of those it names; in words it says what it gives and who decides", async () => {
  await save(finished());
  const view = await getDraft(manager(), draftId, reading());
  expect(view).toMatchObject({ version: 1, issues: [], names: { [dora.id]: { displayName: dora.displayName } } });
  expect(await getDraftReview(manager(), draftId, reading())).toMatchObject({
    displayName: "Payments",
    catalog: { displayName: "Finance", isNew: false },
    gives: [{ displayName: "Bank", roles: ["User"], isNew: false }],
    policy: { displayName: "Initial policy", stages: [{ approvers: [{ displayName: dora.displayName }] }] },
    issues: [],
  });
});

it("POL-1 a policy that cannot be read yet is told by what is wrong with it", async () => {
  const draft = finished();
  await save({ ...draft, policy: { ...draft.policy, questions: [newQuestion("q")] } });
  expect(await getDraftReview(manager(), draftId, reading())).toMatchObject({
    policy: null,
    issues: [{ step: "information", path: ["questions", 0, "text"] }],
  });
});

it("DEL-4 CAT-22 people are found for a policy of a catalog that is about to be made, by whoever may make one", async () => {
  const found = async (roles: readonly HeldRole[]) =>
    (await findPrincipals({ roles }, { catalogId: "new", purpose: "policy" }, "dora", reading())).rows.map(
      (row) => row.displayName,
    );
  expect(await found(creator.roles)).toEqual([dora.displayName]);
  expect(await found(inFinance("catalogOwner"))).toEqual([]);
});
