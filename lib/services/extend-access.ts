import { inTransaction } from "@/db/client";
import { decideUpdate, type UpdateCommand } from "@/lib/engine/assignment/update";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadUpdateFacts } from "@/lib/facts/assignments";
import { loadPerson } from "@/lib/facts/people";
import { newId } from "@/lib/platform/ids";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockAccess } from "./end-assignment";
import { refuseSecondChange } from "./open-change";
import { earlierResult } from "./record-submission";

export type ExtendInput = UpdateCommand & {
  readonly personId: PersonId;
  readonly assignmentId: AssignmentId;
  /** REQ-51: made when the form was opened; sending the form again gives back the first request. */
  readonly clientKey: string;
};

type Extended = Result<{ readonly requestId: RequestId }, Refusal>;

/**
 * ASN-20, REQ-5: the holder, or their manager, asks for a later end. Where nobody has to approve it is done at once;
 * otherwise access goes on under its old end until somebody does (REQ-77).
 */
export async function extendAccess(deps: Deps, input: ExtendInput): Promise<Extended> {
  const { personId, assignmentId, clientKey, ...command } = input;
  const now = await deps.clock.now();
  const work = inTransaction(deps.db, async (tx): Promise<Extended> => {
    const assignment = await lockAccess(tx, assignmentId, now);
    const earlier = await earlierResult(tx, { requestorId: personId, clientKey }, now);
    if (earlier) return ok({ requestId: earlier });
    const facts = assignment && (await loadUpdateFacts(tx, assignment));
    const requestor = await loadPerson(tx, personId);
    if (!facts || !requestor) return err({ code: "requestNotFound" });
    const requestId = newId(now) as RequestId;
    const decision = decideUpdate({ ...facts, requestor }, command, requestId, now);
    if (!decision.ok) return decision;
    await appendEvents(tx, {
      before: null,
      events: decision.value.events,
      actor: actorOf(requestor),
      recordedAt: now,
      clientKey,
    });
    return ok({ requestId });
  });
  return work.catch((error: unknown) => refuseSecondChange(deps, assignmentId, error));
}
