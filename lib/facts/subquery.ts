import { type SQL, sql } from "drizzle-orm";

/**
 * A correlated subquery as a selected field. Drizzle writes the columns of a field without their table where a select
 * has no join, so `id` would mean the inner table; one level deeper they keep it.
 */
export const subquery = <Value>(inner: SQL): SQL<Value> => sql<Value>`(${inner})`;
