import { addDays, addMs, MINUTE_MS } from "@/lib/engine/time";

/**
 * An instant as seen from the demo's now: "171d 09:12" is 171 days before, at that time of day (UTC); "in 6d 08:00" is
 * six days ahead; "90m" is ninety minutes before. Days before are at least 1, so that none of them lies in the future.
 */
export type When = `${number}d ${string}` | `in ${number}d ${string}` | `${number}m`;

const onDay = /^(in )?(\d+)d (\d\d):(\d\d)$/;
const minutesBefore = /^(\d+)m$/;

export function instantOf(when: When, now: Date): Date {
  const minutes = minutesBefore.exec(when)?.[1];
  if (minutes) return addMs(now, -Number(minutes) * MINUTE_MS);
  const [, ahead, count, hour, minute] = onDay.exec(when) ?? [];
  if (!count || (Number(count) === 0 && !ahead)) throw new Error(`"${when}" is no time of the history`);
  const at = addDays(now, ahead ? Number(count) : -Number(count));
  at.setUTCHours(Number(hour), Number(minute), 0, 0);
  return at;
}
