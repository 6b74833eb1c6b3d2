import { describe, expect, test } from "vitest";
import type { ResourceRoleId } from "@/lib/engine/ids";
import { idOf, payments } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { decidePackageCreation, decidePackageUpdate, type PackageForm, packageFormSchema } from "./package";
import { packageRefusalText } from "./refusals";

const form: PackageForm = { displayName: "Payments", description: "Pays suppliers.", isHidden: false };
const roles = [{ id: idOf<ResourceRoleId>(1), displayName: "Bank – User" }];
const free = { isNameTaken: false };

const fits = (parts: Partial<PackageForm>) => packageFormSchema.safeParse({ ...form, ...parts }).success;

test("LIM-30 a name has 1 to 256 characters, with the spaces around it gone", () => {
  expect(packageFormSchema.parse({ ...form, displayName: " Payments " })).toEqual(form);
  expect([" ", "x", "x".repeat(256), "x".repeat(257)].map((displayName) => fits({ displayName }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test("LIM-31 a description has 1 to 1,024 characters", () => {
  const lengths = ["", "x", "x".repeat(1_024), "x".repeat(1_025)];
  expect(lengths.map((description) => fits({ description }))).toEqual([false, true, true, false]);
});

describe("creating", () => {
  const create = (parts: object) =>
    decidePackageCreation({ ...free, roles, unknownRoles: 0, ...parts }, form, payments, start);

  test("CAT-2 a package with the roles it gives", () => {
    expect(create({})).toEqual({
      ok: true,
      value: { kind: "packageCreated", at: start, packageId: payments, after: form, roles },
    });
  });

  test("CAT-2 RES-2 roles of its own catalog only", () => {
    expect(create({ unknownRoles: 2 })).toEqual({ ok: false, error: { code: "roleNotInCatalog", count: 2 } });
  });

  test("LIM-30 a name is there once in a catalog", () => {
    const refused = create({ isNameTaken: true });
    expect(refused).toEqual({ ok: false, error: { code: "nameTaken", displayName: "Payments" } });
    expect(refused.ok || packageRefusalText(refused.error).title).toContain("a package named Payments");
  });
});

describe("editing", () => {
  const stored = { ...form, id: payments, version: 2, lastEditor: "Ann" };
  const update = (parts: Partial<PackageForm>, version = 2, isNameTaken = false) =>
    decidePackageUpdate({ stored, isNameTaken }, { form: { ...form, ...parts }, version }, start);

  test("AUD-3 WHO-62 what changed is told before and after, and nothing else", () => {
    expect(update({ isHidden: true })).toEqual({
      ok: true,
      value: {
        kind: "packageUpdated",
        at: start,
        packageId: payments,
        before: { isHidden: false },
        after: { isHidden: true },
      },
    });
    expect(update({}, 2, true)).toEqual({ ok: true, value: null });
  });

  test("LIM-30 another package's name is refused", () => {
    expect(update({ displayName: "Vendors" }, 2, true)).toMatchObject({ error: { code: "nameTaken" } });
  });

  test("ERR-50 whoever read an older version is told by whom and what differs", () => {
    expect(update({ displayName: "Vendors" }, 1)).toEqual({
      ok: false,
      error: { code: "staleVersion", by: "Ann", fields: ["displayName"] },
    });
  });
});
