import { asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { auditEvents, people, requests } from "@/db/schema";
import { approverCapacities } from "@/lib/engine/approval/stage";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { type Answer, answerSchema } from "@/lib/engine/policy/questions";
import type { RequestEventKind } from "@/lib/engine/request/events";
import { informationExchangeSchema } from "@/lib/engine/request/exchange";
import { requestSubStatuses } from "@/lib/engine/request/states";
import type { Reader } from "@/lib/facts/reader";
import type { CorrectionView, TimelineEntry } from "@/lib/views/requests";

/** The parts of a stored event that a timeline tells; whatever an event lacks is null. */
const payloadSchema = z.object({
  stage: z.int().nullable().default(null),
  decision: z
    .object({ capacity: z.enum(approverCapacities) })
    .nullable()
    .default(null),
  displayName: z.string().nullable().default(null),
  wasHeldBefore: z.boolean().default(false),
  deadlineAt: z.coerce.date().nullable().default(null),
  startAt: z.coerce.date().nullable().default(null),
  retryAt: z.coerce.date().nullable().default(null),
  problem: z.string().nullable().default(null),
  detail: z.string().nullable().default(null),
  cause: z.enum(requestSubStatuses).nullable().default(null),
  conflicts: z.array(z.object({ displayName: z.string() })).default([]),
  approvers: z.array(z.object({ personId: z.string().optional() })).default([]),
  period: z.object({ endAt: z.coerce.date().nullable() }).nullable().default(null),
});

/** What the parties do themselves; everything else may be the doing of an approver. */
const ownDoings: readonly string[] = [
  "requestSubmitted",
  "requestCanceled",
  "assignmentEnded",
  "informationGiven",
  "approversNudged",
];

/** What people wrote, which the log leaves to the request's row. */
async function loadWords(reader: Reader, requestId: RequestId) {
  const { exchanges, answers } = requests;
  const [row] = await reader.select({ exchanges, answers }).from(requests).where(eq(requests.id, requestId));
  return {
    /** In the order of their questions' events. */
    exchanges: z.array(informationExchangeSchema).parse(row?.exchanges ?? []),
    answers: z.array(answerSchema).parse(row?.answers ?? []),
  };
}

/** INF-13: what the edit of this number changed. */
const correctionsOf = (answers: readonly Answer[], edit: number): CorrectionView[] =>
  answers.flatMap(({ questionText, corrections = [] }) =>
    corrections.flatMap((each) => {
      const { before, after } = each;
      return each.edit === edit ? [{ question: questionText, before, after }] : [];
    }),
  );

type Payload = z.infer<typeof payloadSchema>;

/** APP-96: one approver comes at a time, by name. */
const newcomerOf = ({ kind, payload }: { readonly kind: string; readonly payload: Payload }) =>
  kind === "approverAdded" ? (payload.approvers[0]?.personId as PersonId | undefined) : undefined;

async function loadNames(reader: Reader, personIds: readonly PersonId[]) {
  if (personIds.length === 0) return new Map<PersonId, { id: PersonId; displayName: string }>();
  const { id, displayName } = people;
  const rows = await reader.select({ id, displayName }).from(people).where(inArray(id, personIds));
  return new Map(rows.map((row) => [row.id, row]));
}

/** POR-41: what happened to a request, in order, from the audit log. */
export async function listTimeline(
  reader: Reader,
  requestId: RequestId,
  options: {
    readonly showsNames: boolean;
    /** ERR-12: what the target holds besides, where it stood in the way or was there before. */
    readonly showsHoldings?: boolean;
    /** APP-78: what an extension said is for the approvers. */
    readonly showsExtensionDetail?: boolean;
  },
): Promise<TimelineEntry[]> {
  const events = await reader
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.requestId, requestId))
    .orderBy(asc(auditEvents.sequence));
  const rows = events.map((row) => ({ ...row, payload: payloadSchema.parse(row.payload) }));
  const { exchanges, answers } = await loadWords(reader, requestId);
  const newcomers = await loadNames(
    reader,
    rows.flatMap((row) => newcomerOf(row) ?? []),
  );
  const { showsHoldings = true } = options;
  let asked = 0;
  let edits = 0;
  return rows.map((row) => {
    if (row.kind === "informationAsked") asked += 1;
    if (row.kind === "answersEdited") edits += 1;
    const exchange = exchanges[asked - 1];
    const words: Partial<Record<string, string | null>> = {
      informationAsked: exchange?.question,
      informationGiven: exchange?.answer?.text,
    };
    const { payload } = row;
    const newcomer = newcomerOf(row);
    const hidesActor = !options.showsNames && !ownDoings.includes(row.kind);
    return {
      id: row.id,
      at: row.occurredAt,
      kind: row.kind as RequestEventKind,
      actor: hidesActor ? null : row.actorName,
      delegator: hidesActor ? null : row.delegatorName,
      stage: payload.stage,
      capacity: payload.decision?.capacity ?? null,
      reason: row.reason ?? payload.problem,
      words: words[row.kind] ?? (options.showsExtensionDetail ? payload.detail : null),
      corrections: row.kind === "answersEdited" ? correctionsOf(answers, edits) : [],
      newcomer: (options.showsNames && newcomer && newcomers.get(newcomer)) || null,
      role: payload.displayName,
      wasHeldBefore: payload.wasHeldBefore && showsHoldings,
      until: payload.deadlineAt ?? payload.startAt ?? payload.retryAt ?? payload.period?.endAt ?? null,
      conflicts: showsHoldings ? payload.conflicts.map((conflict) => conflict.displayName) : [],
      newState: row.newState,
      subStatus: payload.cause,
    };
  });
}
