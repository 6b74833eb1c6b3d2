import { eq } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { assignments, auditEvents } from "@/db/schema";
import {
  type AdminUpdateCommand,
  decideAdminUpdate,
  staleRefusal,
  type UpdateWarning,
} from "@/lib/engine/assignment/admin-update";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadUpdateFacts } from "@/lib/facts/assignments";
import { loadLastEditor } from "@/lib/facts/last-editor";
import { newId } from "@/lib/platform/ids";
import { loadAdministrator } from "./administrator";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockAccess } from "./end-assignment";
import { refuseSecondChange } from "./open-change";

export type UpdateInput = AdminUpdateCommand & {
  readonly personId: PersonId;
  readonly assignmentId: AssignmentId;
  /** ERR-50: the version the form began with; left out by whoever read none. */
  readonly version?: number;
};

type Updated = Result<{ readonly requestId: RequestId; readonly warnings: readonly UpdateWarning[] }, Refusal>;

/** ERR-50: whether somebody changed the access since it was read; its row is locked. */
async function changedMeanwhile(tx: Transaction, id: AssignmentId, read: number | undefined): Promise<Refusal | null> {
  if (read === undefined) return null;
  const { version, endAt } = assignments;
  const [stored] = await tx.select({ version, endAt }).from(assignments).where(eq(assignments.id, id));
  const lastEditor = await loadLastEditor(tx, "assignmentUpdated", eq(auditEvents.assignmentId, id));
  return stored ? staleRefusal({ ...stored, lastEditor }, read) : null;
}

/** REQ-7, INF-12: an administrator changes dates and answers of access that exists. */
export async function updateAssignment(deps: Deps, input: UpdateInput): Promise<Updated> {
  const now = await deps.clock.now();
  const work = inTransaction(deps.db, async (tx): Promise<Updated> => {
    const assignment = await lockAccess(tx, input.assignmentId, now);
    const facts = assignment && (await loadUpdateFacts(tx, assignment));
    if (!facts) return err({ code: "requestNotFound" });
    const administrator = await loadAdministrator(tx, input.personId, assignment.packageId, now);
    if (!administrator.ok) return administrator;
    const stale = await changedMeanwhile(tx, input.assignmentId, input.version);
    if (stale) return err(stale);
    const { id: personId } = administrator.value;
    const requestId = newId(now) as RequestId;
    const decision = decideAdminUpdate(facts, input, personId, requestId, now);
    if (!decision.ok) return decision;
    const { events, warnings } = decision.value;
    const actor = actorOf(administrator.value);
    await appendEvents(tx, { before: null, events, actor, recordedAt: now });
    return ok({ requestId, warnings });
  });
  return work.catch((error: unknown) => refuseSecondChange(deps, input.assignmentId, error));
}
