import { z } from "zod";
import type { Page } from "@/lib/views/page";

/** POR-15. */
export const PAGE_SIZE = 25;

const cursorSchema = z.tuple([
  z
    .string()
    .max(600)
    .refine((text) => !text.includes("\0")),
  z.uuid(),
]);
export type Cursor = z.infer<typeof cursorSchema>;

/** The sort value and id of a page's last row, as an opaque text for a URL. */
export const toCursor = (sortValue: string, id: string): string =>
  Buffer.from(JSON.stringify([sortValue, id])).toString("base64url");

/** Null for none and for anything that is not a cursor of ours: such a list starts at its beginning. */
export function fromCursor(text: string | null | undefined): Cursor | null {
  if (!text || text.length > 2_000) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/** Cuts the one row too many that a query reads to know whether there is a next page. */
export function pageOf<Row>(rows: readonly Row[], cursorOf: (row: Row) => string, size = PAGE_SIZE): Page<Row> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > size && last ? cursorOf(last) : null };
}

const instantCursorSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** The same for lists in order of an instant. */
export function fromInstantCursor(text: string | null | undefined): { readonly at: Date; readonly id: string } | null {
  const parsed = instantCursorSchema.safeParse(fromCursor(text));
  return parsed.success ? { at: parsed.data[0], id: parsed.data[1] } : null;
}

export const toInstantCursor = (at: Date, id: string): string => toCursor(at.toISOString(), id);
