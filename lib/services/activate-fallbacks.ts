import { and, eq, inArray, or } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { requestStages, stageApprovers } from "@/db/schema";
import { decideStandIn } from "@/lib/engine/approval/stand-in";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { loadGroupIds } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";
import { timerChange } from "./run-timers";

/** The requests whose running stage asks this person, directly or as a member of a group at any depth. */
async function requestsAsking(reader: Reader, personId: PersonId): Promise<RequestId[]> {
  const groupIds = [...(await loadGroupIds(reader, personId))];
  const isAsked = eq(stageApprovers.personId, personId);
  const rows = await reader
    .selectDistinct({ id: requestStages.requestId })
    .from(requestStages)
    .innerJoin(
      stageApprovers,
      and(eq(stageApprovers.requestId, requestStages.requestId), eq(stageApprovers.stage, requestStages.stage)),
    )
    .where(
      and(
        eq(requestStages.state, "active"),
        groupIds.length > 0 ? or(isAsked, inArray(stageApprovers.groupId, groupIds)) : isAsked,
      ),
    )
    .orderBy(requestStages.requestId);
  return rows.map((row) => row.id);
}

/**
 * APP-33: after somebody was switched off, brings the fallbacks into every running stage in which nobody is left who
 * could decide. Each request in a transaction of its own behind its target's lock, so that no two people are ever locked
 * at once; run twice it finds nothing left to do.
 */
export async function activateFallbacks(deps: Deps, personId: PersonId): Promise<void> {
  const now = await deps.clock.now();
  for (const requestId of await requestsAsking(deps.db, personId)) {
    await inTransaction(deps.db, async (tx) => {
      const stored = await lockWithTarget(tx, requestId);
      if (!stored) return;
      const facts = await loadAdvanceFacts(tx, stored.request);
      const current = await appendEvents(tx, timerChange(stored, facts, now));
      const { events } = decideStandIn(current.request, facts, now);
      await appendEvents(tx, { before: current, events, actor: { kind: "system" }, recordedAt: now });
    });
  }
}
