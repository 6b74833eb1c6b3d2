import { describe, expect, test } from "vitest";
import { addDays, addHours, earliest, isAfter, isDue, latest } from "./time";

const noon = new Date("2025-03-29T12:00:00Z");

describe("instants", () => {
  test("APP-5 a day is 24 hours, also over a change of summer time", () => {
    expect(addDays(noon, 2)).toEqual(new Date("2025-03-31T12:00:00Z"));
    expect(addHours(noon, 24)).toEqual(addDays(noon, 1));
  });

  test("APP-44 what is due is due at its instant already", () => {
    expect(isDue(noon, noon)).toBe(true);
    expect(isDue(noon, new Date(noon.getTime() - 1))).toBe(false);
    expect(isAfter(noon, noon)).toBe(false);
  });

  test("ASN-10 the later of two instants, and the earliest of several where some are missing", () => {
    const later = addHours(noon, 1);
    expect(latest(noon, later)).toBe(later);
    expect(earliest([null, later, noon, null])).toBe(noon);
    expect(earliest([null])).toBeNull();
  });
});
