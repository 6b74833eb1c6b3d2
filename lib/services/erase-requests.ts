import { and, asc, eq, exists, inArray, isNull, lte, ne, not, or, type SQL, sql } from "drizzle-orm";
import { type Database, inTransaction, type Transaction } from "@/db/client";
import { assignments, auditEvents, requestStages, requests, stageApprovers } from "@/db/schema";
import type { EventId, RequestId } from "@/lib/engine/ids";
import { type ErasureEvent, erasableUntil, erasureActivity } from "@/lib/engine/request/retention";
import { isOpen, requestStates } from "@/lib/engine/request/states";
import { loadSettings } from "@/lib/facts/settings";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";

/** How many requests one transaction erases. */
const BATCH = 200;

/** SQL: something of the access of a request is with its holder still. */
const isAccessThere = (db: Database | Transaction): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(assignments)
      .where(
        and(
          eq(assignments.id, requests.assignmentId),
          ne(assignments.state, "deliveryFailed"),
          or(ne(assignments.state, "expired"), isNull(assignments.deprovisionedAt)),
        ),
      ),
  );

/** SQL: the same as the engine's `isErasable`. */
const isErasableUntil = (db: Database | Transaction, until: Date): SQL | undefined =>
  and(
    inArray(
      requests.state,
      requestStates.filter((state) => !isOpen(state)),
    ),
    lte(requests.completedAt, until),
    not(isAccessThere(db)),
  );

/**
 * REQ-70: erases the records of requests that were closed longer ago than the organization keeps them, with what people
 * wrote in them; the audit log stays and says so. Safe to run twice and in several workers at once.
 * @returns how many were erased
 */
export async function eraseRequests(deps: Deps): Promise<number> {
  const now = await deps.clock.now();
  const until = erasableUntil(await loadSettings(deps.db), now);
  let erased = 0;
  for (;;) {
    const count = await eraseBatch(deps, until, now);
    erased += count;
    if (count < BATCH) return erased;
  }
}

async function eraseBatch(deps: Deps, until: Date, now: Date): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const old = await tx
      .select()
      .from(requests)
      .where(isErasableUntil(tx, until))
      .orderBy(asc(requests.completedAt), asc(requests.id))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (old.length === 0) return 0;
    await writeErasures(tx, old, now);
    const ids = old.map((request): RequestId => request.id);
    await tx.delete(stageApprovers).where(inArray(stageApprovers.requestId, ids));
    await tx.delete(requestStages).where(inArray(requestStages.requestId, ids));
    await tx.delete(requests).where(inArray(requests.id, ids));
    return old.length;
  });
}

/** One entry for every record that goes, by ids alone: names are what the organization does not keep longer. */
async function writeErasures(tx: Transaction, old: readonly (typeof requests.$inferSelect)[], at: Date) {
  await tx.insert(auditEvents).values(
    old.map(({ id: requestId, packageId, policyId, targetId, assignmentId, state }) => {
      const event: ErasureEvent = { kind: "requestErased", at, requestId };
      return {
        id: newId(at) as EventId,
        occurredAt: at,
        recordedAt: at,
        kind: event.kind,
        activity: erasureActivity,
        targetId,
        packageId,
        policyId,
        requestId,
        assignmentId,
        oldState: state,
        payload: event,
      };
    }),
  );
}
