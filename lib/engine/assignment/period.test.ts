import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyExpiration, anyInstant, anySchedule, checked } from "@/lib/engine/testing/arbitraries";
import { after, start } from "@/lib/engine/testing/facts";
import { isAfter } from "@/lib/engine/time";
import { grantedPeriod, latestEnd, pointlessAt, type Schedule, scheduleIssues } from "./period";

const never = { type: "noExpiration" } as const;
const thirtyDays = { type: "afterDays", days: 30 } as const;
const twelveHours = { type: "afterHours", hours: 12 } as const;
const onDayTwenty = { type: "afterDateTime", endDateTime: after(20) } as const;
const anyTime: Schedule = { startAt: null, endAt: null };

const problems = (
  expiration: Parameters<typeof scheduleIssues>[0],
  schedule: Schedule,
  allowsCustomSchedule = true,
  now = start,
): string[] => scheduleIssues(expiration, allowsCustomSchedule, schedule, now).map((each) => each.problem);

describe("how long access lasts", () => {
  test("ASN-5 on a date: the same end for everybody, whenever access starts", () => {
    expect(latestEnd(onDayTwenty, start)).toEqual(after(20));
    expect(grantedPeriod(onDayTwenty, anyTime, after(7))).toEqual({ startAt: after(7), endAt: after(20) });
  });

  test("ASN-6 a number of days: start plus n times 24 hours", () => {
    expect(latestEnd(thirtyDays, after(2))).toEqual(after(32));
  });

  test("ASN-7 a number of hours: start plus h hours", () => {
    expect(latestEnd(twelveHours, after(2))).toEqual(after(2, 12));
  });

  test("ASN-8 never: no end", () => {
    expect(latestEnd(never, start)).toBeNull();
    expect(grantedPeriod(never, anyTime, start)).toEqual({ startAt: start, endAt: null });
  });

  test("ASN-10 access starts at the later of the approval and the requested start", () => {
    expect(grantedPeriod(never, { startAt: after(5), endAt: null }, after(2)).startAt).toEqual(after(5));
    expect(grantedPeriod(never, { startAt: after(1), endAt: null }, after(2)).startAt).toEqual(after(2));
    expect(grantedPeriod(never, anyTime, after(2)).startAt).toEqual(after(2));
  });

  test("REQ-73 a requested start that passes while approval is pending leaves the requested end as it was", () => {
    expect(grantedPeriod(thirtyDays, { startAt: after(1), endAt: after(9) }, after(4))).toEqual({
      startAt: after(4),
      endAt: after(9),
    });
  });

  test("REQ-75 a duration counts from delivery, and for a scheduled request from its start", () => {
    expect(grantedPeriod(thirtyDays, anyTime, after(3)).endAt).toEqual(after(33));
    expect(grantedPeriod(thirtyDays, { startAt: after(10), endAt: null }, after(3)).endAt).toEqual(after(40));
  });

  test("REQ-74 a request is pointless from its requested end on, or from the policy's date", () => {
    expect(pointlessAt(thirtyDays, { startAt: null, endAt: after(9) })).toEqual(after(9));
    expect(pointlessAt(onDayTwenty, anyTime)).toEqual(after(20));
    expect(pointlessAt(thirtyDays, anyTime)).toBeNull();
    expect(pointlessAt(never, anyTime)).toBeNull();
  });
});

