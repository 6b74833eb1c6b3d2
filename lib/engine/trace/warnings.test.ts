import { describe, expect, test } from "vitest";
import { reports, vendors } from "@/lib/engine/testing/cast";
import { accessPackage, heldAssignment, holdings, otherRequest } from "@/lib/engine/testing/facts";
import { warningsOf } from "./warnings";

const vendorPackage = { id: vendors, displayName: "Vendors" };
const reportPackage = { id: reports, displayName: "Reports" };
const declaring = (...packages: (typeof vendorPackage)[]) => accessPackage({ incompatible: { packages, groups: [] } });

describe("what separation of duties does not forbid and nobody should overlook", () => {
  test("SOD-26 only what waits for approval waits as well, and only packages of the pair", () => {
    const waits = otherRequest({ packageId: vendors, state: "pendingApproval" });
    const facts = (...requests: (typeof waits)[]) => ({
      holdings: holdings({ requests }),
      package: declaring(reportPackage),
    });
    expect(warningsOf(facts(waits), [])).toEqual([]);
    expect(warningsOf(facts(waits), [vendorPackage])).toEqual([{ kind: "waitsAsWell", package: vendorPackage }]);
    expect(warningsOf(facts({ ...waits, state: "denied" }), [vendorPackage])).toEqual([]);
    expect(warningsOf({ ...facts(waits), package: null }, [vendorPackage])).toEqual([
      { kind: "waitsAsWell", package: vendorPackage },
    ]);
    expect(warningsOf({ ...facts(waits), package: null }, [])).toEqual([]);
  });

  test("SOD-26 a pair declared on one side or both is told once, each of several", () => {
    const requests = [vendors, reports].map((packageId) => otherRequest({ packageId, state: "pendingApproval" }));
    const facts = { holdings: holdings({ requests }), package: declaring(vendorPackage) };
    expect(warningsOf(facts, [vendorPackage, reportPackage])).toEqual([
      { kind: "waitsAsWell", package: vendorPackage },
      { kind: "waitsAsWell", package: reportPackage },
    ]);
  });

  test("SOD-3 what is held and asked for again is told as held", () => {
    const there = holdings({
      assignments: [heldAssignment({ packageId: vendors })],
      requests: [otherRequest({ packageId: vendors, state: "pendingApproval" })],
    });
    expect(warningsOf({ holdings: there, package: declaring() }, [vendorPackage])).toEqual([
      { kind: "declaredByHeld", package: vendorPackage },
    ]);
  });
});
