import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, auditEvents } from "@/db/schema";
import { type PackageEvent, packageActivities } from "@/lib/engine/package/events";
import type { Actor } from "@/lib/engine/request/events";
import { entryOf } from "./write-audit";

/** What beside the package an event is about. */
function subjectOf(event: PackageEvent) {
  if ("policyId" in event) {
    return { policyId: event.policyId, subjectId: event.policyId, subjectName: event.policyName };
  }
  const named = "other" in event ? event.other : "group" in event ? event.group : null;
  return named && { subjectId: named.id, subjectName: named.displayName };
}

/** AUD-10: one entry for what happens to a package, in the transaction that makes it. */
export async function writePackageEvent(
  tx: Transaction,
  change: { readonly event: PackageEvent; readonly actor: Actor; readonly recordedAt: Date },
): Promise<void> {
  const { event } = change;
  const [changed] = await tx
    .select({ name: accessPackages.displayName, catalogId: accessPackages.catalogId })
    .from(accessPackages)
    .where(eq(accessPackages.id, event.packageId));
  await tx.insert(auditEvents).values({
    ...entryOf(change, packageActivities[event.kind]),
    packageId: event.packageId,
    packageName: changed?.name ?? null,
    catalogId: changed?.catalogId ?? null,
    ...subjectOf(event),
  });
}
