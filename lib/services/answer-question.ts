import { decideAnswer } from "@/lib/engine/approval/ask";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

export type AnswerInput = RequestInput & { readonly answer: string };

/** ASK-4: requestor or target answers what an approver asked; the clocks of the stage go on. */
export async function answerQuestion(deps: Deps, input: AnswerInput): Promise<Result<null, Refusal>> {
  const after = await changeRequest(deps, input, async ({ request, now }, by) =>
    decideAnswer(request, by, input.answer, now),
  );
  return after.ok ? ok(null) : after;
}
