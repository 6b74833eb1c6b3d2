import { and, asc, eq, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { assignments, auditEvents, requests } from "@/db/schema";
import type { AssignmentId } from "@/lib/engine/ids";
import { intentOf, requestTypes } from "@/lib/engine/request/states";
import type { Reader } from "@/lib/facts/reader";
import { subquery } from "@/lib/facts/subquery";
import type { GivenBy, GivenDecision } from "@/lib/views/access-on";

/**
 * SQL: what stands in the log of an assignment up to an instant; for subqueries of queries over `assignments`. From the
 * log alone, for requests are erased in time (REQ-70).
 */
const logUpTo = (at: Date): SQL => sql`${auditEvents}
  where ${auditEvents.assignmentId} = ${assignments.id}
    and ${auditEvents.occurredAt} <= ${at.toISOString()}::timestamptz`;

/** SQL: the last word of the log about a period, of those up to the instant; an extension moves the end from then on. */
const endSetAt = (at: Date): SQL<string | null> =>
  subquery(sql`select ${auditEvents.payload}->'period'->>'endAt' from ${logUpTo(at)}
    and ${auditEvents.kind} in ('deliveryStarted', 'assignmentUpdated')
    order by ${auditEvents.sequence} desc limit 1`);

/** SQL: whether the log says that the delivery had begun. */
const hasBegunAt = (at: Date): SQL => sql`exists (select 1 from ${logUpTo(at)}
  and ${auditEvents.kind} = 'deliveryStarted')`;

/** SQL: entries of requests that deliver the access itself; other roles for it leave it as it is (ASN-29). */
const deliversAccess = sql`exists (select 1 from ${auditEvents} as asked
    where asked.request_id = ${auditEvents.requestId} and asked.kind = 'requestSubmitted'
      and asked.payload->'body'->>'type' in ('userAdd', 'onBehalfAdd', 'adminAdd', 'systemAdd', 'systemUpdate'))
  and not exists (select 1 from ${auditEvents} as began
    where began.request_id = ${auditEvents.requestId} and began.kind = 'deliveryStarted'
      and began.payload->>'isRoleChange' = 'true')`;

/** SQL: what became of the last delivery; null while one is under way. */
const outcomeAt = (at: Date): SQL<string | null> =>
  subquery(sql`select ${auditEvents.payload}->>'outcome' from ${logUpTo(at)}
    and ${auditEvents.kind} in ('deliveryStarted', 'reprocessStarted', 'deliveryFinished') and ${deliversAccess}
    order by ${auditEvents.sequence} desc limit 1`);

/**
 * SQL: access that was there at an instant. It runs from its start up to, and not including, its end (ASN-13), whether
 * or not anybody has noticed the end yet; a delivery of which nothing arrived gives none.
 */
export function wasHeldAt(at: Date): SQL {
  const instant = sql`${at.toISOString()}::timestamptz`;
  return sql`${hasBegunAt(at)}
    and (${assignments.expiredAt} is null or ${assignments.expiredAt} > ${instant})
    and coalesce(${endSetAt(at)}::timestamptz > ${instant}, true)
    and ${outcomeAt(at)} is distinct from 'deliveryFailed'`;
}

/** The parts of events that tell how access came to be as it was. */
const payloadSchema = z.object({
  body: z
    .object({ type: z.enum(requestTypes) })
    .nullable()
    .default(null),
  period: z.object({ startAt: z.coerce.date(), endAt: z.coerce.date().nullable() }).nullable().default(null),
  resourceRoleId: z.string().default(""),
  displayName: z.string().default(""),
  stage: z.int().nullable().default(null),
  bypassReason: z.string().nullable().default(null),
  decision: z
    .object({ delegator: z.object({ displayName: z.string() }).nullable() })
    .nullable()
    .default(null),
});

type Period = NonNullable<z.infer<typeof payloadSchema>["period"]>;

/** What the log tells of one assignment up to an instant. */
export type AccessHistory = {
  readonly period: Period | null;
  readonly roles: readonly string[];
  readonly givenBy: readonly GivenBy[];
};

const decisive = [
  "requestSubmitted",
  "deliveryStarted",
  "assignmentUpdated",
  "stageApproved",
  "requestAutoApproved",
  "roleGranted",
  "roleRevoked",
  "roleKept",
];

async function loadLog(reader: Reader, held: readonly Held[], at: Date) {
  const rows = await reader
    .select({
      assignmentId: auditEvents.assignmentId,
      requestId: auditEvents.requestId,
      isKept: isNotNull(requests.id).mapWith(Boolean),
      kind: auditEvents.kind,
      at: auditEvents.occurredAt,
      actor: auditEvents.actorName,
      reason: auditEvents.reason,
      payload: auditEvents.payload,
    })
    .from(auditEvents)
    .leftJoin(requests, eq(requests.id, auditEvents.requestId))
    .where(
      and(
        inArray(
          auditEvents.assignmentId,
          held.map((each) => each.assignmentId),
        ),
        inArray(auditEvents.kind, decisive),
        lte(auditEvents.occurredAt, at),
      ),
    )
    .orderBy(asc(auditEvents.sequence));
  return rows.map((row) => ({ ...row, payload: payloadSchema.parse(row.payload) }));
}

type LogRow = Awaited<ReturnType<typeof loadLog>>[number];

const decisionOf = ({ kind, at, actor, reason, payload }: LogRow): GivenDecision => ({
  at,
  by: kind === "stageApproved" || payload.bypassReason !== null ? actor : null,
  delegator: payload.decision?.delegator?.displayName ?? null,
  stage: payload.stage,
  isBypass: payload.bypassReason !== null,
  reason,
});

/** The requests that gave or prolonged the access, in the order in which they took effect. */
function givenBy(log: readonly LogRow[]): GivenBy[] {
  const askedFor = new Map(log.filter((row) => row.kind === "requestSubmitted").map((row) => [row.requestId, row]));
  return log.flatMap(({ kind, requestId, isKept }) => {
    const asked = askedFor.get(requestId);
    const type = asked?.payload.body?.type;
    if (!asked || !type || !requestId) return [];
    const isEffective = kind === "assignmentUpdated" || (kind === "deliveryStarted" && intentOf(type) === "add");
    if (!isEffective) return [];
    const decisions = log.filter(
      (row) => row.requestId === requestId && ["stageApproved", "requestAutoApproved"].includes(row.kind),
    );
    return [
      { requestId, isKept, type, requestor: asked.actor, createdAt: asked.at, decisions: decisions.map(decisionOf) },
    ];
  });
}

/** RES-50: what the person had by then and was not taken back. */
function rolesIn(log: readonly LogRow[]): string[] {
  const roles = new Map<string, string>();
  for (const { kind, payload } of log) {
    if (kind === "roleGranted") roles.set(payload.resourceRoleId, payload.displayName);
    if (kind === "roleRevoked" || kind === "roleKept") roles.delete(payload.resourceRoleId);
  }
  return [...roles.values()].sort((one, other) => one.localeCompare(other));
}

type Held = { readonly assignmentId: AssignmentId };

/** How these assignments had become what they were at an instant. */
export async function loadAccessHistories(
  reader: Reader,
  held: readonly Held[],
  at: Date,
): Promise<ReadonlyMap<AssignmentId, AccessHistory>> {
  if (held.length === 0) return new Map();
  const byId = new Map<AssignmentId, LogRow[]>(held.map(({ assignmentId }) => [assignmentId, []]));
  for (const row of await loadLog(reader, held, at)) if (row.assignmentId) byId.get(row.assignmentId)?.push(row);
  return new Map(
    [...byId].map(([id, log]) => [
      id,
      {
        period: log.findLast(({ payload }) => payload.period !== null)?.payload.period ?? null,
        roles: rolesIn(log),
        givenBy: givenBy(log),
      },
    ]),
  );
}
