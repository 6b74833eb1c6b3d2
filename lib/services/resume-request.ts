import { inTransaction } from "@/db/client";
import type { RequestId } from "@/lib/engine/ids";
import { decideResume, dynamicStages, type ResumeCommand } from "@/lib/engine/request/callback";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { RequestState } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { loadSettings } from "@/lib/facts/settings";
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
    const { stored } = locked;
    const settings = await loadSettings(tx);
    const defined = dynamicStages(stored.request, settings, input.stages);
    // The stages to come ask people whom the request did not know of before.
    const asking = { ...stored.request, dynamicStages: defined.ok ? defined.value : [] };
    const facts = await loadAdvanceFacts(tx, asking);
    const current = await appendEvents(tx, timerChange(stored, facts, now));
    const decision = decideResume(current.request, facts, input, now);
    if (!decision.ok) return decision;
    const actor = { kind: "system" } as const;
    const after = await appendEvents(tx, { before: current, events: decision.value.events, actor, recordedAt: now });
    return ok({ state: after.request.state });
  });
}
