import { decideQuestion } from "@/lib/engine/approval/ask";
import type { Refusal } from "@/lib/engine/request/refusals";
import { openExchange } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDecider } from "@/lib/facts/people";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

export type AskInput = RequestInput & { readonly stage: number; readonly question: string };

/**
 * ASK-1: an approver asks the requestor something before deciding; the clocks of the stage stand still (ASK-2).
 * @returns the instant by which it has to be answered
 */
export async function askRequestor(
  deps: Deps,
  input: AskInput,
): Promise<Result<{ readonly answerBy: Date | null }, Refusal>> {
  const after = await changeRequest(deps, input, async ({ tx, request, facts, now }) => {
    const decider = await loadDecider(tx, input.personId);
    return decider ? decideQuestion(request, facts.settings, decider, input, now) : err({ code: "notAnApprover" });
  });
  return after.ok ? ok({ answerBy: openExchange(after.value)?.answerBy ?? null }) : after;
}
