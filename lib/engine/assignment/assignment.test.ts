import { describe, expect, test } from "vitest";
import { after, start } from "@/lib/engine/testing/facts";
import { assignmentStates, countsForConflicts, endsWithinDays, isActiveAt } from "./assignment";

describe("an assignment", () => {
  test("ASN-1 is delivering, delivered, partially delivered, failed or expired", () => {
    expect([...assignmentStates].sort()).toEqual(
      ["delivered", "delivering", "deliveryFailed", "expired", "partiallyDelivered"].sort(),
    );
  });

  test("ASN-1 is active while delivering, delivered or partially delivered", () => {
    const active = assignmentStates.filter((state) => isActiveAt({ state, endAt: null }, start));
    expect([...active].sort()).toEqual(["delivered", "delivering", "partiallyDelivered"]);
  });

  test("ASN-13 access has ended at the end instant itself, whatever the state still says", () => {
    const untilDayTen = { state: "delivered" as const, endAt: after(10) };
    expect(isActiveAt(untilDayTen, after(9, 23, 59))).toBe(true);
    expect(isActiveAt(untilDayTen, after(10))).toBe(false);
    expect(isActiveAt(untilDayTen, after(11))).toBe(false);
  });

  test("ASN-8 access without an end never ends by itself", () => {
    expect(isActiveAt({ state: "delivered", endAt: null }, after(100_000))).toBe(true);
  });

  test("ASN-49 counts for conflicts while active, and after its end until its roles are gone", () => {
    expect(countsForConflicts({ state: "delivered", isDeprovisioned: false })).toBe(true);
    expect(countsForConflicts({ state: "expired", isDeprovisioned: false })).toBe(true);
    expect(countsForConflicts({ state: "expired", isDeprovisioned: true })).toBe(false);
    expect(countsForConflicts({ state: "deliveryFailed", isDeprovisioned: false })).toBe(false);
  });
});

describe("the badge of an assignment that ends soon", () => {
  test.each([
    ["no end", null, null],
    ["15 days", after(15), null],
    ["14 days and a minute", after(14, 0, 1), null],
    ["14 days", after(14), 14],
    ["13 days and an hour", after(13, 1), 14],
    ["a day", after(1), 1],
    ["an hour", after(0, 1), 1],
    ["now", start, null],
    ["over", after(-1), null],
  ])("POR-20 %s", (_, endAt, days) => {
    expect(endsWithinDays(endAt, start)).toBe(days);
  });
});
