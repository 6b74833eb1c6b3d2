import { inTransaction } from "@/db/client";
import type { RequestId } from "@/lib/engine/ids";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import { decideTimers } from "@/lib/engine/request/timers";
import { loadAdvanceFacts, type StoredRequest } from "@/lib/facts/requests";
import { appendEvents, type Change } from "./append-events";
import type { Deps } from "./deps";
import { endDueAccess } from "./end-assignment";
import { lockWithTarget } from "./locks";

/** What time has made due for a locked request, as a change to append; without events where nothing is due. */
export const timerChange = (before: StoredRequest, facts: AdvanceFacts, now: Date, until = now): Change => ({
  before,
  events: decideTimers(before.request, facts, until).events,
  actor: { kind: "system" },
  recordedAt: now,
});

/**
 * Forwards, times out, closes or starts a request as its clocks say; nothing where nothing is due. A late sweep asks for
 * what was due `until` an earlier instant, so that it can go through all requests in the order of their due times.
 */
export async function runTimers(deps: Deps, requestId: RequestId, until?: Date): Promise<void> {
  const now = await deps.clock.now();
  await inTransaction(deps.db, async (tx) => {
    const stored = await lockWithTarget(tx, requestId);
    if (!stored) return;
    await endDueAccess(tx, stored.request.targetId, now, until);
    await appendEvents(tx, timerChange(stored, await loadAdvanceFacts(tx, stored.request), now, until));
  });
}