describe("the period somebody asks for", () => {
  test("INF-23 a start or an end is refused where the policy allows none", () => {
    const codes = (schedule: Schedule) =>
      scheduleIssues(thirtyDays, false, schedule, start).map((each) => [each.code, each.field]);
    expect(codes({ startAt: after(1), endAt: null })).toEqual([["scheduleNotAllowed", "startAt"]]);
    expect(codes({ startAt: null, endAt: after(1) })).toEqual([["scheduleNotAllowed", "endAt"]]);
    expect(codes(anyTime)).toEqual([]);
  });

  test("ERR-17 a period sent although the policy allows none has a code of its own", () => {
    const [issue] = scheduleIssues(thirtyDays, false, { startAt: null, endAt: after(1) }, start);
    expect(issue?.code).toBe("scheduleNotAllowed");
  });

  test("INF-24 a start may lie up to five minutes in the past; no start means as soon as approved", () => {
    expect(problems(never, { startAt: after(0, 0, -5), endAt: null })).toEqual([]);
    expect(problems(never, { startAt: after(0, 0, -6), endAt: null })).toEqual(["inThePast"]);
  });

  test("INF-24 a start lies within ten years, and every date in a year that can be kept", () => {
    expect(problems(never, { startAt: after(3_660), endAt: null })).toEqual([]);
    expect(problems(never, { startAt: after(3_660, 0, 1), endAt: null })).toEqual(["tooFarAhead"]);
    expect(problems(never, { startAt: null, endAt: new Date("9999-12-31T23:59:59Z") })).toEqual([]);
    expect(problems(never, { startAt: null, endAt: new Date("+010000-01-01T00:00:00Z") })).toEqual(["notADate"]);
    expect(problems(never, anyTime)).toEqual([]);
  });

  test("INF-25 an end has to lie after the start", () => {
    expect(problems(never, { startAt: after(2), endAt: after(2) })).toEqual(["notAfterStart"]);
    expect(problems(never, { startAt: after(2), endAt: after(1) })).toEqual(["notAfterStart"]);
    expect(problems(never, { startAt: null, endAt: start })).toEqual(["notAfterStart"]);
    expect(problems(never, { startAt: after(2), endAt: after(2, 0, 1) })).toEqual([]);
  });

  test("INF-26 with a policy that never ends any end may be chosen", () => {
    expect(problems(never, { startAt: null, endAt: after(9_999) })).toEqual([]);
  });

  test("ASN-9 an end beyond the latest permitted one is refused and not cut", () => {
    expect(problems(thirtyDays, { startAt: null, endAt: after(30) })).toEqual([]);
    expect(problems(thirtyDays, { startAt: null, endAt: after(30, 0, 1) })).toEqual(["beyondLatest"]);
    expect(problems(thirtyDays, { startAt: after(10), endAt: after(40) })).toEqual([]);
    expect(problems(thirtyDays, { startAt: after(10), endAt: after(40, 0, 1) })).toEqual(["beyondLatest"]);
    expect(problems(twelveHours, { startAt: null, endAt: after(0, 12, 1) })).toEqual(["beyondLatest"]);
    expect(problems(onDayTwenty, { startAt: null, endAt: after(20) })).toEqual([]);
    expect(problems(onDayTwenty, { startAt: null, endAt: after(20, 0, 1) })).toEqual(["beyondLatest"]);
  });

  test("ASN-11 nothing can be asked for once the policy's date has passed", () => {
    expect(problems(onDayTwenty, anyTime, true, after(20))).toEqual(["policyEnded"]);
    expect(problems(onDayTwenty, anyTime, false, after(21))).toEqual(["policyEnded"]);
    expect(problems(onDayTwenty, anyTime, true, after(19, 23, 59))).toEqual([]);
    expect(problems(onDayTwenty, { startAt: after(20), endAt: null })).toEqual(["policyEnded"]);
  });

  test("ERR-18 every problem with the period carries its field", () => {
    expect(scheduleIssues(never, true, { startAt: after(-1), endAt: after(-2) }, start)).toMatchObject([
      { code: "scheduleInvalid", field: "startAt", problem: "inThePast" },
      { code: "scheduleInvalid", field: "endAt", problem: "notAfterStart" },
    ]);
  });

  test("ERR-18 an instant that is none is refused and not taken for no limit", () => {
    const noInstant = new Date(Number.NaN);
    expect(problems(thirtyDays, { startAt: noInstant, endAt: null })).not.toEqual([]);
    expect(problems(thirtyDays, { startAt: null, endAt: noInstant })).not.toEqual([]);
  });

  test("ASN-9 an accepted period never ends after the policy's latest end, whenever it is approved", () => {
    checked(
      fc.property(anyExpiration, anySchedule, anyInstant, anyInstant, (expiration, schedule, now, later) => {
        fc.pre(scheduleIssues(expiration, true, schedule, now).length === 0);
        const approvedAt = isAfter(later, now) ? later : now;
        const period = grantedPeriod(expiration, schedule, approvedAt);
        const limit = latestEnd(expiration, period.startAt);
        if (limit) {
          expect(period.endAt).not.toBeNull();
          expect(period.endAt?.getTime()).toBeLessThanOrEqual(limit.getTime());
        }
        expect(period.startAt.getTime()).toBeGreaterThanOrEqual(approvedAt.getTime());
      }),
      500,
    );
  });
});
