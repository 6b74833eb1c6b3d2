import { limits } from "@/lib/engine/limits";
import type { Expiration } from "@/lib/engine/policy/policy";
import type { FieldIssue } from "@/lib/engine/request/refusals";
import { addDays, addHours, addMs, isAfter, isDue, latest, MINUTE_MS } from "@/lib/engine/time";

/** What a requestor asked for; null means "as soon as approved" and "as long as the policy gives" (INF-24). */
export type Schedule = { readonly startAt: Date | null; readonly endAt: Date | null };

/** When access really runs; a null end never comes. */
export type Period = { readonly startAt: Date; readonly endAt: Date | null };

/** INF-24: how far in the past a requested start may lie, for clocks that differ a little. */
const START_TOLERANCE_MS = 5 * MINUTE_MS;

/** ASN-9: the latest end the policy permits for access that starts at `startAt`; null means unlimited. */
export function latestEnd(expiration: Expiration, startAt: Date): Date | null {
  switch (expiration.type) {
    case "noExpiration":
      return null;
    case "afterDateTime":
      return expiration.endDateTime;
    case "afterDays":
      return addDays(startAt, expiration.days);
    case "afterHours":
      return addHours(startAt, expiration.hours);
  }
}

/** ASN-10, REQ-73, REQ-75: access starts at the later of approval and the requested start; a requested end stays. */
export function grantedPeriod(expiration: Expiration, schedule: Schedule, approvedAt: Date): Period {
  const startAt = schedule.startAt ? latest(schedule.startAt, approvedAt) : approvedAt;
  return { startAt, endAt: schedule.endAt ?? latestEnd(expiration, startAt) };
}

/** REQ-74: the instant at which a request that still waits has become pointless; null where that cannot happen. */
export const pointlessAt = (expiration: Expiration, schedule: Schedule): Date | null =>
  schedule.endAt ?? (expiration.type === "afterDateTime" ? expiration.endDateTime : null);

/** Dates have years of four digits wherever they are kept or sent. */
const YEAR_MAX = 9_999;

const isDateOrNone = (date: Date | null): boolean =>
  date === null || (!Number.isNaN(date.getTime()) && date.getUTCFullYear() <= YEAR_MAX);

/** INF-23 to INF-26, ASN-9, ASN-11: every problem with the requested period, at its field. */
export function scheduleIssues(
  expiration: Expiration,
  allowsCustomSchedule: boolean,
  schedule: Schedule,
  now: Date,
): FieldIssue[] {
  const { startAt, endAt } = schedule;
  const issue = (field: string, problem: string): FieldIssue => ({
    code: "scheduleInvalid",
    field,
    problem,
    subject: field,
  });
  if (!allowsCustomSchedule && (startAt || endAt)) {
    return [{ code: "scheduleNotAllowed", field: startAt ? "startAt" : "endAt", problem: "notAllowed", subject: "" }];
  }
  // A date that is none compares as neither before nor after anything, so it would pass every check below.
  const unreadable = (["startAt", "endAt"] as const).filter((field) => !isDateOrNone(schedule[field]));
  if (unreadable.length > 0) return unreadable.map((field) => issue(field, "notADate"));
  const issues: FieldIssue[] = [];
  if (startAt && isAfter(addMs(now, -START_TOLERANCE_MS), startAt)) issues.push(issue("startAt", "inThePast"));
  if (startAt && isAfter(startAt, addDays(now, limits.startDaysAheadMax))) issues.push(issue("startAt", "tooFarAhead"));
  const from = startAt ? latest(startAt, now) : now;
  const limit = latestEnd(expiration, from);
  if (limit && isDue(limit, from)) issues.push(issue(startAt ? "startAt" : "endAt", "policyEnded"));
  if (endAt && isDue(endAt, from)) issues.push(issue("endAt", "notAfterStart"));
  else if (endAt && limit && isAfter(endAt, limit)) issues.push(issue("endAt", "beyondLatest"));
  return issues;
}
