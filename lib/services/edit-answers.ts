import { decideAnswerEdit, type EditCommand } from "@/lib/engine/approval/answer-edit";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDecider } from "@/lib/facts/people";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

/** INF-13: an approver corrects answers of the requestor where question and organization permit it. */
export async function editAnswers(deps: Deps, input: RequestInput & EditCommand): Promise<Result<null, Refusal>> {
  const after = await changeRequest(deps, input, async ({ tx, request, facts, now }) => {
    const decider = await loadDecider(tx, input.personId);
    return decider ? decideAnswerEdit(request, facts.settings, decider, input, now) : err({ code: "notAnApprover" });
  });
  return after.ok ? ok(null) : after;
}
