/** A day in a timer is exactly 24 h, never a calendar day (conventions of the spec). */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const addMs = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
export const addDays = (instant: Date, days: number): Date => addMs(instant, days * DAY_MS);
export const addHours = (instant: Date, hours: number): Date => addMs(instant, hours * HOUR_MS);

/** True from the instant itself on: a deadline has passed when the clock reads exactly the deadline. */
export const isDue = (instant: Date, now: Date): boolean => now.getTime() >= instant.getTime();
export const isAfter = (a: Date, b: Date): boolean => a.getTime() > b.getTime();
export const latest = (a: Date, b: Date): Date => (isAfter(a, b) ? a : b);

/** The earliest of the given instants; null where none is set. */
export function earliest(instants: readonly (Date | null)[]): Date | null {
  let found: Date | null = null;
  for (const instant of instants) {
    if (instant && (!found || isAfter(found, instant))) found = instant;
  }
  return found;
}
