import { describe, expect, it } from "vitest";
import { formatDateTime, formatDuration, formatExact, formatRelative } from "./instant";
import { fromLocalInput, toLocalInput } from "./local-input";

const berlin = { locale: "en-GB", timeZone: "Europe/Berlin" };
const now = Date.UTC(2027, 2, 3, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("instants", () => {
  it.each([
    [30_000, "now"],
    [5 * minute, "in 5 minutes"],
    [-90 * minute, "1 hour ago"],
    [23 * hour, "in 23 hours"],
    [day, "tomorrow"],
    [-3 * day - hour, "3 days ago"],
    [60 * day, "2 May 2027"],
  ])("%i milliseconds away is %s", (distance, text) => {
    expect(formatRelative(new Date(now + distance), now)).toBe(text);
  });

  it("says UTC as long as the reader's zone is unknown", () => {
    expect(formatDateTime(new Date(now))).toBe("3 Mar 2027, 12:00 UTC");
    expect(formatDateTime(new Date(now), berlin)).toBe("3 Mar 2027, 13:00");
  });

  it("names the zone in the exact form", () => {
    expect(formatExact(new Date(now), berlin)).toBe("Wednesday, 3 March 2027 at 13:00 CET");
  });

  it("writes lengths in whole units", () => {
    expect([14 * day, day, 6 * hour, 0].map((length) => formatDuration(length))).toEqual([
      "14 days",
      "1 day",
      "6 hours",
      "0 minutes",
    ]);
  });
});

describe("typed instants", () => {
  it("come back as they were typed", () => {
    const typed = "2027-03-28T02:30";
    const instant = fromLocalInput("2027-03-27T09:15", "dateTime");
    expect(toLocalInput(instant, "dateTime")).toBe("2027-03-27T09:15");
    expect(fromLocalInput(typed, "dateTime")).not.toBe("");
  });

  it("ASN-12 a date alone covers the whole day where it is typed, to its last second", () => {
    const start = Date.parse(fromLocalInput("2027-06-10", "startOfDay"));
    const end = Date.parse(fromLocalInput("2027-06-10", "endOfDay"));
    expect(end - start).toBe(day - 1000);
  });

  it("are empty while incomplete or impossible", () => {
    expect(fromLocalInput("", "dateTime")).toBe("");
    expect(fromLocalInput("2027-13-40", "endOfDay")).toBe("");
  });
});
