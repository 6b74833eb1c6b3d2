import type { NamedPerson } from "@/lib/engine/directory";
import { limits } from "@/lib/engine/limits";
import { isClosedByTime } from "@/lib/engine/request/advance";
import type { Decision } from "@/lib/engine/request/events";
import type { FieldIssue, Refusal } from "@/lib/engine/request/refusals";
import { type AssignmentRequest, activeStage, openExchange } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { addDays, addMs } from "@/lib/engine/time";
import { mayDecide } from "./decide";
import type { Decider } from "./decider";

type AskCommand = { readonly stage: number; readonly question: string };

/**
 * ASK-1 to ASK-3, ASK-7: somebody who may decide asks the requestor one thing first. Until it is answered the clocks of
 * the stage stand still; deciding stays possible (ASK-5).
 */
export function decideQuestion(
  request: AssignmentRequest,
  settings: Pick<TenantSettings, "informationAnswerDays">,
  decider: Decider,
  command: AskCommand,
  now: Date,
): Result<Decision, Refusal> {
  const right = mayDecide(request, command.stage, decider, now);
  if (!right.ok) return right;
  const refused = (problem: Extract<Refusal, { code: "questionNotAllowed" }>["problem"]) =>
    err({ code: "questionNotAllowed", problem } as const);
  if (openExchange(request)) return refused("openAlready");
  const asked = request.exchanges.filter((each) => each.stage === command.stage).length;
  if (asked >= limits.questionsPerStageMax) return refused("tooMany");
  const question = command.question.trim();
  if (!question) return refused("blank");
  if (question.length > limits.justificationChars) return refused("tooLong");
  const exchange = {
    stage: command.stage,
    question,
    askedBy: { personId: decider.id, displayName: decider.displayName },
    askedAt: now,
    answerBy: addDays(now, settings.informationAnswerDays),
    answer: null,
  };
  return ok({ events: [{ kind: "informationAsked", at: now, exchange }] });
}

const answerIssue = (code: FieldIssue["code"], problem: string): Refusal => ({
  code: "invalidForm",
  issues: [{ code, field: "answer", problem, subject: "" }],
});

/** ASK-4: requestor or target answers once, and the stage has the time left that it had when it was asked. */
export function decideAnswer(
  request: AssignmentRequest,
  by: NamedPerson,
  answer: string,
  now: Date,
): Result<Decision, Refusal> {
  if (by.personId !== request.requestorId && by.personId !== request.targetId) return err({ code: "requestNotFound" });
  const exchange = openExchange(request);
  const stage = activeStage(request);
  // ASK-6, ASK-8: too late is too late, whether or not a job has closed the request.
  if (!exchange || !stage || isClosedByTime(request, now)) return err({ code: "nothingToAnswer" });
  const text = answer.trim();
  if (!text) return err(answerIssue("answerRequired", "required"));
  if (text.length > limits.justificationChars) return err(answerIssue("answerFormat", "tooLong"));
  const waited = now.getTime() - exchange.askedAt.getTime();
  const { forwardAt, forwardedAt, deadlineAt, index } = stage;
  return ok({
    events: [
      {
        kind: "informationGiven",
        at: now,
        stage: index,
        text,
        by,
        forwardAt: forwardAt && !forwardedAt ? addMs(forwardAt, waited) : forwardAt,
        deadlineAt: addMs(deadlineAt, waited),
      },
    ],
  });
}
