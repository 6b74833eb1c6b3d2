import { inTransaction } from "@/db/client";
import { type AdminUpdateCommand, decideAdminUpdate, type UpdateWarning } from "@/lib/engine/assignment/admin-update";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadUpdateFacts } from "@/lib/facts/assignments";
import { newId } from "@/lib/platform/ids";
import { loadAdministrator } from "./administrator";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockAccess } from "./end-assignment";
import { refuseSecondChange } from "./open-change";

export type UpdateInput = AdminUpdateCommand & { readonly personId: PersonId; readonly assignmentId: AssignmentId };

type Updated = Result<{ readonly requestId: RequestId; readonly warnings: readonly UpdateWarning[] }, Refusal>;

/** REQ-7, INF-12: an administrator changes dates and answers of access that exists. */
export async function updateAssignment(deps: Deps, input: UpdateInput): Promise<Updated> {
  const now = await deps.clock.now();
  const work = inTransaction(deps.db, async (tx): Promise<Updated> => {
    const assignment = await lockAccess(tx, input.assignmentId, now);
    const facts = assignment && (await loadUpdateFacts(tx, assignment));
    if (!facts) return err({ code: "requestNotFound" });
    const administrator = await loadAdministrator(tx, input.personId, assignment.packageId);
    if (!administrator.ok) return administrator;
    const { id: personId, displayName } = administrator.value;
    const requestId = newId(now) as RequestId;
    const decision = decideAdminUpdate(facts, input, personId, requestId, now);
    if (!decision.ok) return decision;
    const { events, warnings } = decision.value;
    const actor = { kind: "person", personId, displayName } as const;
    await appendEvents(tx, { before: null, events, actor, recordedAt: now });
    return ok({ requestId, warnings });
  });
  return work.catch((error: unknown) => refuseSecondChange(deps, input.assignmentId, error));
}
