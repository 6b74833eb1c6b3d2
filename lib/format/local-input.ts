/** What a typed value stands for: an instant, or the edge of a day where the reader is. */
export type InstantKind = "dateTime" | "startOfDay" | "endOfDay";

/** The value of a native date or date-time input, in the reader's zone, for an ISO instant. */
export function toLocalInput(instant: string, kind: InstantKind): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return "";
  const pad = (value: number) => String(value).padStart(2, "0");
  const date = `${String(at.getFullYear()).padStart(4, "0")}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return kind === "dateTime" ? `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}` : date;
}

/** The ISO instant for what was typed into a native input, or "" while it is incomplete. */
export function fromLocalInput(typed: string, kind: InstantKind): string {
  if (typed === "") return "";
  const text = { dateTime: typed, startOfDay: `${typed}T00:00:00`, endOfDay: `${typed}T23:59:59` }[kind];
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
