import { inTransaction, type Transaction } from "@/db/client";
import { isDeprovisioned, nextAttemptAt } from "@/lib/engine/assignment/delivery";
import type { RequestId, ResourceRoleId } from "@/lib/engine/ids";
import type { RequestEvent } from "@/lib/engine/request/events";
import { intentOf } from "@/lib/engine/request/states";
import { addHours } from "@/lib/engine/time";
import type { StoredRequest } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";
import { dueRoles, isGrantedOtherwise, lockRole, roleLabel, roleOrder, roleStates, setRole } from "./role-work";

/**
 * Takes back the roles of access that has ended, each in a transaction of its own; one that other access still grants
 * stays with the person (ASN-30). What fails is tried until it works: nobody keeps what they should not have (ASN-49).
 */
export async function revokeRoles(deps: Deps, requestId: RequestId): Promise<void> {
  const now = await deps.clock.now();
  const roles = await dueRoles(deps.db, requestId, "pendingRevoke", now);
  for (const resourceRoleId of roles) {
    try {
      await revokeRole(deps, requestId, resourceRoleId, now);
    } catch (error) {
      deps.log.warn("a role could not be taken back", { requestId, resourceRoleId, error });
      await recordFailure(deps, requestId, resourceRoleId, now);
    }
  }
  if (roles.length > 0) return;
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockRemoving(tx, requestId);
    if (stored) await appendEvents(tx, await settled(tx, stored, [], now));
  });
}

async function lockRemoving(tx: Transaction, requestId: RequestId): Promise<StoredRequest | null> {
  const stored = await lockWithTarget(tx, requestId);
  return stored?.request.state === "delivering" && intentOf(stored.request.type) === "remove" ? stored : null;
}

async function settled(tx: Transaction, stored: StoredRequest, events: readonly RequestEvent[], now: Date) {
  const isDone = isDeprovisioned(await roleStates(tx, stored.request.assignmentId));
  const last: RequestEvent[] = isDone ? [{ kind: "deliveryFinished", at: now, outcome: "delivered" }] : [];
  return { before: stored, events: [...events, ...last], actor: { kind: "system" as const }, recordedAt: now };
}

async function revokeRole(deps: Deps, requestId: RequestId, resourceRoleId: ResourceRoleId, now: Date) {
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockRemoving(tx, requestId);
    const role = stored && (await lockRole(tx, stored.request.assignmentId, resourceRoleId, "pendingRevoke", now));
    if (!stored || !role) return;
    const isKept = await isGrantedOtherwise(tx, role);
    if (!isKept) await deps.connectors[role.originSystem].revoke(tx, roleOrder(role, now));
    await setRole(tx, role, { state: "revoked", revokedAt: now, nextAttemptAt: null, problem: null });
    const kind = isKept ? "roleKept" : "roleRevoked";
    const event: RequestEvent = { kind, at: now, resourceRoleId, displayName: roleLabel(role) };
    await appendEvents(tx, await settled(tx, stored, [event], now));
  });
}

async function recordFailure(deps: Deps, requestId: RequestId, resourceRoleId: ResourceRoleId, now: Date) {
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockRemoving(tx, requestId);
    const role = stored && (await lockRole(tx, stored.request.assignmentId, resourceRoleId, "pendingRevoke", now));
    if (!stored || !role) return;
    const attempts = role.attempts + 1;
    const firstAttemptAt = role.firstAttemptAt ?? now;
    const retryAt = nextAttemptAt(attempts, firstAttemptAt, now) ?? addHours(now, 1);
    await setRole(tx, role, { attempts, firstAttemptAt, nextAttemptAt: retryAt, problem: "targetSystem" });
    await appendEvents(tx, {
      before: stored,
      events: [
        {
          kind: "roleFailed",
          at: now,
          resourceRoleId,
          displayName: roleLabel(role),
          problem: "targetSystem",
          retryAt,
        },
      ],
      actor: { kind: "system" },
      recordedAt: now,
    });
  });
}
