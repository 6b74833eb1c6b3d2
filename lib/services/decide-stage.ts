import { type DecideCommand, decideStage as decide } from "@/lib/engine/approval/decide";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { RequestState } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDecider } from "@/lib/facts/people";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

export type DecideInput = DecideCommand & RequestInput;

/**
 * APP-36 to APP-45: an approver, or a delegate of one (APP-82), approves or denies the active stage. What time has done
 * meanwhile is done first, so an alternate may decide from the forwarding instant on and nobody after the deadline,
 * whether or not the sweep ran.
 * @returns the state the request is in afterwards
 */
export async function decideStage(
  deps: Deps,
  input: DecideInput,
): Promise<Result<{ readonly state: RequestState }, Refusal>> {
  const after = await changeRequest(deps, input, async ({ tx, request, facts, now }) => {
    const decider = await loadDecider(tx, input.personId);
    return decider ? decide(request, facts, decider, input, now) : err({ code: "notAnApprover" });
  });
  return after.ok ? ok({ state: after.value.state }) : after;
}
