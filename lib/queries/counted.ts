import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { limits } from "@/lib/engine/limits";
import type { Reader } from "@/lib/facts/reader";

/** Rows of which none is read: `select 1 from …`, without a limit. */
type Matching = SQLWrapper & { limit: (rows: number) => SQLWrapper };

/**
 * How many rows match, counted no further than lists tell: one more than `limits.countedMax` stands for all that are more.
 */
export async function countUpToLimit(reader: Reader, matching: Matching): Promise<number> {
  const some = matching.limit(limits.countedMax + 1);
  const { rows } = await reader.execute<{ n: number }>(sql`select count(*)::int as n from (${some}) as matching`);
  return rows[0]?.n ?? 0;
}

/** SQL: what such a query selects. */
export const nothing: SQL<number> = sql<number>`1`;
