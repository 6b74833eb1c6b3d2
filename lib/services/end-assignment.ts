import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { assignments, requests } from "@/db/schema";
import { decideExpiry, decideOwnRemoval } from "@/lib/engine/assignment/end";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { Actor } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { typesFor } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import { lockAssignment } from "@/lib/facts/assignments";
import { loadPerson } from "@/lib/facts/people";
import { lockRequest } from "@/lib/facts/requests";
import { newId } from "@/lib/platform/ids";
import { appendEvents, type Change } from "./append-events";
import { settleGrants } from "./deliver-roles";
import type { Deps } from "./deps";
import { lockPerson } from "./locks";

/** Locks in the one order there is: the target, the request that delivers it if it still does, the assignment. */
async function lockForEnd(tx: Transaction, assignmentId: AssignmentId) {
  const [row] = await tx
    .select({ targetId: assignments.targetId })
    .from(assignments)
    .where(eq(assignments.id, assignmentId));
  if (!row) return null;
  await lockPerson(tx, row.targetId);
  const [open] = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.assignmentId, assignmentId),
        inArray(requests.type, [...typesFor("add"), "systemUpdate"]),
        eq(requests.state, "delivering"),
      ),
    );
  const delivering = open ? await lockRequest(tx, open.id) : null;
  const assignment = await lockAssignment(tx, assignmentId);
  return assignment && { assignment, delivering };
}

type LockedForEnd = NonNullable<Awaited<ReturnType<typeof lockForEnd>>>;

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
    const actor: Actor = { kind: "person", personId: person.id, displayName: person.displayName };
    await appendEvents(tx, { before: null, events: decision.value.events, actor, recordedAt: now });
    if (locked.delivering) await settleGrants(tx, locked.delivering, now);
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
    const change = expiryChange(locked, now);
    if (change.events.length === 0) return;
    await appendEvents(tx, change);
    if (locked.delivering) await settleGrants(tx, locked.delivering, now);
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
    await appendEvents(tx, expiryChange(locked, now, until));
    if (locked.delivering) await settleGrants(tx, locked.delivering, now);
  }
}
