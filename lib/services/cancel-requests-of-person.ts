import { and, asc, eq, inArray } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { requests } from "@/db/schema";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { decideLeaverCancellation } from "@/lib/engine/request/cancel";
import { isOpen, requestStates } from "@/lib/engine/request/states";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockCurrent, timerChange } from "./run-timers";

/**
 * REQ-57: withdraws whatever waits for somebody who leaves, each request in a transaction of its own; run twice it finds
 * nothing left to do.
 * @returns the requests that were canceled
 */
export async function cancelRequestsOfPerson(deps: Deps, personId: PersonId): Promise<RequestId[]> {
  const now = await deps.clock.now();
  const open = await deps.db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.targetId, personId), inArray(requests.state, requestStates.filter(isOpen))))
    .orderBy(asc(requests.createdAt), asc(requests.id));
  const canceled: RequestId[] = [];
  for (const { id } of open) {
    const isCanceled = await inTransaction(deps.db, async (tx) => {
      const locked = await lockCurrent(tx, id, now);
      if (!locked) return false;
      const before = await appendEvents(tx, timerChange(locked.stored, locked.facts, now));
      const { events } = decideLeaverCancellation(before.request, now);
      await appendEvents(tx, { before, events, actor: { kind: "system" }, recordedAt: now });
      return events.length > 0;
    });
    if (isCanceled) canceled.push(id);
  }
  return canceled;
}
