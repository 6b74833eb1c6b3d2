import { describe, expect, test } from "vitest";
import type { AccessPackageId, GroupId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { packageActivities } from "@/lib/engine/package/events";
import { packageRefusalRules, packageRefusalText } from "@/lib/engine/package/refusals";
import { finance, idOf, payments, reports, vendors } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import type { Incompatibilities } from "./conflicts";
import {
  decideGroupWithdrawal,
  decideIncompatibleGroup,
  decideIncompatiblePackage,
  decideOverride,
  decideOverrideRemoval,
  decidePackageWithdrawal,
  type ListedPackage,
  type OtherPackage,
} from "./lists";

const nothing: Incompatibilities = { packages: [], groups: [] };
const vendorsNamed = { id: vendors, displayName: "Vendors" };
const paymentsNamed = { id: payments, displayName: "Payments" };
const financeNamed = { id: finance, displayName: "Finance" };

const wanted = (lists: Partial<Incompatibilities> = {}): ListedPackage => ({
  ...paymentsNamed,
  lists: { ...nothing, ...lists },
});
const other = (parts: Partial<OtherPackage> = {}): OtherPackage => ({
  ...vendorsNamed,
  lists: nothing,
  isEditors: true,
  ...parts,
});
const many = <Of extends AccessPackageId | GroupId>(count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: idOf<Of>(1_000 + index), displayName: `${index}` }));

describe("incompatible packages", () => {
  const declare = (of: ListedPackage, named: OtherPackage | null, alsoReverse = false) =>
    decideIncompatiblePackage({ package: of, other: named }, { alsoReverse }, start);
  const forward = { kind: "incompatiblePackageAdded", at: start, packageId: payments, other: vendorsNamed };
  const reverse = { kind: "incompatiblePackageAdded", at: start, packageId: vendors, other: paymentsNamed };

  test("SOD-3 a declaration works one way, whoever edits the other package", () => {
    expect(declare(wanted(), other())).toEqual({ ok: true, value: [forward] });
    expect(declare(wanted(), other({ isEditors: false }))).toEqual({ ok: true, value: [forward] });
  });

  test("SOD-4 also the reverse: two entries, each told of the package that holds it", () => {
    expect(declare(wanted(), other(), true)).toEqual({ ok: true, value: [forward, reverse] });
  });

  test("SOD-4 what is declared one way already is declared the other way only", () => {
    expect(declare(wanted({ packages: [vendorsNamed] }), other(), true)).toEqual({ ok: true, value: [reverse] });
    const listing = other({ lists: { ...nothing, packages: [paymentsNamed] } });
    expect(declare(wanted(), listing, true)).toEqual({ ok: true, value: [forward] });
  });

  test("SOD-4 the reverse takes the right over the other package; without it neither is declared", () => {
    const refused = { code: "otherPackageNotYours", other: "Vendors" } as const;
    expect(declare(wanted(), other({ isEditors: false }), true)).toEqual({ ok: false, error: refused });
    expect(packageRefusalRules[refused.code]).toEqual({ rule: "SOD-4", status: 403 });
  });

  test("SOD-7 a package cannot list itself", () => {
    const itself = other({ ...paymentsNamed });
    expect(declare(wanted(), itself)).toEqual({ ok: false, error: { code: "incompatibleSelf", group: null } });
  });

  test("ERR-49 what excludes itself is told so, a package and the groups it gives each in its words", () => {
    expect(packageRefusalRules.incompatibleSelf).toEqual({ rule: "ERR-49", status: 422 });
    const titleOf = (group: string | null) => packageRefusalText({ code: "incompatibleSelf", group }).title;
    expect(titleOf(null)).toBe("A package cannot exclude itself");
    expect(titleOf("Finance")).toContain("give Finance");
  });

  test("SOD-7 a duplicate is no change", () => {
    expect(declare(wanted({ packages: [vendorsNamed] }), other())).toEqual({ ok: true, value: [] });
  });

  test("a package the editor does not see is not there", () => {
    expect(declare(wanted(), null)).toEqual({ ok: false, error: { code: "packageNotFound" } });
  });

  test("LIM-33 a list holds 100 packages, on either side", () => {
    const max = limits.incompatiblePackagesMax;
    expect(max).toBe(100);
    const full = many<AccessPackageId>(max);
    expect(declare(wanted({ packages: full.slice(1) }), other()).ok).toBe(true);
    expect(declare(wanted({ packages: full }), other())).toEqual({
      ok: false,
      error: { code: "incompatibilitiesFull", of: "Payments", max },
    });
    expect(declare(wanted(), other({ lists: { ...nothing, packages: full } }), true)).toEqual({
      ok: false,
      error: { code: "incompatibilitiesFull", of: "Vendors", max },
    });
    expect(declare(wanted({ packages: [...full.slice(1), vendorsNamed] }), other())).toEqual({ ok: true, value: [] });
  });

  test("SOD-1 an entry is taken off; what is not on the list is no change", () => {
    const listed = wanted({ packages: [vendorsNamed] });
    expect(decidePackageWithdrawal(listed, vendors, start)).toEqual({
      ok: true,
      value: [{ kind: "incompatiblePackageRemoved", at: start, packageId: payments, other: vendorsNamed }],
    });
    expect(decidePackageWithdrawal(listed, reports, start)).toEqual({ ok: true, value: [] });
  });
});

