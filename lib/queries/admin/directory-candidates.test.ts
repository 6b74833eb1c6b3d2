import { beforeEach, expect, it } from "vitest";
import { ada, auditors, disabled, everybody, ivo, kim } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { appoint, insertGroup, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listPortalRoles } from "./catalog-roles";
import { findInDirectory } from "./directory-candidates";
import { getPersonForm } from "./person-form";

const test = testDatabase();

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody.map((each) => (each.id === kim.id ? disabled(kim) : each)));
  await insertGroup(test.db, auditors, { name: "Adams Auditors" });
});

const reading = () => ({ db: test.db, now: start });
const administrator = { roles: [{ role: "governanceAdministrator", catalogId: null }] } as const;
const others = [
  { roles: [] },
  { roles: [{ role: "auditor", catalogId: null }] },
  { roles: [{ role: "catalogOwner", catalogId: "c" }] },
] as const;

it("DEL-4 people whose account is on and groups are found by those who look after the directory", async () => {
  const find = async (kind: Parameters<typeof findInDirectory>[1], text: string) =>
    (await findInDirectory(administrator, kind, text, reading())).rows.map((row) => row.displayName);
  expect(await find("any", "ada")).toEqual([ada.displayName, "Adams Auditors"]);
  expect(await find("person", "ada")).toEqual([ada.displayName]);
  expect(await find("group", "ada")).toEqual(["Adams Auditors"]);
  expect(await find("any", "kim")).toEqual([]);
  expect(await find("any", " ")).toEqual([]);
});

it("DEL-22 nobody else finds anybody, nor gets the form about a person", async () => {
  for (const viewer of others) {
    expect(await findInDirectory(viewer, "any", "ada", reading())).toEqual({ rows: [], isMore: false });
    expect(await getPersonForm(viewer, ada.id, reading())).toBeNull();
  }
  expect(await getPersonForm(administrator, "nobody", reading())).toBeNull();
  expect(await getPersonForm(administrator, ada.id, reading())).toMatchObject({
    version: 1,
    displayName: ada.displayName,
    sponsors: [{ displayName: expect.stringContaining("Jun") }],
  });
});

it("P1 the roles in the whole portal are told with who holds them, those in one catalog are not", async () => {
  await appoint(test.db, ivo, "governanceAdministrator");
  expect(await listPortalRoles(reading())).toMatchObject([
    { role: "governanceAdministrator", kind: "person", id: ivo.id, displayName: ivo.displayName, isEnabled: true },
  ]);
});
