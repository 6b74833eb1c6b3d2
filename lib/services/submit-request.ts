import { and, eq, inArray } from "drizzle-orm";
import { inTransaction, uniqueViolation } from "@/db/client";
import { requests } from "@/db/schema";
import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import type { Refusal } from "@/lib/engine/request/refusals";
import { typesFor } from "@/lib/engine/request/states";
import type { SubmitCommand } from "@/lib/engine/request/submission";
import { decideSubmission } from "@/lib/engine/request/submit";
import { err, ok, type Result } from "@/lib/engine/result";
import type { Reader } from "@/lib/facts/reader";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { newId } from "@/lib/platform/ids";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { endDueAccess } from "./end-assignment";
import { lockPerson } from "./locks";

export type SubmitInput = SubmitCommand & {
  readonly personId: PersonId;
  readonly packageId: AccessPackageId;
  /** REQ-51: made when the form was opened; sending the form again gives back the first request. */
  readonly clientKey: string;
};

async function earlierResult(reader: Reader, input: SubmitInput): Promise<RequestId | null> {
  const [row] = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.requestorId, input.personId), eq(requests.clientKey, input.clientKey)));
  return row?.id ?? null;
}

/**
 * REQ-27: asks for access for oneself. Refused by the first failing check of REQ-47, in which case nothing is stored.
 * @returns the id of the request; the same one again for the same client key
 */
export async function submitRequest(
  deps: Deps,
  input: SubmitInput,
): Promise<Result<{ readonly requestId: RequestId }, Refusal>> {
  const now = await deps.clock.now();
  try {
    return await inTransaction(deps.db, async (tx): Promise<Result<{ requestId: RequestId }, Refusal>> => {
      if (!(await lockPerson(tx, input.personId))) return err({ code: "packageNotFound" });
      const earlier = await earlierResult(tx, input);
      if (earlier) return ok({ requestId: earlier });
      await endDueAccess(tx, input.personId, now);
      const facts = await loadSubmissionFacts(tx, input.personId, input.packageId);
      if (!facts) return err({ code: "packageNotFound" });
      const ids = { requestId: newId(now) as RequestId, assignmentId: newId(now) as AssignmentId };
      const decision = decideSubmission(facts, input, ids, now);
      if (!decision.ok) return decision;
      await appendEvents(tx, {
        before: null,
        events: decision.value.events,
        actor: { kind: "person", personId: facts.requestor.id, displayName: facts.requestor.displayName },
        recordedAt: now,
        clientKey: input.clientKey,
      });
      return ok({ requestId: ids.requestId });
    });
  } catch (error) {
    // The index says the same as the gate, for a writer that did not queue behind the person (REQ-48).
    if (uniqueViolation(error) !== "requests_one_open_add") throw error;
    const requestId = await openRequest(deps, input);
    invariant(requestId, "REQ-48 the open request that stood in the way exists");
    return err({ code: "openRequestExists", requestId });
  }
}

async function openRequest(deps: Deps, input: SubmitInput): Promise<RequestId | null> {
  const [row] = await deps.db
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.targetId, input.personId),
        eq(requests.packageId, input.packageId),
        inArray(requests.type, typesFor("add")),
        inArray(requests.state, ["submitted", "pendingApproval", "scheduled", "delivering"]),
      ),
    );
  return row?.id ?? null;
}
