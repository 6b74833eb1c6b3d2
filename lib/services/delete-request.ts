import { inTransaction } from "@/db/client";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { decideDeletion } from "@/lib/engine/request/delete";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAdministrator } from "./administrator";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";

/** REQ-69: an administrator takes a closed request out of the lists; row, history and access stay. */
export async function deleteRequest(
  deps: Deps,
  input: { readonly personId: PersonId; readonly requestId: RequestId },
): Promise<Result<null, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx): Promise<Result<null, Refusal>> => {
    const stored = await lockWithTarget(tx, input.requestId);
    if (!stored) return err({ code: "requestNotFound" });
    const administrator = await loadAdministrator(tx, input.personId, stored.request.packageId);
    if (!administrator.ok) return administrator;
    const decision = decideDeletion(stored.request, now);
    if (!decision.ok) return decision;
    const { id: personId, displayName } = administrator.value;
    const actor = { kind: "person", personId, displayName } as const;
    await appendEvents(tx, { before: stored, events: decision.value.events, actor, recordedAt: now });
    return ok(null);
  });
}
