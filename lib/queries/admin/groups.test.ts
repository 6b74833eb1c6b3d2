import { beforeEach, describe, expect, it } from "vitest";
import type { AccessPackageId, GroupId, PersonId } from "@/lib/engine/ids";
import { ada, auditors, everybody, idOf, payments, vendors } from "@/lib/engine/testing/cast";
import { policy, start } from "@/lib/engine/testing/facts";
import { PAGE_SIZE } from "@/lib/queries/keyset";
import type { Reading } from "@/lib/queries/reading";
import { insertCatalog, insertGroup, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getGroup, listGroupMembers } from "./groups";
import { listAdminPackages } from "./packages";

const test = testDatabase();
const reading = (): Reading => ({ db: test.db, now: start });

beforeEach(() => test.reset());

describe("those directly in a group", () => {
  it("are read a page at a time, by name, and found by a part of it", async () => {
    const many = Array.from({ length: PAGE_SIZE + 2 }, (_, index) => ({
      ...ada,
      id: idOf<PersonId>(1_000 + index),
      displayName: `Member ${String(index).padStart(3, "0")}`,
      managerId: null,
      sponsorIds: [],
    }));
    await insertPeople(test.db, ...everybody, ...many);
    await insertGroup(test.db, auditors, { members: [...many].reverse() });
    const first = await listGroupMembers(auditors, {}, reading());
    const second = await listGroupMembers(auditors, { cursor: first.next }, reading());
    expect([...first.rows, ...second.rows].map((row) => row.displayName)).toEqual(many.map((each) => each.displayName));
    expect([first.rows.length, second.rows.length, second.next]).toEqual([PAGE_SIZE, 2, null]);
    const found = await listGroupMembers(auditors, { search: "MEMBER 007" }, reading());
    expect(found.rows.map((row) => row.displayName)).toEqual(["Member 007"]);
    for (const search of ["member_007", "Member 00%7", "kim"]) {
      expect((await listGroupMembers(auditors, { search }, reading())).rows).toEqual([]);
    }
    const group = await getGroup(auditors, reading());
    expect(group).toMatchObject({ memberCount: many.length, owners: [] });
    expect((await listGroupMembers(idOf<GroupId>(5), {}, reading())).rows).toEqual([]);
  });
});

describe("the packages of one catalog", () => {
  it("CAT-19 are those of a catalog the viewer sees, and none of another", async () => {
    await insertPeople(test.db, ...everybody);
    const own = await insertCatalog(test.db, { name: "Own" });
    const other = await insertCatalog(test.db, { name: "Other" });
    await insertPackage(test.db, payments, { name: "Payments", catalogId: own, policies: [policy()] });
    await insertPackage(test.db, vendors, { name: "Vendors", catalogId: other });
    const reader = { roles: [{ role: "catalogReader", catalogId: own }] } as const;
    const idsIn = async (catalogId: typeof own): Promise<AccessPackageId[]> =>
      (await listAdminPackages(reader, { catalogId }, reading())).rows.map((row) => row.id as AccessPackageId);
    expect(await idsIn(own)).toEqual([payments]);
    expect(await idsIn(other)).toEqual([]);
  });
});
