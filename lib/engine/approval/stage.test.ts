import { describe, expect, test } from "vitest";
import { eli } from "@/lib/engine/testing/cast";
import { person, stage } from "@/lib/engine/testing/facts";
import { MINUTE_MS } from "@/lib/engine/time";
import { stageClock } from "./stage";

const activatedAt = new Date("2025-03-01T10:00:00Z");
const clock = (durationDays: number, escalationAfterDays: number | null) =>
  stageClock(
    stage({
      durationDays,
      isEscalationEnabled: escalationAfterDays !== null,
      escalationAfterDays,
      escalationApprovers: [person(eli)],
    }),
    activatedAt,
  );

describe("the clock of a stage", () => {
  test.each([
    [14, 8, "2025-03-09T10:00:00Z", "2025-03-15T10:00:00Z"],
    [14, 13, "2025-03-14T10:00:00Z", "2025-03-15T10:00:00Z"],
    [4, 3, "2025-03-04T10:00:00Z", "2025-03-05T10:00:00Z"],
  ])(
    "APP-59 a stage of %i days forwarded after %i is forwarded at %s and due at %s",
    (days, day, forward, deadline) => {
      expect(clock(days, day)).toEqual({ forwardAt: new Date(forward), deadlineAt: new Date(deadline) });
    },
  );

  test("APP-50 the deadline is the start of the stage plus D times 24 hours", () => {
    expect(clock(1, null).deadlineAt).toEqual(new Date("2025-03-02T10:00:00Z"));
    expect(clock(14, null).deadlineAt).toEqual(new Date("2025-03-15T10:00:00Z"));
  });

  test("APP-5 a day is 1440 minutes: 8 days are 11520 and 14 are 20160", () => {
    const minutes = (instant: Date | null) => ((instant?.getTime() ?? 0) - activatedAt.getTime()) / MINUTE_MS;
    expect(minutes(clock(14, 8).forwardAt)).toBe(11_520);
    expect(minutes(clock(14, 8).deadlineAt)).toBe(20_160);
  });

  test("APP-5 a day stays 24 hours where the clocks of a country change", () => {
    const beforeChange = new Date("2025-03-29T10:00:00Z");
    expect(stageClock(stage({ durationDays: 2 }), beforeChange).deadlineAt).toEqual(new Date("2025-03-31T10:00:00Z"));
  });

  test("APP-59 a stage without alternates is never forwarded, even if a day was left in its settings", () => {
    expect(clock(14, null).forwardAt).toBeNull();
    const off = stage({ isEscalationEnabled: false, escalationAfterDays: 8 });
    expect(stageClock(off, activatedAt).forwardAt).toBeNull();
  });
});
