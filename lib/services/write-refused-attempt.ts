import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { accessPackages, auditEvents, catalogs } from "@/db/schema";
import { type Action, actionTitle } from "@/lib/auth/permissions";
import { type RefusedAttempt, refusedAttemptActivity } from "@/lib/engine/audit/refused";
import type { Account } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import { entryOf } from "./write-audit";

type About = { readonly packageId?: AccessPackageId; readonly catalogId?: CatalogId };

/**
 * AUD-6: an entry that somebody tried what they have no right to, about the package or the catalog it was tried on. The
 * only thing such a transaction writes; it may also stand alone, being one statement.
 */
export async function writeRefusedAttempt(
  tx: Transaction | Database,
  account: Account,
  action: Action,
  { at, ...about }: About & { readonly at: Date },
): Promise<void> {
  const event: RefusedAttempt = { kind: "attemptRefused", at, action, ...about };
  const [tried] = about.packageId
    ? await tx
        .select({ name: accessPackages.displayName, catalogId: accessPackages.catalogId })
        .from(accessPackages)
        .where(eq(accessPackages.id, about.packageId))
    : [];
  const catalogId = about.catalogId ?? tried?.catalogId ?? null;
  const [catalog] = catalogId
    ? await tx.select({ name: catalogs.displayName }).from(catalogs).where(eq(catalogs.id, catalogId))
    : [];
  await tx.insert(auditEvents).values({
    ...entryOf({ event, actor: actorOf(account), recordedAt: at }, refusedAttemptActivity),
    result: "failure",
    packageId: about.packageId ?? null,
    packageName: tried?.name ?? null,
    catalogId,
    catalogName: catalog?.name ?? null,
    subjectId: action,
    subjectName: actionTitle(action),
  });
}
