import { inTransaction, type Transaction } from "@/db/client";
import { nextAttemptAt } from "@/lib/engine/assignment/delivery";
import type { RequestId, ResourceRoleId } from "@/lib/engine/ids";
import type { RequestEvent } from "@/lib/engine/request/events";
import { addHours } from "@/lib/engine/time";
import type { StoredRequest } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import { problemOf } from "./connectors";
import type { Deps } from "./deps";
import { isGrantedOtherwise, lockRole, roleLabel, roleOrder, setRole } from "./role-work";

/** A request whose roles are taken back, and how it is locked while it still is what it was. */
export type TakingBack = {
  readonly requestId: RequestId;
  readonly lock: (tx: Transaction, requestId: RequestId, now: Date) => Promise<StoredRequest | null>;
};

/**
 * Takes roles back, each in a transaction of its own; one that other access still grants stays with the person (ASN-30).
 * What fails is tried until it works: nobody keeps what they should not have (ASN-49).
 */
export async function takeBackRoles(
  deps: Deps,
  taking: TakingBack,
  roles: readonly ResourceRoleId[],
  now: Date,
): Promise<void> {
  for (const resourceRoleId of roles) {
    try {
      await takeBack(deps, taking, resourceRoleId, now);
    } catch (error) {
      deps.log.warn("a role could not be taken back", { requestId: taking.requestId, resourceRoleId, error });
      await recordFailure(deps, taking, resourceRoleId, error, now);
    }
  }
}

async function takeBack(deps: Deps, { requestId, lock }: TakingBack, resourceRoleId: ResourceRoleId, now: Date) {
  await inTransaction(deps.db, async (tx) => {
    const before = await lock(tx, requestId, now);
    const role = before && (await lockRole(tx, before.request.assignmentId, resourceRoleId, "pendingRevoke", now));
    if (!before || !role) return;
    const isKept = await isGrantedOtherwise(tx, role);
    if (!isKept) await deps.connectors[role.originSystem].revoke(tx, roleOrder(role, now));
    await setRole(tx, role, { state: "revoked", revokedAt: now, nextAttemptAt: null, problem: null });
    const kind = isKept ? "roleKept" : "roleRevoked";
    const event: RequestEvent = { kind, at: now, resourceRoleId, displayName: roleLabel(role) };
    await appendEvents(tx, { before, events: [event], actor: { kind: "system" }, recordedAt: now });
  });
}

async function recordFailure(
  deps: Deps,
  { requestId, lock }: TakingBack,
  resourceRoleId: ResourceRoleId,
  error: unknown,
  now: Date,
) {
  await inTransaction(deps.db, async (tx) => {
    const before = await lock(tx, requestId, now);
    const role = before && (await lockRole(tx, before.request.assignmentId, resourceRoleId, "pendingRevoke", now));
    if (!before || !role) return;
    const attempts = role.attempts + 1;
    const firstAttemptAt = role.firstAttemptAt ?? now;
    const retryAt = nextAttemptAt(attempts, firstAttemptAt, now) ?? addHours(now, 1);
    const problem = problemOf(error);
    await setRole(tx, role, { attempts, firstAttemptAt, nextAttemptAt: retryAt, problem });
    const event: RequestEvent = {
      kind: "roleFailed",
      at: now,
      resourceRoleId,
      displayName: roleLabel(role),
      problem,
      retryAt,
    };
    await appendEvents(tx, { before, events: [event], actor: { kind: "system" }, recordedAt: now });
  });
}
