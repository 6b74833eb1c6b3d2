import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { resourceAttributes, resourceRoles } from "@/db/schema";
import type { HeldRole } from "@/lib/auth/permissions";
import type { AccessPackageId, CatalogId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { newPackageDraft, type PackageDraft } from "@/lib/engine/package/draft";
import { cleo, everybody, idOf } from "@/lib/engine/testing/cast";
import { accepted, start } from "@/lib/engine/testing/facts";
import { setResourceAttributes } from "@/lib/services/set-resource-attributes";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  insertApplicationRole,
  insertCatalog,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getResourceAttributes, listPackageAttributes } from "./attributes";
import { getDraftAttributes } from "./package-drafts";

const test = testDatabase();
let finance: CatalogId;
let bank: ResourceRoleId;
let bankId: ResourceId;
let ledger: ResourceRoleId;

const town = {
  name: "city",
  text: "Your town",
  format: { kind: "text" as const, isSingleLine: true },
  isEditable: true,
};

const resourceOf = async (id: ResourceRoleId): Promise<ResourceId> => {
  const [role] = await test.db.select().from(resourceRoles).where(eq(resourceRoles.id, id));
  return role?.resourceId ?? idOf(0);
};

/** Bank and Ledger both need a town; Bank has had it changed once. */
beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  finance = await insertCatalog(test.db, { name: "Finance" });
  bank = await insertApplicationRole(test.db, finance, "Bank");
  ledger = await insertApplicationRole(test.db, finance, "Ledger");
  bankId = await resourceOf(bank);
  await appoint(test.db, cleo, "catalogOwner", finance);
  const change = { personId: cleo.id, catalogId: finance, resourceId: bankId, attributes: [town], version: 0 };
  accepted(await setResourceAttributes(new Portal(test).deps, change));
  await test.db
    .insert(resourceAttributes)
    .values({ resourceId: await resourceOf(ledger), name: "city", definition: town });
});

const reading = () => ({ db: test.db, now: start });
const holding = (role: HeldRole["role"], catalogId: CatalogId = finance) => ({ roles: [{ role, catalogId }] });

it("P17 DEL-23 what a resource needs is read by those who may change it, and not there for whoever sees no such catalog", async () => {
  const read = (viewer: Parameters<typeof getResourceAttributes>[0], resourceId: string = bankId) =>
    getResourceAttributes(viewer, { catalogId: finance, resourceId }, reading());
  expect(await read(holding("catalogOwner"))).toMatchObject({
    catalog: { displayName: "Finance" },
    resource: { displayName: "Bank" },
    version: 1,
    attributes: [{ name: "city" }],
  });
  expect(await read(holding("accessPackageManager"))).toBe("roleNotSufficient");
  expect(await read(holding("catalogOwner", idOf(77)))).toBeNull();
  expect(await read(holding("catalogOwner"), idOf(77))).toBeNull();
  expect(await read(holding("catalogOwner"), "no id")).toBeNull();
});

it("CAT-56 INF-19 of a package it is told once, with every resource it comes from", async () => {
  const packageId = idOf<AccessPackageId>(800);
  await insertPackage(test.db, packageId, { catalogId: finance, roles: [bank, ledger], policies: [] });
  expect(await listPackageAttributes(test.db, packageId)).toMatchObject([
    { attribute: { name: "city", text: "Your town" }, resources: ["Bank", "Ledger"] },
  ]);
});

it("CAT-56 DEL-23 of a draft too, but nothing of roles its author could not give", async () => {
  const draft = (catalogId: CatalogId): PackageDraft => ({
    ...newPackageDraft(catalogId, 14),
    roles: [{ catalogId, roleId: bank }],
  });
  const author = { personId: cleo.id, ...holding("accessPackageManager") };
  const neededBy = async (viewer: typeof author, of: PackageDraft) =>
    (await getDraftAttributes(viewer, of, reading())).map(({ attribute }) => attribute.name);
  expect(await neededBy(author, draft(finance))).toEqual(["city"]);
  const sales = await insertCatalog(test.db, { name: "Sales" });
  const stranger = { personId: cleo.id, ...holding("accessPackageManager", sales) };
  expect(await neededBy(stranger, draft(finance))).toEqual([]);
  expect(await neededBy(stranger, draft(sales))).toEqual([]);
});
