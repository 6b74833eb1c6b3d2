import { sql } from "drizzle-orm";
import { bigint, check, pgTable, smallint } from "drizzle-orm/pg-core";

/** The time machine of the demo: how far its clock is ahead. Only the demo seed makes the row. */
export const demoClock = pgTable(
  "demo_clock",
  { id: smallint().primaryKey(), offsetMs: bigint({ mode: "number" }).notNull() },
  (table) => [check("demo_clock_single", sql`${table.id} = 1`)],
);
