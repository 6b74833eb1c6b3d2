import { beforeEach, expect, it } from "vitest";
import { directoryResourceOwners, directoryResources } from "@/db/schema";
import type { RoleName } from "@/db/schema/enums";
import type { Person } from "@/lib/engine/directory";
import type { CatalogId, DirectoryResourceId } from "@/lib/engine/ids";
import { ada, auditors, ben, cleo, dora, everybody, idOf, ledgerOwners } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { insertCatalog, insertGroup, insertGroupResource, insertPeople, joinGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { findAddableResources } from "./addable-resources";

const test = testDatabase();
let finance: CatalogId;

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  await insertGroup(test.db, auditors);
  await joinGroup(test.db, auditors, cleo, "owner");
  await joinGroup(test.db, auditors, ben);
  finance = await insertCatalog(test.db);
  await insertGroupResource(test.db, finance, ledgerOwners);
  const bank = { id: idOf<DirectoryResourceId>(501), originId: "Bank", displayName: "Bank", roles: [] };
  const payroll = { id: idOf<DirectoryResourceId>(502), originId: "Pay", displayName: "Payroll", roles: ["Clerk"] };
  const common = { originSystem: "AadApplication" as const, description: "", createdAt: start };
  await test.db.insert(directoryResources).values([bank, payroll].map((row) => ({ ...row, ...common })));
  await test.db.insert(directoryResourceOwners).values({ resourceId: payroll.id, personId: cleo.id });
});

const found = async (who: Person, role: RoleName, search = "", of = finance) => {
  const roles = [{ role, catalogId: role === "governanceAdministrator" ? null : of }];
  const { rows } = await findAddableResources({ personId: who.id, roles }, finance, search, {
    db: test.db,
    now: start,
  });
  return rows.map((row) => `${row.displayName}: ${row.roles.join(", ")}`);
};

it("CAT-43 DEL-30 governance administrators find everything that is not in the catalog yet", async () => {
  const all = await found(ada, "governanceAdministrator");
  expect(all).toHaveLength(3);
  expect(all).toEqual(expect.arrayContaining(["Bank: Default Access", "Payroll: Clerk"]));
  expect(await found(ada, "governanceAdministrator", "PAYR")).toEqual(["Payroll: Clerk"]);
});

it("CAT-43 DEL-30 an owner of the catalog finds what they own, and a member of a group does not own it", async () => {
  expect(await found(cleo, "catalogOwner")).toEqual([expect.stringMatching(/: Member, Owner$/), "Payroll: Clerk"]);
  expect(await found(ben, "catalogOwner")).toEqual([]);
});

it("CAT-44 DEL-23 nobody else finds anything", async () => {
  expect(await found(cleo, "accessPackageManager")).toEqual([]);
  expect(await found(dora, "catalogOwner", "", idOf<CatalogId>(77))).toEqual([]);
});

it("CAT-22 CAT-43 for a catalog that is about to be made, whoever may make it finds what they own", async () => {
  const forNew = async (who: Person, role: RoleName) => {
    const viewer = { personId: who.id, roles: [{ role, catalogId: null }] };
    const { rows } = await findAddableResources(viewer, null, "pay", { db: test.db, now: start });
    return rows.map((row) => row.displayName);
  };
  expect(await forNew(cleo, "catalogCreator")).toEqual(["Payroll"]);
  expect(await forNew(ben, "catalogCreator")).toEqual([]);
  expect(await forNew(cleo, "auditor")).toEqual([]);
});
