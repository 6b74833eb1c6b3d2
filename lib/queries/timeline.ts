import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditEvents } from "@/db/schema";
import { approverCapacities } from "@/lib/engine/approval/stage";
import type { RequestId } from "@/lib/engine/ids";
import type { RequestEventKind } from "@/lib/engine/request/events";
import { requestSubStatuses } from "@/lib/engine/request/states";
import type { Reader } from "@/lib/facts/reader";
import type { TimelineEntry } from "@/lib/views/requests";

/** The parts of a stored event that a timeline tells; whatever an event lacks is null. */
const payloadSchema = z.object({
  stage: z.int().nullable().default(null),
  decision: z
    .object({ capacity: z.enum(approverCapacities) })
    .nullable()
    .default(null),
  displayName: z.string().nullable().default(null),
  deadlineAt: z.coerce.date().nullable().default(null),
  startAt: z.coerce.date().nullable().default(null),
  retryAt: z.coerce.date().nullable().default(null),
  problem: z.string().nullable().default(null),
  cause: z.enum(requestSubStatuses).nullable().default(null),
  conflicts: z.array(z.object({ displayName: z.string() })).default([]),
  period: z.object({ endAt: z.coerce.date().nullable() }).nullable().default(null),
});

/** What the parties do themselves; everything else may be the doing of an approver. */
const ownDoings: readonly string[] = ["requestSubmitted", "requestCanceled", "assignmentEnded"];

/** POR-41: what happened to a request, in order, from the audit log. */
export async function listTimeline(
  reader: Reader,
  requestId: RequestId,
  options: { readonly showsNames: boolean },
): Promise<TimelineEntry[]> {
  const rows = await reader
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.requestId, requestId))
    .orderBy(asc(auditEvents.sequence));
  return rows.map((row) => {
    const payload = payloadSchema.parse(row.payload);
    const hidesActor = !options.showsNames && !ownDoings.includes(row.kind);
    return {
      id: row.id,
      at: row.occurredAt,
      kind: row.kind as RequestEventKind,
      actor: hidesActor ? null : row.actorName,
      stage: payload.stage,
      capacity: payload.decision?.capacity ?? null,
      reason: row.reason ?? payload.problem,
      role: payload.displayName,
      until: payload.deadlineAt ?? payload.startAt ?? payload.retryAt ?? payload.period?.endAt ?? null,
      conflicts: payload.conflicts.map((conflict) => conflict.displayName),
      newState: row.newState,
      subStatus: payload.cause,
    };
  });
}
