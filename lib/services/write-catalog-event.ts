import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvents, catalogs } from "@/db/schema";
import { type CatalogEvent, catalogActivities } from "@/lib/engine/catalog/events";
import type { Actor } from "@/lib/engine/request/events";
import { entryOf } from "./write-audit";

/** What beside the catalog an event is about. */
function subjectOf(event: CatalogEvent) {
  if ("resource" in event) return { subjectId: event.resource.id, subjectName: event.resource.displayName };
  return "role" in event ? { subjectId: event.role, subjectName: event.principal.displayName } : null;
}

/** AUD-1, AUD-6: one entry for what happens to a catalog, in the transaction that makes it and while the catalog is there. */
export async function writeCatalogEvent(
  tx: Transaction,
  change: { readonly event: CatalogEvent; readonly actor: Actor; readonly recordedAt: Date },
): Promise<void> {
  const { event } = change;
  const [changed] = await tx
    .select({ name: catalogs.displayName })
    .from(catalogs)
    .where(eq(catalogs.id, event.catalogId));
  const person = "principal" in event && event.principal.kind === "person" ? event.principal : null;
  await tx.insert(auditEvents).values({
    ...entryOf(change, catalogActivities[event.kind]),
    targetId: person?.personId ?? null,
    targetName: person?.displayName ?? null,
    catalogId: event.catalogId,
    catalogName: changed?.name ?? null,
    ...subjectOf(event),
  });
}
