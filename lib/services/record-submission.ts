import { and, eq, inArray, lte } from "drizzle-orm";
import { inTransaction, type Transaction, uniqueViolation } from "@/db/client";
import { requests } from "@/db/schema";
import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { missingTarget } from "@/lib/engine/request/direct";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { isOpen, requestStates, typesFor } from "@/lib/engine/request/states";
import type { DirectAssigner, SubmitCommand } from "@/lib/engine/request/submission";
import { decideSubmission } from "@/lib/engine/request/submit";
import { err, ok, type Result } from "@/lib/engine/result";
import { addHours } from "@/lib/engine/time";
import type { Reader } from "@/lib/facts/reader";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { newId } from "@/lib/platform/ids";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { endDueAccess } from "./end-assignment";
import { lockPackageForUse, lockPerson } from "./locks";

/** REQ-51: how long the key of a form is remembered. */
const KEY_HOURS = 24;

/** Who wants which package for whom. */
export type Submission = {
  readonly requestorId: PersonId;
  readonly targetId: PersonId;
  readonly packageId: AccessPackageId;
  /** Null where the requestor asks as one of the people the package is for. */
  readonly direct: DirectAssigner | null;
  readonly command: SubmitCommand;
  /** REQ-51: the same key gives back the requestor's first request. */
  readonly clientKey: string;
};

type Recorded = Result<{ readonly requestId: RequestId }, Refusal>;

/** The key of a form is its requestor's own. */
type FormKey = Pick<Submission, "requestorId" | "clientKey">;

const hasKey = ({ requestorId, clientKey }: FormKey) =>
  and(eq(requests.requestorId, requestorId), eq(requests.clientKey, clientKey));

async function requestWith(reader: Reader, key: FormKey): Promise<RequestId | null> {
  const [row] = await reader.select({ id: requests.id }).from(requests).where(hasKey(key));
  return row?.id ?? null;
}

/** REQ-51: what this form made when it was sent within the last 24 hours; an older key is forgotten and may be used anew. */
export async function earlierResult(tx: Transaction, key: FormKey, now: Date): Promise<RequestId | null> {
  const isForgotten = lte(requests.createdAt, addHours(now, -KEY_HOURS));
  await tx
    .update(requests)
    .set({ clientKey: null })
    .where(and(hasKey(key), isForgotten));
  return requestWith(tx, key);
}

async function openRequest(reader: Reader, { targetId, packageId }: Submission): Promise<RequestId | null> {
  const [row] = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.targetId, targetId),
        eq(requests.packageId, packageId),
        inArray(requests.type, typesFor("add")),
        inArray(requests.state, requestStates.filter(isOpen)),
      ),
    );
  return row?.id ?? null;
}

/**
 * REQ-27: writes a request for new access, under the target's lock. Refused by the first failing check of REQ-47, in which
 * case nothing is stored.
 */
export async function recordSubmission(deps: Deps, submission: Submission, now: Date): Promise<Recorded> {
  const { requestorId, targetId, packageId, direct, command, clientKey } = submission;
  try {
    return await inTransaction(deps.db, async (tx): Promise<Recorded> => {
      if (!(await lockPerson(tx, targetId))) return err(missingTarget(direct));
      const earlier = await earlierResult(tx, submission, now);
      if (earlier) return ok({ requestId: earlier });
      await endDueAccess(tx, targetId, now);
      // WHO-59: whether it is there still is one of the facts; it is not deleted between them and the request.
      await lockPackageForUse(tx, packageId);
      const kind = { targetId, direct, resubmissionOf: command.resubmissionOf };
      const facts = await loadSubmissionFacts(tx, requestorId, packageId, kind);
      if (!facts) return err({ code: "packageNotFound" });
      const ids = { requestId: newId(now) as RequestId, assignmentId: newId(now) as AssignmentId };
      const decision = decideSubmission(facts, command, ids, now);
      if (!decision.ok) return decision;
      await appendEvents(tx, {
        before: null,
        events: decision.value.events,
        actor: actorOf(facts.requestor),
        recordedAt: now,
        clientKey,
      });
      return ok({ requestId: ids.requestId });
    });
  } catch (error) {
    return await afterViolation(deps, submission, error);
  }
}

/**
 * The indexes say the same as the gates, for a writer that did not queue behind the target (REQ-48), and for one form sent
 * for two targets at once, which queue behind different people (REQ-51).
 */
async function afterViolation(deps: Deps, submission: Submission, error: unknown): Promise<Recorded> {
  switch (uniqueViolation(error)) {
    case "requests_one_open_add": {
      const requestId = await openRequest(deps.db, submission);
      invariant(requestId, "REQ-48 the open request that stood in the way exists");
      return err({ code: "openRequestExists", requestId });
    }
    case "requests_client_key": {
      const requestId = await requestWith(deps.db, submission);
      invariant(requestId, "REQ-51 the request that was first with this key exists");
      return ok({ requestId });
    }
    default:
      throw error;
  }
}
