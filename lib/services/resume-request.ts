import { inTransaction } from "@/db/client";
import type { RequestId } from "@/lib/engine/ids";
import { decideResume, dynamicStages, type ResumeCommand } from "@/lib/engine/request/callback";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { RequestState } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockCurrent, timerChange } from "./run-timers";

export type ResumeInput = ResumeCommand & { readonly requestId: RequestId };

/**
 * REQ-44, APP-76 to APP-79: the answer of an extension for which a request waited. Whoever calls has made sure that it
 * comes from the extension.
 * @returns the state the request is in afterwards
 */
export async function resumeRequest(
  deps: Deps,
  input: ResumeInput,
): Promise<Result<{ readonly state: RequestState }, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockCurrent(tx, input.requestId, now);
    if (!locked) return err({ code: "requestNotFound" } as const);
    const current = await appendEvents(tx, timerChange(locked.stored, locked.facts, now));
    const { request } = current;
    // Stages to come ask people whom the request did not know of before.
    const defined = dynamicStages(request, locked.facts.settings, input.stages) ?? [];
    const facts = await loadAdvanceFacts(tx, { ...request, dynamicStages: [...request.dynamicStages, ...defined] });
    const decision = decideResume(request, facts, input, now);
    if (!decision.ok) return decision;
    const actor = { kind: "system" } as const;
    const after = await appendEvents(tx, { before: current, events: decision.value.events, actor, recordedAt: now });
    return ok({ state: after.request.state });
  });
}
