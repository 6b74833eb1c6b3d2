import { inTransaction } from "@/db/client";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { decideReprocess } from "@/lib/engine/request/reprocess";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAssignment } from "@/lib/facts/assignments";
import { loadAdministrator } from "./administrator";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockCurrent } from "./run-timers";

async function reprocessOne(
  deps: Deps,
  personId: PersonId,
  requestId: RequestId,
  now: Date,
): Promise<Result<null, Refusal>> {
  return inTransaction(deps.db, async (tx): Promise<Result<null, Refusal>> => {
    const locked = await lockCurrent(tx, requestId, now);
    if (!locked) return err({ code: "requestNotFound" });
    const { stored, facts } = locked;
    const { packageId, assignmentId } = stored.request;
    const administrator = await loadAdministrator(tx, personId, packageId);
    if (!administrator.ok) return administrator;
    const assignment = await loadAssignment(tx, assignmentId);
    const decision = decideReprocess(stored.request, { ...facts, assignment }, now);
    if (!decision.ok) return decision;
    await appendEvents(tx, {
      before: stored,
      events: decision.value.events,
      actor: { kind: "person", personId, displayName: administrator.value.displayName },
      recordedAt: now,
    });
    return ok(null);
  });
}

/** REQ-62 to REQ-68: an administrator has failed deliveries tried again, each with a result of its own (REQ-66). */
export async function reprocessRequests(
  deps: Deps,
  input: { readonly personId: PersonId; readonly requestIds: readonly RequestId[] },
): Promise<{ readonly requestId: RequestId; readonly result: Result<null, Refusal> }[]> {
  const now = await deps.clock.now();
  const results: { requestId: RequestId; result: Result<null, Refusal> }[] = [];
  for (const requestId of new Set(input.requestIds)) {
    results.push({ requestId, result: await reprocessOne(deps, input.personId, requestId, now) });
  }
  return results;
}
