import { eq } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { people } from "@/db/schema";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import {
  type DeliveryProblem,
  deliveryOutcome,
  isRetriable,
  nextAttemptAt,
  roleGranted,
} from "@/lib/engine/assignment/delivery";
import type { RequestId, ResourceRoleId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { RequestEvent } from "@/lib/engine/request/events";
import { loadAssignment } from "@/lib/facts/assignments";
import type { StoredRequest } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";
import {
  dueRoles,
  isHeldOnTheirOwn,
  lockRole,
  type RoleWork,
  roleLabel,
  roleOrder,
  roleStates,
  setRole,
} from "./role-work";

/**
 * Delivers a request: every role that is due, each in a transaction of its own, so that one that fails holds up no
 * other (REQ-59). Safe to run twice and in several workers at once: behind the person's lock one looks at a time.
 */
export async function grantRoles(deps: Deps, requestId: RequestId): Promise<void> {
  const now = await deps.clock.now();
  const roles = await dueRoles(deps.db, requestId, "pendingGrant", now);
  for (const resourceRoleId of roles) {
    try {
      await grantRole(deps, requestId, resourceRoleId, now);
    } catch (error) {
      deps.log.warn("a role could not be granted", { requestId, resourceRoleId, error });
      await recordFailure(deps, requestId, resourceRoleId, now);
    }
  }
  if (roles.length > 0) return;
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockDelivering(tx, requestId, now);
    if (stored) await appendEvents(tx, await settled(tx, stored, [], now));
  });
}

/**
 * The request while it still delivers; null once it is settled, and from its end instant on, at which nothing may be
 * granted any more (ASN-13): the sweep ends and settles it.
 */
async function lockDelivering(tx: Transaction, requestId: RequestId, now: Date): Promise<StoredRequest | null> {
  const stored = await lockWithTarget(tx, requestId);
  if (stored?.request.state !== "delivering") return null;
  // The end may have moved since the request was made (ASN-25), so it is that of the access which counts.
  const assignment = await loadAssignment(tx, stored.request.assignmentId);
  return assignment && isActiveAt(assignment, now) ? stored : null;
}

/** What became of the roles so far; null while one is still under way (REQ-39 to REQ-41). */
async function outcomeOf(tx: Transaction, stored: StoredRequest) {
  const roles = await roleStates(tx, stored.request.assignmentId);
  return deliveryOutcome(
    roles.map((role) => (role.state === "pendingRevoke" ? { ...role, state: "granted" as const } : role)),
  );
}

/** The change these events make, with the outcome where they were the last ones missing. */
async function settled(tx: Transaction, stored: StoredRequest, events: readonly RequestEvent[], now: Date) {
  const outcome = await outcomeOf(tx, stored);
  const last: RequestEvent[] = outcome ? [{ kind: "deliveryFinished", at: now, outcome }] : [];
  return { before: stored, events: [...events, ...last], actor: { kind: "system" as const }, recordedAt: now };
}

/** Closes a delivery whose access has ended meanwhile, with what it had reached; that is no failure to report. */
export async function settleGrants(tx: Transaction, stored: StoredRequest, now: Date): Promise<void> {
  const outcome = await outcomeOf(tx, stored);
  invariant(outcome, "ASN-13 access that has ended has no role to come");
  await appendEvents(tx, {
    before: stored,
    events: [{ kind: "deliveryFinished", at: now, outcome, isCutShort: true }],
    actor: { kind: "system" },
    recordedAt: now,
  });
}

async function grantRole(deps: Deps, requestId: RequestId, resourceRoleId: ResourceRoleId, now: Date) {
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockDelivering(tx, requestId, now);
    const role = stored && (await lockRole(tx, stored.request.assignmentId, resourceRoleId, "pendingGrant", now));
    if (!stored || !role) return;
    const [target] = await tx.select({ isEnabled: people.isEnabled }).from(people).where(eq(people.id, role.personId));
    let event: RequestEvent;
    if (target?.isEnabled) {
      const wasHeldBefore = await isHeldOnTheirOwn(tx, role);
      await deps.connectors[role.originSystem].grant(tx, roleOrder(role, now));
      await setRole(tx, role, { state: "granted", grantedAt: now, nextAttemptAt: null, problem: null });
      event = roleGranted({ resourceRoleId, displayName: roleLabel(role) }, wasHeldBefore, now);
    } else {
      event = await markFailed(tx, role, "accountDisabled", now);
    }
    await appendEvents(tx, await settled(tx, stored, [event], now));
  });
}

/** APP-34, RES-52: some failures are final at once; the others are tried again by REQ-60. */
async function markFailed(tx: Transaction, role: RoleWork, problem: DeliveryProblem, now: Date): Promise<RequestEvent> {
  const attempts = role.attempts + 1;
  const firstAttemptAt = role.firstAttemptAt ?? now;
  const retryAt = isRetriable(problem) ? nextAttemptAt(attempts, firstAttemptAt, now) : null;
  const state = retryAt ? "pendingGrant" : "grantFailed";
  await setRole(tx, role, { state, attempts, firstAttemptAt, nextAttemptAt: retryAt, problem });
  const { resourceRoleId } = role;
  return { kind: "roleFailed", at: now, resourceRoleId, displayName: roleLabel(role), problem, retryAt };
}

async function recordFailure(deps: Deps, requestId: RequestId, resourceRoleId: ResourceRoleId, now: Date) {
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockDelivering(tx, requestId, now);
    const role = stored && (await lockRole(tx, stored.request.assignmentId, resourceRoleId, "pendingGrant", now));
    if (!stored || !role) return;
    const event = await markFailed(tx, role, "targetSystem", now);
    await appendEvents(tx, await settled(tx, stored, [event], now));
  });
}
