import { z } from "zod";
import { addDays } from "@/lib/engine/time";
import { searchText } from "@/lib/queries/membership";

/** What of the log is wanted. People, packages and catalogs are named by their id or by a part of the name. */
export type AuditFilter = {
  readonly person: string | null;
  readonly package: string | null;
  readonly catalog: string | null;
  readonly activity: string | null;
  /** From this instant on, and before that one. */
  readonly from: Date | null;
  readonly until: Date | null;
};

const day = z.iso.date().transform((text) => new Date(`${text}T00:00:00Z`));

/** The start of a day in UTC; null for anything that is no day. */
export const startOfDay = (text: string | null | undefined): Date | null => day.safeParse(text).data ?? null;

/** The parameters of an address as a filter: days are whole days in UTC, the last one included. */
export function auditFilterOf(param: (name: string) => string | null | undefined): AuditFilter {
  const text = (name: string) => searchText(param(name)) || null;
  const to = startOfDay(param("to"));
  return {
    person: text("person"),
    package: text("package"),
    catalog: text("catalog"),
    activity: text("activity"),
    from: startOfDay(param("from")),
    until: to && addDays(to, 1),
  };
}
