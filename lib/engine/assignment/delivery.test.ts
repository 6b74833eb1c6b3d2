import { describe, expect, test } from "vitest";
import type { ResourceRoleId } from "@/lib/engine/ids";
import { idOf } from "@/lib/engine/testing/cast";
import { after, start } from "@/lib/engine/testing/facts";
import { MINUTE_MS } from "@/lib/engine/time";
import {
  assignmentStateAfter,
  deliveryOutcome,
  deliveryProblems,
  isDeprovisioned,
  isRetriable,
  nextAttemptAt,
  type RoleResult,
  roleGranted,
} from "./delivery";

const granted: RoleResult = { state: "granted", nextAttemptAt: null };
const pending: RoleResult = { state: "pendingGrant", nextAttemptAt: null };
const failed: RoleResult = { state: "grantFailed", nextAttemptAt: null };
const failedAndRetried: RoleResult = { state: "grantFailed", nextAttemptAt: after(0, 1) };

/** Minutes from the first attempt to every later one when each fails at once. */
function attemptMinutes(): number[] {
  const minutes: number[] = [];
  let failedAt = start;
  for (let attempts = 1; attempts < 50; attempts += 1) {
    const next = nextAttemptAt(attempts, start, failedAt);
    if (!next) break;
    minutes.push((next.getTime() - start.getTime()) / MINUTE_MS);
    failedAt = next;
  }
  return minutes;
}

describe("delivering a package", () => {
  test("REQ-60 a failed role is tried again after 1, 5, 15 and 60 minutes, then hourly, for six hours", () => {
    expect(attemptMinutes()).toEqual([1, 6, 21, 81, 141, 201, 261, 321]);
  });

  test("REQ-60 an attempt exactly six hours after the first is still made, one a minute later is not", () => {
    expect(nextAttemptAt(5, start, after(0, 5))).toEqual(after(0, 6));
    expect(nextAttemptAt(5, start, after(0, 5, 1))).toBeNull();
  });

  test("REQ-39 a package is delivered when all its roles are", () => {
    expect(deliveryOutcome([granted, granted])).toBe("delivered");
    expect(deliveryOutcome([granted, pending])).toBeNull();
  });

  test("REQ-39 a package without roles is delivered", () => {
    expect(deliveryOutcome([])).toBe("delivered");
  });

  test("REQ-40 some roles granted and the others given up is a partial delivery", () => {
    expect(deliveryOutcome([granted, failed])).toBe("partiallyDelivered");
  });

  test("REQ-40 nothing is final while a failed role will be tried again", () => {
    expect(deliveryOutcome([granted, failedAndRetried])).toBeNull();
    expect(deliveryOutcome([failed, failedAndRetried])).toBeNull();
  });

  test("REQ-41 no role granted and none left to try is a failed delivery", () => {
    expect(deliveryOutcome([failed, failed])).toBe("deliveryFailed");
  });

  test("REQ-59 one failed role neither stops nor undoes the others", () => {
    expect(deliveryOutcome([failed, pending, granted])).toBeNull();
    expect(deliveryOutcome([failed, granted, granted])).toBe("partiallyDelivered");
  });

  test("APP-34 a disabled target makes the delivery fail for good, a broken target system does not", () => {
    expect(isRetriable("accountDisabled")).toBe(false);
    expect(isRetriable("roleMissing")).toBe(false);
    expect(isRetriable("targetSystem")).toBe(true);
  });

  test("ERR-53 each reason a system may give is either waited out or final", () => {
    expect(deliveryProblems.filter(isRetriable)).toEqual(["capacityMissing", "targetSystem"]);
    expect(deliveryProblems.filter((problem) => !isRetriable(problem))).toEqual([
      "accountDisabled",
      "roleMissing",
      "resourceDeleted",
      "guestRefused",
      "groupReadOnly",
    ]);
  });

  test("ASN-2 an assignment follows the outcome of its delivery", () => {
    expect(
      ["delivered", "partiallyDelivered", "deliveryFailed"].map((each) => assignmentStateAfter(each as "delivered")),
    ).toEqual(["delivered", "partiallyDelivered", "deliveryFailed"]);
  });

  test("ASN-31 a membership somebody had before is granted with a warning that it will end too", () => {
    const role = { resourceRoleId: idOf<ResourceRoleId>(3), displayName: "Ledger – Member" };
    expect(roleGranted(role, true, start)).toEqual({ kind: "roleGranted", at: start, ...role, wasHeldBefore: true });
    expect(roleGranted(role, false, start)).toEqual({ kind: "roleGranted", at: start, ...role });
  });

  test("ASN-49 an assignment is gone when its last role is, and not while one still has to be withdrawn", () => {
    expect(isDeprovisioned([{ state: "revoked" }, { state: "grantFailed" }])).toBe(true);
    expect(isDeprovisioned([{ state: "revoked" }, { state: "pendingRevoke" }])).toBe(false);
    expect(isDeprovisioned([{ state: "granted" }])).toBe(false);
    expect(isDeprovisioned([])).toBe(true);
  });
});
