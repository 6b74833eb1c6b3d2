import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { auditEvents } from "@/db/schema";

/** What was done, in its order, as the log has it; what was only tried is left out (AUD-6). */
export async function trailOf<Line>(
  db: Database,
  lineOf: (entry: typeof auditEvents.$inferSelect) => Line,
): Promise<Line[]> {
  const entries = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.result, "success"))
    .orderBy(asc(auditEvents.sequence));
  return entries.map(lineOf);
}
