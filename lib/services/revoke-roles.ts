import { inTransaction, type Transaction } from "@/db/client";
import { isDeprovisioned } from "@/lib/engine/assignment/delivery";
import type { RequestId } from "@/lib/engine/ids";
import { intentOf } from "@/lib/engine/request/states";
import type { StoredRequest } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";
import { dueRoles, roleStates } from "./role-work";
import { takeBackRoles } from "./take-back-roles";
import { clearAttributes } from "./write-attributes";

/** Takes back the roles of access that has ended, and closes its removal with the last of them (ASN-49). */
export async function revokeRoles(deps: Deps, requestId: RequestId): Promise<void> {
  const now = await deps.clock.now();
  const roles = await dueRoles(deps.db, requestId, "pendingRevoke", now);
  await takeBackRoles(deps, { requestId, lock: lockRemoving }, roles, now);
  await inTransaction(deps.db, async (tx) => {
    const before = await lockRemoving(tx, requestId);
    if (!before || !isDeprovisioned(await roleStates(tx, before.request.assignmentId))) return;
    await appendEvents(tx, {
      before,
      events: [
        ...(await clearAttributes(tx, before.request, now)),
        { kind: "deliveryFinished", at: now, outcome: "delivered" },
      ],
      actor: { kind: "system" },
      recordedAt: now,
    });
  });
}

async function lockRemoving(tx: Transaction, requestId: RequestId): Promise<StoredRequest | null> {
  const stored = await lockWithTarget(tx, requestId);
  return stored?.request.state === "delivering" && intentOf(stored.request.type) === "remove" ? stored : null;
}
