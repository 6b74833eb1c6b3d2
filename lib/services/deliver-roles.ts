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
  wholeOutcome,
} from "@/lib/engine/assignment/delivery";
import type { RequestId, ResourceRoleId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { RequestEvent } from "@/lib/engine/request/events";
import { loadAssignment } from "@/lib/facts/assignments";
import type { StoredRequest } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import { problemOf } from "./connectors";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";
import {
  dueRoles,
  isHeldOnTheirOwn,
  lockRole,
  type RoleWork,
  replaceableRoles,
  roleLabel,
  roleOrder,
  roleStates,
  setRole,
} from "./role-work";
import { takeBackRoles } from "./take-back-roles";
import { writeAttributes } from "./write-attributes";
import { takeUpRoles } from "./write-role-grants";

/**
 * Delivers a request: every role that is due, each in a transaction of its own, so that one that fails holds up no
 * other (REQ-59). Before it ends it looks at the package once more, and goes on with what was changed there meanwhile
 * (ASN-28). Safe to run twice and in several workers at once: behind the person's lock one looks at a time.
 */
export async function grantRoles(deps: Deps, requestId: RequestId): Promise<void> {
  const now = await deps.clock.now();
  do {
    await grantDue(deps, requestId, now);
    // RES-40: what replaces a role comes before that role goes.
    const going = await replaceableRoles(deps.db, requestId, now);
    await takeBackRoles(deps, { requestId, lock: lockDelivering }, going, now);
  } while (await hasMoreToDo(deps, requestId, now));
}

async function grantDue(deps: Deps, requestId: RequestId, now: Date) {
  for (const resourceRoleId of await dueRoles(deps.db, requestId, "pendingGrant", now)) {
    try {
      await grantRole(deps, requestId, resourceRoleId, now);
    } catch (error) {
      deps.log.warn("a role could not be granted", { requestId, resourceRoleId, error });
      await recordFailure(deps, requestId, resourceRoleId, error, now);
    }
  }
}

/**
 * Closes the delivery where nothing is under way any more (REQ-39 to REQ-41). The package stays as it is from the look at
 * it to the end of the request, which so ends with the roles the package gives at that moment. True where that look
 * found work to do.
 */
async function hasMoreToDo(deps: Deps, requestId: RequestId, now: Date): Promise<boolean> {
  return inTransaction(deps.db, async (tx) => {
    const before = await lockDelivering(tx, requestId, now);
    if (!before) return false;
    if (await takeUpRoles(tx, before.request, now)) return true;
    const roles = deliveryOutcome(await roleStates(tx, before.request.assignmentId));
    // REQ-58: the profile follows the roles, and nothing is written for somebody who got none.
    const written = roles && roles !== "deliveryFailed" ? await writeAttributes(tx, before.request, now) : [];
    const events: RequestEvent[] = roles
      ? [...written, { kind: "deliveryFinished", at: now, outcome: wholeOutcome(roles, written) }]
      : [];
    await appendEvents(tx, { before, events, actor: { kind: "system" }, recordedAt: now });
    return false;
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

/** Closes a delivery whose access has ended meanwhile, with what it had reached; that is no failure to report. */
export async function settleGrants(tx: Transaction, before: StoredRequest, now: Date): Promise<void> {
  const roles = await roleStates(tx, before.request.assignmentId);
  const outcome = deliveryOutcome(
    roles.map((role) => (role.state === "pendingRevoke" ? { ...role, state: "granted" as const } : role)),
  );
  invariant(outcome, "ASN-13 access that has ended has no role to come");
  await appendEvents(tx, {
    before,
    events: [{ kind: "deliveryFinished", at: now, outcome, isCutShort: true }],
    actor: { kind: "system" },
    recordedAt: now,
  });
}

async function grantRole(deps: Deps, requestId: RequestId, resourceRoleId: ResourceRoleId, now: Date) {
  await inTransaction(deps.db, async (tx) => {
    const before = await lockDelivering(tx, requestId, now);
    const role = before && (await lockRole(tx, before.request.assignmentId, resourceRoleId, "pendingGrant", now));
    if (!before || !role) return;
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
    await appendEvents(tx, { before, events: [event], actor: { kind: "system" }, recordedAt: now });
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

async function recordFailure(
  deps: Deps,
  requestId: RequestId,
  resourceRoleId: ResourceRoleId,
  error: unknown,
  now: Date,
) {
  await inTransaction(deps.db, async (tx) => {
    const before = await lockDelivering(tx, requestId, now);
    const role = before && (await lockRole(tx, before.request.assignmentId, resourceRoleId, "pendingGrant", now));
    if (!before || !role) return;
    const event = await markFailed(tx, role, problemOf(error), now);
    await appendEvents(tx, { before, events: [event], actor: { kind: "system" }, recordedAt: now });
  });
}
