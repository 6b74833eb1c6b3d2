import { inTransaction } from "@/db/client";
import { decideClearance } from "@/lib/engine/assignment/removal";
import type { RequestId } from "@/lib/engine/ids";
import { decideCancellation } from "@/lib/engine/request/cancel";
import { actorOf } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { newId } from "@/lib/platform/ids";
import { loadAdministrator } from "./administrator";
import { appendEvents } from "./append-events";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";
import { endAccess, lockForEnd } from "./end-assignment";
import { lockCurrent, timerChange } from "./run-timers";

/** REQ-53: the requestor or the target withdraws a request that waits for approval or for its start. */
export async function cancelRequest(deps: Deps, input: RequestInput): Promise<Result<null, Refusal>> {
  const after = await changeRequest(deps, input, async ({ request, now }, by) =>
    decideCancellation(request, by.personId, null, now),
  );
  return after.ok ? ok(null) : after;
}

/** REQ-54, REQ-43: an administrator cancels what is not delivered, or what failed; the access it gave ends with it. */
export async function cancelAsAdministrator(
  deps: Deps,
  input: RequestInput & { readonly reason: string },
): Promise<Result<null, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockCurrent(tx, input.requestId, now);
    if (!locked) return err({ code: "requestNotFound" } as const);
    const { packageId, assignmentId } = locked.stored.request;
    const administrator = await loadAdministrator(tx, input.personId, packageId, now);
    if (!administrator.ok) return administrator;
    const { id: personId } = administrator.value;
    const current = await appendEvents(tx, timerChange(locked.stored, locked.facts, now));
    const access = await lockForEnd(tx, assignmentId);
    const removalId = newId(now) as RequestId;
    const decision = decideClearance(current.request, access?.assignment ?? null, personId, input, removalId, now);
    if (!decision.ok) return decision;
    const { ended, canceled } = decision.value;
    const actor = actorOf(administrator.value);
    if (access) await endAccess(tx, access, { before: null, events: ended.events, actor, recordedAt: now });
    await appendEvents(tx, { before: current, events: canceled.events, actor, recordedAt: now });
    return ok(null);
  });
}
