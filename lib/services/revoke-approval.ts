import { inTransaction } from "@/db/client";
import { decideRevocation, type RevokeCommand } from "@/lib/engine/assignment/revocation";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPerson } from "@/lib/facts/people";
import { newId } from "@/lib/platform/ids";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { endAccess, lockForEnd } from "./end-assignment";
import { lockWithTarget } from "./locks";

export type RevokeInput = RevokeCommand & { readonly personId: PersonId; readonly requestId: RequestId };

/**
 * APP-97: whoever approved takes the approval back; the access ends in the same transaction.
 * @returns the id of the removal
 */
export async function revokeApproval(
  deps: Deps,
  input: RevokeInput,
): Promise<Result<{ readonly requestId: RequestId }, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const stored = await lockWithTarget(tx, input.requestId);
    const person = await loadPerson(tx, input.personId);
    if (!stored || !person) return err({ code: "requestNotFound" } as const);
    const locked = await lockForEnd(tx, stored.request.assignmentId);
    const by = { personId: person.id, displayName: person.displayName };
    const requestId = newId(now) as RequestId;
    const decision = decideRevocation(stored.request, locked?.assignment ?? null, by, input, requestId, now);
    if (!decision.ok) return decision;
    const { revoked, ended } = decision.value;
    const actor = { kind: "person", ...by } as const;
    await appendEvents(tx, { before: stored, events: revoked.events, actor, recordedAt: now });
    if (locked) await endAccess(tx, locked, { before: null, events: ended.events, actor, recordedAt: now });
    return ok({ requestId });
  });
}
