import { inTransaction, type Transaction } from "@/db/client";
import type { RequestId } from "@/lib/engine/ids";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import { decideTimers } from "@/lib/engine/request/timers";
import { loadAdvanceFacts, lockRequest, type StoredRequest } from "@/lib/facts/requests";
import { appendEvents, type Change } from "./append-events";
import type { Deps } from "./deps";
import { endDueAccess } from "./end-assignment";
import { lockTargetOf } from "./locks";

/** What time has made due for a locked request, as a change to append; without events where nothing is due. */
export const timerChange = (before: StoredRequest, facts: AdvanceFacts, now: Date, until = now): Change => ({
  before,
  events: decideTimers(before.request, facts, until).events,
  actor: { kind: "system" },
  recordedAt: now,
});

/**
 * A request behind its target's lock, with what the way on from it depends on. Access that has ended is ended first,
 * which closes an update of it (REQ-77); so the request is read after that. Null where there is none.
 */
export async function lockCurrent(tx: Transaction, requestId: RequestId, now: Date, until = now) {
  const targetId = await lockTargetOf(tx, requestId);
  if (!targetId) return null;
  await endDueAccess(tx, targetId, now, until);
  const stored = await lockRequest(tx, requestId);
  return stored && { stored, facts: await loadAdvanceFacts(tx, stored.request) };
}

/**
 * Forwards, times out, closes or starts a request as its clocks say; nothing where nothing is due. A late sweep asks for
 * what was due `until` an earlier instant, so that it can go through all requests in the order of their due times.
 */
export async function runTimers(deps: Deps, requestId: RequestId, until?: Date): Promise<void> {
  const now = await deps.clock.now();
  await inTransaction(deps.db, async (tx) => {
    const locked = await lockCurrent(tx, requestId, now, until);
    if (locked) await appendEvents(tx, timerChange(locked.stored, locked.facts, now, until));
  });
}
