import { describe, expect, test } from "vitest";
import { finance, idOf, payments, reports, vendors } from "@/lib/engine/testing/cast";
import { heldAssignment, holdings, otherRequest } from "@/lib/engine/testing/facts";
import { conflictsOf, holdsPackage, type Incompatibilities } from "./conflicts";

const excludesVendors: Incompatibilities = {
  packages: [{ id: vendors, displayName: "Vendors" }],
  groups: [{ id: finance, displayName: "Finance" }],
};
const excludesNothing: Incompatibilities = { packages: [], groups: [] };

const holdsVendors = holdings({ assignments: [heldAssignment({ packageId: vendors })] });

describe("the two lists of a package", () => {
  test("SOD-1 a package may list incompatible packages and incompatible groups", () => {
    const both = holdings({ assignments: [heldAssignment({ packageId: vendors })], groupIds: new Set([finance]) });
    expect(conflictsOf(excludesVendors, both)).toEqual([
      { kind: "accessPackage", id: vendors, displayName: "Vendors" },
      { kind: "group", id: finance, displayName: "Finance" },
    ]);
  });

  test("SOD-2 whoever holds a listed package cannot get the package", () => {
    expect(conflictsOf(excludesVendors, holdsVendors)).toHaveLength(1);
    expect(conflictsOf(excludesVendors, holdings())).toEqual([]);
  });

  test("SOD-3 a list works in one direction: holding a package does not bring its own list with it", () => {
    const holdsPayments = holdings({ assignments: [heldAssignment({ packageId: payments })] });
    expect(conflictsOf(excludesNothing, holdsPayments)).toEqual([]);
  });

  test("SOD-5 Payments lists Vendors and not the reverse: only the holder of Vendors is refused", () => {
    const listsOfVendors = excludesNothing;
    const holdsPayments = holdings({ assignments: [heldAssignment({ packageId: payments })] });
    expect(conflictsOf(excludesVendors, holdsVendors)).not.toEqual([]);
    expect(conflictsOf(listsOfVendors, holdsPayments)).toEqual([]);
  });

  test("SOD-8 a group counts however the person came into it", () => {
    expect(conflictsOf(excludesVendors, holdings({ groupIds: new Set([finance]) }))).toEqual([
      { kind: "group", id: finance, displayName: "Finance" },
    ]);
  });

  test("SOD-27 only packages and groups are compared: what else gives the same rights is no conflict", () => {
    expect(conflictsOf(excludesVendors, holdings({ assignments: [heldAssignment({ packageId: reports })] }))).toEqual(
      [],
    );
  });
});

describe("holding a package", () => {
  test.each([
    ["delivering", true],
    ["partiallyDelivered", true],
    ["delivered", true],
    ["deliveryFailed", false],
    ["expired", false],
  ] as const)("SOD-25 an assignment that is %s counts: %s", (state, isHeld) => {
    const facts = holdings({ assignments: [heldAssignment({ packageId: vendors, state, isDeprovisioned: true })] });
    expect(holdsPackage(facts, vendors)).toBe(isHeld);
  });

  test.each([
    ["submitted", false],
    ["pendingApproval", false],
    ["scheduled", true],
    ["delivering", true],
    ["denied", false],
    ["canceled", false],
    ["deliveryFailed", false],
  ] as const)("SOD-25 an add-request that is %s counts: %s", (state, isHeld) => {
    const facts = holdings({ requests: [otherRequest({ packageId: vendors, state })] });
    expect(holdsPackage(facts, vendors)).toBe(isHeld);
  });

  test("SOD-25 a request to remove a package never counts as holding it", () => {
    const facts = holdings({
      requests: [otherRequest({ packageId: vendors, type: "userRemove", state: "delivering" })],
    });
    expect(holdsPackage(facts, vendors)).toBe(false);
  });

  test("SOD-26 a request that merely waits for approval stands in nobody's way", () => {
    const waiting = holdings({ requests: [otherRequest({ packageId: vendors, state: "pendingApproval" })] });
    expect(conflictsOf(excludesVendors, waiting)).toEqual([]);
  });

  test("ASN-49 an ended assignment counts until its last role is really gone", () => {
    const ended = (isDeprovisioned: boolean) =>
      holdings({ assignments: [heldAssignment({ packageId: vendors, state: "expired", isDeprovisioned })] });
    expect(holdsPackage(ended(false), vendors)).toBe(true);
    expect(holdsPackage(ended(true), vendors)).toBe(false);
  });

  test("SOD-25 the package is looked for among everything held, not only in what comes first", () => {
    const facts = holdings({
      assignments: [
        heldAssignment({ id: idOf(1), packageId: reports }),
        heldAssignment({ id: idOf(2), packageId: vendors }),
      ],
    });
    expect(holdsPackage(facts, vendors)).toBe(true);
  });
});
