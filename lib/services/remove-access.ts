import { and, eq } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { requests } from "@/db/schema";
import { decideAdminRemoval, decideManagerRemoval, type RemoveCommand } from "@/lib/engine/assignment/removal";
import type { AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDirectory, loadPerson } from "@/lib/facts/people";
import { loadSettings } from "@/lib/facts/settings";
import { newId } from "@/lib/platform/ids";
import { loadAdministrator } from "./administrator";
import { cancelAsAdministrator } from "./cancel-request";
import type { Deps } from "./deps";
import { endAccess, lockForEnd } from "./end-assignment";

type Removed = Result<{ readonly requestId: RequestId }, Refusal>;

export type RemoveInput = RemoveCommand & { readonly personId: PersonId; readonly assignmentId: AssignmentId };

/** ASN-37: the holder's manager ends access of a report. */
export async function removeReportAccess(deps: Deps, input: RemoveInput): Promise<Removed> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx): Promise<Removed> => {
    const locked = await lockForEnd(tx, input.assignmentId);
    const manager = await loadPerson(tx, input.personId);
    if (!locked || !manager) return err({ code: "requestNotFound" });
    const { assignment } = locked;
    const facts = {
      directory: await loadDirectory(tx, assignment.targetId, []),
      settings: await loadSettings(tx),
    };
    const requestId = newId(now) as RequestId;
    const decision = decideManagerRemoval(assignment, facts, manager.id, input, requestId, now);
    if (!decision.ok) return decision;
    const actor = actorOf(manager);
    await endAccess(tx, locked, { before: null, events: decision.value.events, actor, recordedAt: now });
    return ok({ requestId });
  });
}

/** ASN-47: what is still to come is canceled with its request. */
async function removeScheduled(deps: Deps, { assignmentId, ...input }: RemoveInput): Promise<Removed> {
  const [scheduled] = await deps.db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.assignmentId, assignmentId), eq(requests.state, "scheduled")));
  if (!scheduled) return err({ code: "requestNotFound" });
  const canceled = await cancelAsAdministrator(deps, { ...input, requestId: scheduled.id });
  return canceled.ok ? ok({ requestId: scheduled.id }) : canceled;
}

/** ASN-36: an administrator ends access; null where there is none yet. */
async function removeDelivered(deps: Deps, input: RemoveInput, now: Date): Promise<Removed | null> {
  return inTransaction(deps.db, async (tx): Promise<Removed | null> => {
    const locked = await lockForEnd(tx, input.assignmentId);
    if (!locked) return null;
    const { assignment } = locked;
    const administrator = await loadAdministrator(tx, input.personId, assignment.packageId, now);
    if (!administrator.ok) return administrator;
    const { id: personId } = administrator.value;
    const requestId = newId(now) as RequestId;
    const decision = decideAdminRemoval(assignment, personId, input, requestId, now);
    if (!decision.ok) return decision;
    const actor = actorOf(administrator.value);
    await endAccess(tx, locked, { before: null, events: decision.value.events, actor, recordedAt: now });
    return ok({ requestId });
  });
}

/** ASN-36: the same for several at once, each in a transaction and with a result of its own. */
export async function removeAccess(
  deps: Deps,
  input: RemoveCommand & { readonly personId: PersonId; readonly assignmentIds: readonly AssignmentId[] },
): Promise<{ readonly assignmentId: AssignmentId; readonly result: Removed }[]> {
  const { personId, assignmentIds, reason } = input;
  const now = await deps.clock.now();
  const results: { assignmentId: AssignmentId; result: Removed }[] = [];
  for (const assignmentId of new Set(assignmentIds)) {
    const one = { personId, assignmentId, reason };
    const result = (await removeDelivered(deps, one, now)) ?? (await removeScheduled(deps, one));
    results.push({ assignmentId, result });
  }
  return results;
}
