import { inTransaction } from "@/db/client";
import { type DecideCommand, decideStage as decide } from "@/lib/engine/approval/decide";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { RequestState } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDecider } from "@/lib/facts/people";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { endDueAccess } from "./end-assignment";
import { lockWithTarget } from "./locks";
import { timerChange } from "./run-timers";

export type DecideInput = DecideCommand & { readonly personId: PersonId; readonly requestId: RequestId };

/**
 * APP-36 to APP-45: an approver approves or denies the active stage. What time has done meanwhile is done first, so an
 * alternate may decide from the forwarding instant on and nobody after the deadline, whether or not the sweep ran.
 * @returns the state the request is in afterwards
 */
export async function decideStage(
  deps: Deps,
  input: DecideInput,
): Promise<Result<{ readonly state: RequestState }, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const stored = await lockWithTarget(tx, input.requestId);
    if (!stored) return err({ code: "requestNotFound" } as const);
    const decider = await loadDecider(tx, input.personId);
    if (!decider) return err({ code: "notAnApprover" } as const);
    await endDueAccess(tx, stored.request.targetId, now);
    const facts = await loadAdvanceFacts(tx, stored.request);
    const current = await appendEvents(tx, timerChange(stored, facts, now));
    const decision = decide(current.request, facts, decider, input, now);
    if (!decision.ok) return decision;
    const after = await appendEvents(tx, {
      before: current,
      events: decision.value.events,
      actor: { kind: "person", personId: decider.id, displayName: decider.displayName },
      recordedAt: now,
    });
    return ok({ state: after.request.state });
  });
}