describe("incompatible groups", () => {
  const declare = (of: ListedPackage, group: typeof financeNamed | null, given: readonly GroupId[] = []) =>
    decideIncompatibleGroup({ package: of, group, givenGroupIds: new Set(given) }, start);

  test("SOD-1 a group is put on the list and taken off it", () => {
    const event = { at: start, packageId: payments, group: financeNamed };
    expect(declare(wanted(), financeNamed)).toEqual({
      ok: true,
      value: [{ kind: "incompatibleGroupAdded", ...event }],
    });
    const listed = wanted({ groups: [financeNamed] });
    expect(decideGroupWithdrawal(listed, finance, start)).toEqual({
      ok: true,
      value: [{ kind: "incompatibleGroupRemoved", ...event }],
    });
    expect(decideGroupWithdrawal(wanted(), finance, start)).toEqual({ ok: true, value: [] });
  });

  test("SOD-7 a duplicate is no change", () => {
    expect(declare(wanted({ groups: [financeNamed] }), financeNamed)).toEqual({ ok: true, value: [] });
  });

  test("SOD-9 not a group that the package itself makes people members of", () => {
    const refused = { code: "incompatibleSelf", group: "Finance" };
    expect(declare(wanted(), financeNamed, [finance])).toEqual({ ok: false, error: refused });
  });

  test("LIM-33 a list holds 100 groups", () => {
    const max = limits.incompatibleGroupsMax;
    expect(max).toBe(100);
    const full = many<GroupId>(max);
    expect(declare(wanted({ groups: full.slice(1) }), financeNamed).ok).toBe(true);
    expect(declare(wanted({ groups: full }), financeNamed)).toEqual({
      ok: false,
      error: { code: "incompatibilitiesFull", of: "Payments", max },
    });
  });

  test("a group that is not in the directory is not found", () => {
    expect(declare(wanted(), null)).toEqual({ ok: false, error: { code: "groupNotFound" } });
  });
});

describe("override packages", () => {
  const overriding = (...overrides: (typeof vendorsNamed)[]) => ({ ...paymentsNamed, overrides });
  const tag = (named: OtherPackage | null, ...overrides: (typeof vendorsNamed)[]) =>
    decideOverride({ package: overriding(...overrides), other: named }, start);

  test("SOD-34 the tag is set and taken off; what is so already is no change", () => {
    const event = { at: start, packageId: payments, other: vendorsNamed };
    expect(tag(other())).toEqual({ ok: true, value: [{ kind: "overrideAdded", ...event }] });
    expect(tag(other(), vendorsNamed)).toEqual({ ok: true, value: [] });
    expect(decideOverrideRemoval(overriding(vendorsNamed), vendors, start)).toEqual({
      ok: true,
      value: [{ kind: "overrideRemoved", ...event }],
    });
    expect(decideOverrideRemoval(overriding(), vendors, start)).toEqual({ ok: true, value: [] });
  });

  test("SOD-34 it takes the right over both packages, for both say it; a package is no exception to itself", () => {
    expect(tag(other({ isEditors: false }))).toEqual({
      ok: false,
      error: { code: "otherPackageNotYours", other: "Vendors" },
    });
    expect(tag(other({ ...paymentsNamed }))).toEqual({ ok: false, error: { code: "overridesItself" } });
    expect(tag(null)).toEqual({ ok: false, error: { code: "packageNotFound" } });
  });
});

test("the audit log speaks of them in the words of the field", () => {
  expect(packageActivities.incompatiblePackageAdded).toBe("Create incompatible access package");
  expect(packageActivities.incompatibleGroupRemoved).toBe("Delete incompatible group");
});
