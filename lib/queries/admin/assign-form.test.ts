import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { people } from "@/db/schema";
import type { RoleName } from "@/db/schema/enums";
import type { AccessPackageId, CatalogId } from "@/lib/engine/ids";
import { ada, ben, everybody, idOf, payments, policyIds } from "@/lib/engine/testing/cast";
import { policy, start, textQuestion } from "@/lib/engine/testing/facts";
import { insertCatalog, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { findPeopleByLine, getAssignForm } from "./assign-form";

const test = testDatabase();
let finance: CatalogId;
const [first, second, third] = policyIds;

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  finance = await insertCatalog(test.db);
  await insertPackage(test.db, payments, {
    catalogId: finance,
    policies: [
      policy({
        policyId: first,
        displayName: "Employees",
        questions: [textQuestion()],
        requestorSettings: { allowAdminBypass: true },
      }),
      policy({ policyId: second, displayName: "Off", isEnabled: false }),
      policy({ policyId: third, displayName: "Own", requestorSettings: { enableAdministratorsToAddAccess: false } }),
    ],
  });
});

const now = () => ({ db: test.db, now: start });
const formFor = (role: RoleName, catalogId: string | null = finance, id: string = payments) =>
  getAssignForm({ roles: [{ role, catalogId }] }, id, "en", now());

describe("the form", () => {
  it("WHO-44 WHO-45 offers the policies open to administrators, with their questions", async () => {
    const view = await formFor("accessPackageManager");
    expect(view?.policies).toMatchObject([{ id: first, displayName: "Employees", mayBypass: true }]);
    expect(view?.policies[0]?.questions).toHaveLength(1);
  });

  it("APP-93 offers no bypass to assignment managers", async () => {
    expect((await formFor("accessPackageAssignmentManager"))?.policies).toMatchObject([{ mayBypass: false }]);
  });

  it("DEL-23 is not there for whoever does not see the catalog, nor for ids that lead nowhere", async () => {
    expect(await formFor("catalogOwner", idOf<CatalogId>(77))).toBeNull();
    expect(await formFor("governanceAdministrator", null, idOf<AccessPackageId>(77))).toBeNull();
    expect(await formFor("governanceAdministrator", null, "nothing")).toBeNull();
  });
});

describe("whom a line means", () => {
  it("WHO-47 somebody by address, by sign-in name or by whole name, whatever the case", async () => {
    await test.db.update(people).set({ email: "Ada.L@Example.test" }).where(eq(people.id, ada.id));
    const lines = [
      "ADA.L@example.TEST",
      `${ada.id}@example.test`,
      ben.displayName.toUpperCase(),
      "nobody",
      ada.displayName.slice(1),
    ];
    const found = await findPeopleByLine(lines, now());
    expect(found.map((each) => ("person" in each ? each.person.id : each.problem))).toEqual([
      ada.id,
      ada.id,
      ben.id,
      "unknown",
      "unknown",
    ]);
  });

  it("WHO-47 nobody in particular where a name belongs to two; the address still tells them apart", async () => {
    await test.db.update(people).set({ displayName: ada.displayName }).where(eq(people.id, ben.id));
    const found = await findPeopleByLine([ada.displayName, `${ben.id}@example.test`], now());
    expect(found).toMatchObject([{ problem: "several" }, { person: { id: ben.id } }]);
    expect(await findPeopleByLine([], now())).toEqual([]);
  });
});
