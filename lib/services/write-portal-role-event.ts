import type { Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import { type PortalRoleEvent, portalRoleActivities } from "@/lib/engine/portal-role/roles";
import type { Actor } from "@/lib/engine/request/events";
import { entryOf } from "./write-audit";

/** AUD-8, AUD-6: one entry for a role that holds everywhere, in the transaction that gives it or takes it away. */
export async function writePortalRoleEvent(
  tx: Transaction,
  change: { readonly event: PortalRoleEvent; readonly actor: Actor; readonly recordedAt: Date },
): Promise<void> {
  const { role, principal, kind } = change.event;
  const person = principal.kind === "person" ? principal : null;
  await tx.insert(auditEvents).values({
    ...entryOf(change, portalRoleActivities[kind]),
    targetId: person?.personId ?? null,
    targetName: person?.displayName ?? null,
    subjectId: role,
    subjectName: principal.displayName,
  });
}
