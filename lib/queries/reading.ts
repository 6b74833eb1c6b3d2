import { type Database, database } from "@/db/client";
import { processClock } from "@/lib/platform/clock";

/** What a query reads with: the database, and the one instant everything on the page is true at. */
export type Reading = { readonly db: Database; readonly now: Date };

/** The running portal's database at this moment. Queries ask for it themselves unless a test or a page hands one in. */
export async function currentReading(): Promise<Reading> {
  const db = database();
  return { db, now: await processClock(db).now() };
}
