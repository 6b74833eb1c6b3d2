/** Edm.Duration: days, hours, minutes and whole seconds. Years, months and weeks are none, since their length is not fixed. */
const pattern = /^P(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,11})(?:\.0+)?S)?)?$/;

/** The length in seconds; null for what is no duration. */
export function secondsOf(duration: string): number | null {
  const match = pattern.exec(duration);
  if (!match || /^P$|T$/.test(duration)) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** As days and time: `P30D`, `PT12H`, `P1DT12H`. */
export function durationOf(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const parts = [
    [Math.floor((seconds % 86_400) / 3_600), "H"],
    [Math.floor((seconds % 3_600) / 60), "M"],
    [seconds % 60, "S"],
  ] as const;
  const time = parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join("");
  if (days === 0) return `PT${time || "0S"}`;
  return `P${days}D${time ? `T${time}` : ""}`;
}
