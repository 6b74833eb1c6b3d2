import { inTransaction } from "@/db/client";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { decideCancellation } from "@/lib/engine/request/cancel";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPerson } from "@/lib/facts/people";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { endDueAccess } from "./end-assignment";
import { lockWithTarget } from "./locks";
import { timerChange } from "./run-timers";

export type CancelInput = { readonly personId: PersonId; readonly requestId: RequestId };

/** REQ-53: the requestor or the target withdraws a request that waits for approval or for its start. */
export async function cancelRequest(deps: Deps, input: CancelInput): Promise<Result<null, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const stored = await lockWithTarget(tx, input.requestId);
    const person = await loadPerson(tx, input.personId);
    if (!stored || !person) return err({ code: "requestNotFound" } as const);
    await endDueAccess(tx, stored.request.targetId, now);
    const facts = await loadAdvanceFacts(tx, stored.request);
    const current = await appendEvents(tx, timerChange(stored, facts, now));
    const decision = decideCancellation(current.request, person.id, null, now);
    if (!decision.ok) return decision;
    await appendEvents(tx, {
      before: current,
      events: decision.value.events,
      actor: { kind: "person", personId: person.id, displayName: person.displayName },
      recordedAt: now,
    });
    return ok(null);
  });
}
