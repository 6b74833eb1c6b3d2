import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { assignments, requests } from "@/db/schema";
import { decideExpiry, decideOwnRemoval } from "@/lib/engine/assignment/end";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { decideClosureWithAccess } from "@/lib/engine/request/cancel";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { isOpen, requestStates, typesFor } from "@/lib/engine/request/states";
import { decideTimers } from "@/lib/engine/request/timers";
import { err, ok, type Result } from "@/lib/engine/result";
import { lockAssignment } from "@/lib/facts/assignments";
import { loadPerson } from "@/lib/facts/people";
import { loadAdvanceFacts, lockRequest, type StoredRequest } from "@/lib/facts/requests";
import { newId } from "@/lib/platform/ids";
import { appendEvents, type Change } from "./append-events";
import { settleGrants } from "./deliver-roles";
import type { Deps } from "./deps";
import { lockPerson } from "./locks";

/** Locks in the one order there is: the target, the requests about it that are still open, the assignment. */
export async function lockForEnd(tx: Transaction, assignmentId: AssignmentId) {
  const [row] = await tx
    .select({ targetId: assignments.targetId })
    .from(assignments)
    .where(eq(assignments.id, assignmentId));
  if (!row) return null;
  await lockPerson(tx, row.targetId);
  const rows = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.assignmentId, assignmentId),
        inArray(requests.type, [...typesFor("add"), ...typesFor("update")]),
        inArray(requests.state, requestStates.filter(isOpen)),
      ),
    )
    .orderBy(asc(requests.id));
  const open: StoredRequest[] = [];
  for (const { id } of rows) {
    const stored = await lockRequest(tx, id);
    if (stored) open.push(stored);
  }
  const assignment = await lockAssignment(tx, assignmentId);
  return assignment && { assignment, open };
}

type LockedForEnd = NonNullable<Awaited<ReturnType<typeof lockForEnd>>>;

/**
 * REQ-77, ASN-46: ends access. A change that still waits goes first, so that the removal is the one open request about
 * it (REQ-50); a delivery that still runs is closed with what it reached.
 */
export async function endAccess(tx: Transaction, { open }: LockedForEnd, ending: Change): Promise<void> {
  const [first] = ending.events;
  if (!first) return;
  const { recordedAt } = ending;
  for (const stored of open) await closeWithAccess(tx, stored, first.at, recordedAt);
  await appendEvents(tx, ending);
  for (const stored of open) if (stored.request.state === "delivering") await settleGrants(tx, stored, recordedAt);
}

async function closeWithAccess(tx: Transaction, before: StoredRequest, at: Date, recordedAt: Date): Promise<void> {
  const actor = { kind: "system" } as const;
  const due = decideTimers(before.request, await loadAdvanceFacts(tx, before.request), at);
  const current = await appendEvents(tx, { before, events: due.events, actor, recordedAt });
  const { events } = decideClosureWithAccess(current.request, at);
  await appendEvents(tx, { before: current, events, actor, recordedAt });
}

/** Locks access behind its holder, after ending what has come to its end; null where there is none. */
export async function lockAccess(tx: Transaction, assignmentId: AssignmentId, now: Date) {
  const [row] = await tx
    .select({ targetId: assignments.targetId })
    .from(assignments)
    .where(eq(assignments.id, assignmentId));
  if (!row) return null;
  await lockPerson(tx, row.targetId);
  await endDueAccess(tx, row.targetId, now);
  return lockAssignment(tx, assignmentId);
}

/** ASN-40: the holder gives access back. It ends at once; the roles follow within moments. */
export async function removeOwnAccess(
  deps: Deps,
  input: { readonly personId: PersonId; readonly assignmentId: AssignmentId },
): Promise<Result<{ readonly requestId: RequestId }, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockForEnd(tx, input.assignmentId);
    const person = await loadPerson(tx, input.personId);
    if (!locked || !person) return err({ code: "requestNotFound" } as const);
    const requestId = newId(now) as RequestId;
    const decision = decideOwnRemoval(locked.assignment, person.id, requestId, now);
    if (!decision.ok) return decision;
    const actor = actorOf(person);
    await endAccess(tx, locked, { before: null, events: decision.value.events, actor, recordedAt: now });
    return ok({ requestId });
  });
}

/** The change that ends access whose end has come, at its end instant; without events where it has not. */
function expiryChange({ assignment }: LockedForEnd, now: Date, until = now): Change {
  const decision = decideExpiry(assignment, newId(now) as RequestId, until);
  const events = decision.ok ? decision.value.events : [];
  return { before: null, events, actor: { kind: "system" }, recordedAt: now };
}

/** ASN-35: ends access whose end has come, at its end instant; nothing where it has not. */
export async function expireAssignment(deps: Deps, assignmentId: AssignmentId): Promise<void> {
  const now = await deps.clock.now();
  await inTransaction(deps.db, async (tx) => {
    const locked = await lockForEnd(tx, assignmentId);
    invariant(locked, "ASN-35 the sweep names assignments that exist");
    await endAccess(tx, locked, expiryChange(locked, now));
  });
}

/**
 * ASN-13: ends whatever access of a person has reached its end `until` an instant and still waits for the sweep, so that
 * new access to the same package never meets it. The person is locked.
 */
export async function endDueAccess(tx: Transaction, personId: PersonId, now: Date, until = now): Promise<void> {
  const due = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.targetId, personId),
        inArray(assignments.state, ["delivering", "delivered", "partiallyDelivered"]),
        lte(assignments.endAt, until),
      ),
    )
    .orderBy(asc(assignments.endAt), asc(assignments.id));
  for (const { id } of due) {
    const locked = await lockForEnd(tx, id);
    if (!locked) continue;
    await endAccess(tx, locked, expiryChange(locked, now, until));
  }
}
