import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { effectsOf } from "@/lib/engine/effects";
import type { RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { Actor, RequestEvent } from "@/lib/engine/request/events";
import { evolve } from "@/lib/engine/request/evolve";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import type { StoredRequest } from "@/lib/facts/requests";
import { writeAssignment } from "./write-assignment";
import { writeAudit } from "./write-audit";
import { writeNotifications } from "./write-notifications";
import { insertRequest, updateRequest } from "./write-request";

export type Change = {
  /** The request as it was locked; null for a new one. */
  readonly before: StoredRequest | null;
  readonly events: readonly RequestEvent[];
  readonly actor: Actor;
  /** The instant of writing; events carry the instants they count from. */
  readonly recordedAt: Date;
  /** REQ-51, for a new request. */
  readonly clientKey?: string | null;
};

/**
 * Writes what a decision led to, all of it in the caller's transaction: the request with its stages and approvers, its
 * assignment, the audit log, messages, and jobs for the worker (which start only if the transaction commits). Every
 * service that opens a transaction ends here; a lint rule sees to it. Gives back the request as it is stored now; without
 * events nothing is written.
 */
export async function appendEvents(tx: Transaction, change: Change): Promise<StoredRequest> {
  const { before, events, actor, recordedAt } = change;
  if (before && events.length === 0) return before;
  const steps: { event: RequestEvent; before: AssignmentRequest | null; after: AssignmentRequest }[] = [];
  let current = before?.request ?? null;
  for (const event of events) {
    const after = evolve(current, event);
    steps.push({ event, before: current, after });
    current = after;
  }
  invariant(current, "REQ-12 a change is about a request");
  if (before) await updateRequest(tx, before, current);
  else await insertRequest(tx, current, change.clientKey ?? null);
  for (const step of steps) await writeAssignment(tx, step.after, step.event);
  const eventIds = await writeAudit(tx, { steps, actor, recordedAt });
  for (const [index, step] of steps.entries()) {
    for (const effect of effectsOf(step.event, step.before, step.after)) {
      if (effect.kind === "notify") {
        await writeNotifications(tx, { effect, eventId: eventIds[index], request: step.after, at: recordedAt });
      } else {
        await addJob(tx, effect.kind, step.after.id);
      }
    }
  }
  return { request: current, version: (before?.version ?? 0) + 1 };
}

/** A job appears with the commit and is named by its request, so the same work never waits twice. */
export async function addJob(tx: Transaction, task: "grantRoles" | "revokeRoles", requestId: RequestId) {
  await tx.execute(
    sql`select graphile_worker.add_job(${task}, ${JSON.stringify({ requestId })}::json, job_key := ${`${task}:${requestId}`})`,
  );
}
