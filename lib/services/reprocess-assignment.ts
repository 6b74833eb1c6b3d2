import { inTransaction } from "@/db/client";
import { decideRepair } from "@/lib/engine/assignment/repair";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { newId } from "@/lib/platform/ids";
import { loadAdministrator } from "./administrator";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockAccess } from "./end-assignment";

export type RepairInput = { readonly personId: PersonId; readonly assignmentId: AssignmentId };

/** ASN-33: an administrator has delivered access delivered again; the worker grants what is missing. */
export async function reprocessAssignment(
  deps: Deps,
  input: RepairInput,
): Promise<Result<{ readonly requestId: RequestId }, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const assignment = await lockAccess(tx, input.assignmentId, now);
    if (!assignment) return err({ code: "requestNotFound" } as const);
    const administrator = await loadAdministrator(tx, input.personId, assignment.packageId, now);
    if (!administrator.ok) return administrator;
    const { id: personId } = administrator.value;
    const requestId = newId(now) as RequestId;
    const decision = decideRepair(assignment, personId, requestId, now);
    if (!decision.ok) return decision;
    const actor = actorOf(administrator.value);
    await appendEvents(tx, { before: null, events: decision.value.events, actor, recordedAt: now });
    return ok({ requestId });
  });
}
