import { type SQL, sql } from "drizzle-orm";
import { loadSettings } from "@/lib/facts/settings";
import type { ReadContext } from "@/lib/graph/read/entity";
import { isApproverOf } from "@/lib/queries/approval-rights";

/** SQL: requests about which the caller is or was asked. */
export async function askedOfCaller({ reading: { db, now }, viewer }: ReadContext): Promise<SQL> {
  return isApproverOf({ personId: viewer.personId, settings: await loadSettings(db) }, now);
}

/** SQL: what stands for nothing here. */
export const nothing = sql`false`;
