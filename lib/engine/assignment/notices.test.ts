import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { after, assignment, policy, start } from "@/lib/engine/testing/facts";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { type EndNoticeDays, endNoticeDays } from "./assignment";
import { decideEndNotice, type NoticeFacts, noticesAhead } from "./notices";

const until = (endAt: Date | null, given: EndNoticeDays | null = null): NoticeFacts => ({
  ...assignment({ endAt }),
  endNoticeDays: given,
});
const announced = (facts: NoticeFacts, now: Date) => {
  const result = decideEndNotice(facts, now);
  const [event] = result.ok ? result.value.events : [];
  return event?.kind === "endAnnounced" ? { days: event.days, at: event.at } : null;
};

describe("the end is announced", () => {
  test("LIM-6 14 days and 1 day before", () => {
    expect(endNoticeDays).toEqual([14, 1]);
  });

  test("ASN-19 at these instants, and not before", () => {
    const month = until(after(30));
    expect(announced(month, after(15, 23, 59))).toBeNull();
    expect(announced(month, after(16))).toEqual({ days: 14, at: after(16) });
    expect(announced(until(after(30), 14), after(28, 23, 59))).toBeNull();
    expect(announced(until(after(30), 14), after(29))).toEqual({ days: 1, at: after(29) });
  });

  test("ASN-19 whether or not the access can be extended", () => {
    const fixed = snapshotOf(policy({ requestorSettings: { enableTargetsToSelfUpdateAccess: false } }));
    expect(announced({ ...until(after(30)), snapshot: fixed }, after(16))).toMatchObject({ days: 14 });
  });

  test("ASN-3 each once for an end; whoever comes late gives only the last", () => {
    expect(announced(until(after(30)), after(29, 1))).toEqual({ days: 1, at: after(29) });
    expect(announced(until(after(30), 1), after(29, 1))).toBeNull();
    expect(announced(until(after(30), 14), after(20))).toBeNull();
  });

  test("ASN-3 the event is recorded at the instant it fell due", () => {
    expect(announced(until(after(30)), after(18))).toEqual({ days: 14, at: after(16) });
  });

  test("ASN-23 shorter than 14 days: the last day's only; shorter than a day: none", () => {
    expect(noticesAhead(until(after(14))).map(({ days }) => days)).toEqual([14, 1]);
    expect(noticesAhead(until(after(13, 23, 59)))).toEqual([{ days: 1, at: after(12, 23, 59) }]);
    expect(noticesAhead(until(after(1)))).toEqual([{ days: 1, at: start }]);
    expect(noticesAhead(until(after(0, 23, 59)))).toEqual([]);
  });

  test("ASN-8 access without an end has nothing to announce", () => {
    expect(announced(until(null), after(99_999))).toBeNull();
  });

  test("ASN-3 what has ended is not announced any more", () => {
    expect(announced(until(after(30)), after(30))).toBeNull();
    expect(announced({ ...until(after(30)), state: "expired" }, after(29))).toBeNull();
  });

  test("ASN-23 however long the access and however late the clock, never twice and never without need", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 * 24 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 40 }),
        (hours, steps) => {
          const endAt = addMs(start, hours * HOUR_MS);
          let facts = until(endAt);
          let now = start;
          const given: number[] = [];
          for (const step of [0, ...steps]) {
            now = addMs(now, step * HOUR_MS);
            const notice = announced(facts, now);
            if (!notice) continue;
            given.push(notice.days);
            expect(hours * HOUR_MS).toBeGreaterThanOrEqual(notice.days * DAY_MS);
            facts = { ...facts, endNoticeDays: notice.days };
          }
          expect(new Set(given).size).toBe(given.length);
          expect(given).toEqual(given.toSorted((one, other) => other - one));
        },
      ),
    );
  });
});
