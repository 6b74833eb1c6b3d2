import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, auditEvents, people } from "@/db/schema";
import { type PersonEvent, personActivities } from "@/lib/engine/directory-events";
import type { EventId, PersonId } from "@/lib/engine/ids";
import { activityOf } from "@/lib/engine/request/activities";
import type { Actor, RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { newId } from "@/lib/platform/ids";
import { notifyDelegates } from "./write-notifications";

/** An event with the request before and after it. */
export type Step = {
  readonly event: RequestEvent;
  readonly before: AssignmentRequest | null;
  readonly after: AssignmentRequest;
};

/**
 * What is kept of an event for replay: all of it but answers, what people wrote to each other and the policy copy,
 * which stay in the request's row (house rule on personal data).
 */
function payloadOf(event: RequestEvent): unknown {
  switch (event.kind) {
    case "requestSubmitted": {
      const { answers: _answers, snapshot: _snapshot, justification: _justification, ...body } = event.body;
      return { ...event, body };
    }
    case "answersEdited": {
      const { answers: _answers, ...rest } = event;
      return rest;
    }
    case "informationAsked": {
      const { question: _question, ...exchange } = event.exchange;
      return { ...event, exchange };
    }
    case "informationGiven": {
      const { text: _text, ...rest } = event;
      return rest;
    }
    default:
      return event;
  }
}

function delegatorOf(event: RequestEvent): { delegatorId: PersonId | null; delegatorName: string | null } {
  const delegator = "decision" in event ? event.decision.delegator : null;
  return { delegatorId: delegator?.personId ?? null, delegatorName: delegator?.displayName ?? null };
}

function reasonOf(event: RequestEvent): string | null {
  if ("decision" in event) return event.decision.reason;
  if ("revocation" in event) return event.revocation.reason;
  if ("bypassReason" in event) return event.bypassReason;
  return "reason" in event ? event.reason : null;
}

const byWhom = (actor: Actor): { actorId: PersonId | null; actorName: string | null } =>
  actor.kind === "person"
    ? { actorId: actor.personId, actorName: actor.displayName }
    : { actorId: null, actorName: null };

/** What an entry about something else than a request says whatever it is about: what, when, by whom. */
export const entryOf = <Event extends { readonly kind: string; readonly at: Date }>(
  { event, actor, recordedAt }: { readonly event: Event; readonly actor: Actor; readonly recordedAt: Date },
  activity: string,
) => ({
  id: newId(recordedAt) as EventId,
  occurredAt: event.at,
  recordedAt,
  kind: event.kind,
  activity,
  ...byWhom(actor),
  payload: event,
});

/** REQ-80: the entry for an event of a request, with the names as they are now. */
export const requestEntry = (
  { event, before, after }: Step,
  by: {
    readonly actor: Actor;
    readonly recordedAt: Date;
    readonly targetName: string | null;
    readonly packageName: string | null;
  },
) => ({
  id: newId(by.recordedAt) as EventId,
  occurredAt: event.at,
  recordedAt: by.recordedAt,
  kind: event.kind,
  activity: activityOf(event, after.type),
  ...byWhom(by.actor),
  ...delegatorOf(event),
  targetId: after.targetId,
  targetName: by.targetName,
  packageId: after.packageId,
  packageName: by.packageName,
  policyId: after.snapshot.policyId,
  requestId: after.id,
  assignmentId: after.assignmentId,
  oldState: before?.state ?? null,
  newState: after.state,
  reason: reasonOf(event),
  payload: payloadOf(event),
});

/** REQ-79, REQ-80: one entry for every event, in order. Gives back the ids of the entries. */
export async function writeAudit(
  tx: Transaction,
  change: { readonly steps: readonly Step[]; readonly actor: Actor; readonly recordedAt: Date },
): Promise<EventId[]> {
  const [first] = change.steps;
  if (!first) return [];
  const { packageId, targetId } = first.after;
  const [wanted] = await tx
    .select({ name: accessPackages.displayName })
    .from(accessPackages)
    .where(eq(accessPackages.id, packageId));
  const [target] = await tx.select({ name: people.displayName }).from(people).where(eq(people.id, targetId));
  const by = { ...change, targetName: target?.name ?? null, packageName: wanted?.name ?? null };
  const rows = change.steps.map((step) => requestEntry(step, by));
  await tx.insert(auditEvents).values(rows);
  return rows.map((row) => row.id);
}

/**
 * One entry for what happens to a person and belongs to no request, in the transaction that makes it, with the messages
 * it leads to.
 */
export async function writePersonEvent(
  tx: Transaction,
  change: {
    readonly event: PersonEvent;
    readonly displayName: string;
    readonly actor: Actor;
    readonly recordedAt: Date;
  },
): Promise<void> {
  const { event, displayName } = change;
  const entry = entryOf(change, personActivities[event.kind]);
  await tx.insert(auditEvents).values({
    ...entry,
    targetId: event.personId,
    targetName: displayName,
    reason: "reason" in event ? event.reason : null,
  });
  await notifyDelegates(tx, event, entry.id);
}
