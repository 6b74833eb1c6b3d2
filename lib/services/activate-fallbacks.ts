import { and, eq, inArray, or, type SQL } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { groupClosure, requestStages, stageApprovers } from "@/db/schema";
import { decideStandIn } from "@/lib/engine/approval/stand-in";
import type { GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import { loadGroupIds } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";
import { timerChange } from "./run-timers";

/** The requests whose running stage asks one of these. */
async function requestsAsking(reader: Reader, isAsked: SQL | undefined): Promise<RequestId[]> {
  const rows = await reader
    .selectDistinct({ id: requestStages.requestId })
    .from(requestStages)
    .innerJoin(
      stageApprovers,
      and(eq(stageApprovers.requestId, requestStages.requestId), eq(stageApprovers.stage, requestStages.stage)),
    )
    .where(and(eq(requestStages.state, "active"), isAsked))
    .orderBy(requestStages.requestId);
  return rows.map((row) => row.id);
}

/**
 * APP-33: brings the fallbacks into each of these running stages in which nobody is left who could decide. Each request in
 * a transaction of its own behind its target's lock, so that no two people are ever locked at once; run twice it finds
 * nothing left to do.
 */
async function standIn(deps: Deps, requestIds: readonly RequestId[]): Promise<void> {
  const now = await deps.clock.now();
  for (const requestId of requestIds) {
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

/** APP-33: after somebody was switched off; they are asked by name, or as a member of a group at any depth. */
export async function activateFallbacks(deps: Deps, personId: PersonId): Promise<void> {
  const groupIds = [...(await loadGroupIds(deps.db, personId))];
  const isAsked = eq(stageApprovers.personId, personId);
  const asked = groupIds.length > 0 ? or(isAsked, inArray(stageApprovers.groupId, groupIds)) : isAsked;
  await standIn(deps, await requestsAsking(deps.db, asked));
}

/** APP-26, APP-33: after somebody or a group was taken out of a group; it is asked itself, or as a part of another one. */
export async function activateGroupFallbacks(deps: Deps, groupId: GroupId): Promise<void> {
  const around = deps.db
    .select({ id: groupClosure.ancestorId })
    .from(groupClosure)
    .where(eq(groupClosure.descendantId, groupId));
  await standIn(deps, await requestsAsking(deps.db, inArray(stageApprovers.groupId, around)));
}
