/** How an instant is written. `relative` falls back to the date once it is more than a month away. */
export type InstantStyle = "relative" | "date" | "dateTime" | "time";

const day = 86_400_000;
const steps = [
  { unit: "day", size: day, below: 31 * day },
  { unit: "hour", size: 3_600_000, below: day },
  { unit: "minute", size: 60_000, below: 3_600_000 },
] as const;

type Zone = { locale: string; timeZone: string };

/** What the server writes before it knows the reader: English, UTC, and it says so. */
export const serverZone: Zone = { locale: "en-GB", timeZone: "UTC" };

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: Zone, kind: "date" | "dateTime" | "time" | "exact"): Intl.DateTimeFormat {
  const key = `${zone.locale}|${zone.timeZone}|${kind}`;
  let found = formatters.get(key);
  if (!found) {
    const options: Record<typeof kind, Intl.DateTimeFormatOptions> = {
      date: { day: "numeric", month: "short", year: "numeric" },
      dateTime: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
      time: { hour: "2-digit", minute: "2-digit" },
      exact: {
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        timeZoneName: "short",
      },
    };
    found = new Intl.DateTimeFormat(zone.locale, { ...options[kind], timeZone: zone.timeZone });
    formatters.set(key, found);
  }
  return found;
}

/** "3 Mar 2027" */
export function formatDate(at: Date, zone: Zone = serverZone): string {
  return formatter(zone, "date").format(at);
}

/** "3 Mar 2027, 14:05"; without a zone it is UTC and says so. */
export function formatDateTime(at: Date, zone: Zone = serverZone): string {
  const text = formatter(zone, "dateTime").format(at);
  return zone === serverZone ? `${text} UTC` : text;
}

/** "Wednesday, 3 March 2027 at 14:05 CET": for tooltips and whoever must be sure. */
export function formatExact(at: Date, zone: Zone = serverZone): string {
  return formatter(zone, "exact").format(at);
}

/** "14:05" */
export function formatTime(at: Date, zone: Zone = serverZone): string {
  return formatter(zone, "time").format(at);
}

/** "in 3 days", "2 hours ago", "now"; the date when it is more than a month away. Rounds towards now. */
export function formatRelative(at: Date, now: number, zone: Zone = serverZone): string {
  const distance = at.getTime() - now;
  const away = Math.abs(distance);
  const words = new Intl.RelativeTimeFormat(zone.locale, { numeric: "auto" });
  if (away < 60_000) return words.format(0, "second");
  // From smallest to largest: the first unit whose range still covers the distance.
  const step = steps.findLast((candidate) => away < candidate.below);
  if (!step) return formatDate(at, zone);
  return words.format(Math.trunc(distance / step.size), step.unit);
}

/** "12 days", "1 day", "6 hours": for lengths, not for instants. */
export function formatDuration(milliseconds: number, locale: string = serverZone.locale): string {
  const away = Math.abs(milliseconds);
  const step = steps.find((candidate) => away >= candidate.size) ?? steps[2];
  const count = Math.round(away / step.size);
  return new Intl.NumberFormat(locale, { style: "unit", unit: step.unit, unitDisplay: "long" }).format(count);
}
