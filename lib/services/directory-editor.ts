import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupNestings, groups, roleAssignments } from "@/db/schema";
import { may, type PortalAction } from "@/lib/auth/permissions";
import type { Account } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAccount } from "@/lib/facts/people";
import { loadRoles } from "@/lib/facts/roles";
import { writeRefusedAttempt } from "./write-refused-attempt";

/**
 * Whoever may change people and groups, or the roles that hold everywhere. Those who may only look are told so; to
 * everybody else there is nothing there, in the words the caller has for that (DEL-23). The attempt is kept (AUD-6).
 */
export async function loadEditor<Missing>(
  tx: Transaction,
  personId: PersonId,
  action: Extract<PortalAction, "manageDirectory" | "assignPortalRoles">,
  missing: Missing,
  now: Date,
): Promise<Result<Account, Missing | { readonly code: "roleNotSufficient" }>> {
  const person = await loadAccount(tx, personId);
  if (!person?.isEnabled) return err(missing);
  const roles = await loadRoles(tx, personId);
  if (may({ roles }, action)) return ok(person);
  await writeRefusedAttempt(tx, person, action, { at: now });
  return err(may({ roles }, "viewEverything") ? { code: "roleNotSufficient" } : missing);
}

/**
 * Lets one transaction at a time change who administers the whole portal, so that of two administrators who take each
 * other out at once one stays (P1). After people and groups, before everything else.
 */
export async function lockAdministration(tx: Transaction): Promise<void> {
  await tx
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .where(and(eq(roleAssignments.role, "governanceAdministrator"), isNull(roleAssignments.catalogId)))
    .orderBy(roleAssignments.id)
    .for("update");
}

/**
 * Lets one transaction at a time change which groups there are and how they lie in one another, so that two who put groups
 * into each other at once close no circle, and the closure is built from all of it. The first lock of such a transaction;
 * readers do not wait for it.
 */
export async function lockNestings(tx: Transaction): Promise<void> {
  await tx.execute(sql`lock table ${groupNestings} in share row exclusive mode`);
}

/** Locks a group for whoever changes it or who is in it; after people. */
export async function lockGroup(tx: Transaction, groupId: GroupId): Promise<void> {
  await tx.select({ id: groups.id }).from(groups).where(eq(groups.id, groupId)).for("no key update");
}
