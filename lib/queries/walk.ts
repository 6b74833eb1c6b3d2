import { type AnyColumn, asc, desc, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { z } from "zod";
import type { TwoWayPage } from "@/lib/views/page";
import { fromCursor, PAGE_SIZE, toCursor } from "./keyset";

/** What a list is in order of; rows of the same value follow each other by their ids. */
export type Sorting = {
  readonly by: SQLWrapper;
  /** An instant may be infinite, which is how a missing end comes last. */
  readonly kind: "instant" | "text";
  readonly direction: "ascending" | "descending";
  readonly id: AnyColumn;
};

/** The page after one cursor or before another; from the beginning without any. */
export type Place = {
  readonly cursor?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly size?: number | undefined;
};

const keys = {
  instant: z.union([z.literal("infinity"), z.iso.datetime()]),
  text: z.string(),
} as const;

/** What the cursor of a row begins with. */
function keyOf({ by, kind }: Sorting): SQL<string> {
  if (kind === "text") return sql<string>`${by}`;
  return sql<string>`case when ${by} = 'infinity' then 'infinity'
    else to_char(${by} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end`;
}

/** Null for none and for anything that is not a cursor of such a list: it then starts at its beginning. */
function keyIn(text: string | null | undefined, kind: Sorting["kind"]) {
  const cursor = fromCursor(text);
  return cursor && keys[kind].safeParse(cursor[0]).success ? { key: cursor[0], id: cursor[1] } : null;
}

/** The parts of a query that reads one page of a list by keyset, forwards or backwards, and makes the page of its rows. */
export function walk(sorting: Sorting, { cursor, before, size = PAGE_SIZE }: Place) {
  const { by, kind, direction, id } = sorting;
  const back = keyIn(before, kind);
  const from = back ?? keyIn(cursor, kind);
  const isDescending = (direction === "descending") !== (back !== null);
  const beyond = isDescending ? sql.raw("<") : sql.raw(">");
  const type = sql.raw(kind === "text" ? "text" : "timestamptz");
  const order = isDescending ? desc : asc;
  return {
    key: keyOf(sorting),
    where: from ? sql`(${by}, ${id}) ${beyond} (${from.key}::${type}, ${from.id}::uuid)` : undefined,
    orderBy: [order(by), order(id)],
    limit: size + 1,
    pageOf<Row extends { readonly key: string; readonly id: string }>(
      rows: readonly Row[],
    ): TwoWayPage<Omit<Row, "key">> {
      const hasMore = rows.length > size;
      const shown = back ? rows.slice(0, size).toReversed() : rows.slice(0, size);
      const [first, last] = [shown.at(0), shown.at(-1)];
      const hasPrevious = back ? hasMore : from !== null;
      const hasNext = back !== null || hasMore;
      return {
        rows: shown.map(({ key: _, ...row }) => row),
        previous: hasPrevious && first ? toCursor(first.key, first.id) : null,
        next: hasNext && last ? toCursor(last.key, last.id) : null,
      };
    },
  };
}
