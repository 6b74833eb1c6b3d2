import { and, desc, eq, type SQL } from "drizzle-orm";
import { auditEvents } from "@/db/schema";
import type { Reader } from "./reader";

/**
 * ERR-50: who saved something last, by the name they had then, as the log tells it; null where nobody has since it was
 * made. `what` says what it is: a catalog, a package, a policy.
 */
export async function loadLastEditor(reader: Reader, kind: string, what: SQL): Promise<string | null> {
  const [row] = await reader
    .select({ name: auditEvents.actorName })
    .from(auditEvents)
    .where(and(what, eq(auditEvents.kind, kind)))
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  return row?.name ?? null;
}
