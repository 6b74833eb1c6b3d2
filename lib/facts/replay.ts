import { asc, eq } from "drizzle-orm";
import { auditEvents, requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import { fold, type RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import type { Reader } from "./reader";

/** Everything that is an instant in an event is called so: `at` itself, and names that end in `At`. */
function revived(value: unknown, name = ""): unknown {
  if (typeof value === "string") return name === "at" || name.endsWith("At") ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((each) => revived(each));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each, key)]));
}

/**
 * The events of a request as they happened, read back from the audit log. What the log does not keep, because it is
 * personal or bulky (answers, justification, the copy of the policy), comes from the request's row.
 */
export async function loadRequestEvents(reader: Reader, requestId: RequestId): Promise<RequestEvent[]> {
  const [row] = await reader
    .select({ snapshot: requests.policySnapshot, answers: requests.answers, justification: requests.justification })
    .from(requests)
    .where(eq(requests.id, requestId));
  if (!row) return [];
  const kept = { ...row, snapshot: policySnapshotSchema.parse(row.snapshot) };
  const written = await reader
    .select({ payload: auditEvents.payload })
    .from(auditEvents)
    .where(eq(auditEvents.requestId, requestId))
    .orderBy(asc(auditEvents.sequence));
  return written.map(({ payload }) => {
    // Only writeAudit writes payloads, and always a whole event.
    const event = revived(payload) as RequestEvent;
    return event.kind === "requestSubmitted" ? { ...event, body: { ...event.body, ...kept } } : event;
  });
}

/** The request as its history tells it; equal to its row (house rule on events). Null where there is no such request. */
export async function replayRequest(reader: Reader, requestId: RequestId): Promise<AssignmentRequest | null> {
  return fold(await loadRequestEvents(reader, requestId));
}
