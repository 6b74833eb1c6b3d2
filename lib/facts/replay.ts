import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditEvents, requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { RequestEvent } from "@/lib/engine/request/events";
import { fold } from "@/lib/engine/request/evolve";
import { informationExchangeSchema } from "@/lib/engine/request/exchange";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import type { Reader } from "./reader";

const isInstant = (name: string): boolean => name === "at" || name === "until" || /(At|By)$/.test(name);

/** Everything that is an instant in an event is called so: `at`, `until`, and names that end in `At` or `By`. */
function revived(value: unknown, name = ""): unknown {
  if (typeof value === "string") return isInstant(name) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((each) => revived(each));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each, key)]));
}

/** What the log does not keep of events, because it is personal or bulky, as the request's row has it. */
type Kept = Pick<AssignmentRequest, "snapshot" | "answers" | "justification" | "exchanges">;

/** The event with the parts that are kept in the row; `asked` counts the questions up to it. */
function completed(event: RequestEvent, kept: Kept, asked: number): RequestEvent {
  const exchange = kept.exchanges[asked - 1];
  switch (event.kind) {
    case "requestSubmitted": {
      const { snapshot, answers, justification } = kept;
      return { ...event, body: { ...event.body, snapshot, answers, justification } };
    }
    case "answersEdited":
      return { ...event, answers: kept.answers };
    case "informationAsked":
      return { ...event, exchange: { ...event.exchange, question: exchange?.question ?? "" } };
    case "informationGiven":
      return { ...event, text: exchange?.answer?.text ?? "" };
    default:
      return event;
  }
}

/**
 * The events of a request as they happened, read back from the audit log; answers, words of people and the copy of the
 * policy come from the request's row.
 */
export async function loadRequestEvents(reader: Reader, requestId: RequestId): Promise<RequestEvent[]> {
  const [row] = await reader
    .select({
      snapshot: requests.policySnapshot,
      answers: requests.answers,
      justification: requests.justification,
      exchanges: requests.exchanges,
    })
    .from(requests)
    .where(eq(requests.id, requestId));
  if (!row) return [];
  const kept: Kept = {
    ...row,
    snapshot: policySnapshotSchema.parse(row.snapshot),
    exchanges: z.array(informationExchangeSchema).parse(row.exchanges),
  };
  const written = await reader
    .select({ payload: auditEvents.payload })
    .from(auditEvents)
    .where(eq(auditEvents.requestId, requestId))
    .orderBy(asc(auditEvents.sequence));
  let asked = 0;
  return written.map(({ payload }) => {
    // Only writeAudit writes payloads, and always a whole event but for what is kept in the row.
    const event = revived(payload) as RequestEvent;
    if (event.kind === "informationAsked") asked += 1;
    return completed(event, kept, asked);
  });
}

/** The request as its history tells it; equal to its row (house rule on events). Null where there is no such request. */
export async function replayRequest(reader: Reader, requestId: RequestId): Promise<AssignmentRequest | null> {
  return fold(await loadRequestEvents(reader, requestId));
}
