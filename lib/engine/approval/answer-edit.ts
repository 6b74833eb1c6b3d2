import { type AnswerInput, answerIssues, inSequence, storedAnswers } from "@/lib/engine/policy/questions";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { mayDecide } from "./decide";
import type { Decider } from "./decider";

export type EditCommand = {
  readonly stage: number;
  /** The answers to change; the others stay as they were given. */
  readonly answers: readonly AnswerInput[];
  /** The reader's language, for the stored display values (INF-7). */
  readonly language: string;
};

/** INF-13: an approver corrects answers to questions that permit it, where the organization does. */
export function decideAnswerEdit(
  request: AssignmentRequest,
  settings: Pick<TenantSettings, "allowApproversToEditAnswers">,
  decider: Decider,
  { stage, answers, language }: EditCommand,
  now: Date,
): Result<Decision, Refusal> {
  const right = mayDecide(request, stage, decider, now);
  if (!right.ok) return right;
  if (!settings.allowApproversToEditAnswers) return err({ code: "answersNotEditable", problem: "switchedOff" });
  const { questions } = request.snapshot;
  const edited = questions.filter((question) => answers.some((answer) => answer.questionId === question.id));
  if (edited.some((question) => !question.isAnswerEditable)) {
    return err({ code: "answersNotEditable", problem: "question" });
  }
  const issues = answerIssues(edited, answers);
  if (issues.length > 0) return err({ code: "invalidForm", issues });
  const kept = request.answers.filter((answer) => !edited.some((question) => question.id === answer.questionId));
  const known = [...kept, ...storedAnswers(edited, answers, language)];
  const next = inSequence(questions).flatMap((question) => known.filter((answer) => answer.questionId === question.id));
  if (JSON.stringify(next) === JSON.stringify(request.answers)) return ok({ events: [] });
  return ok({ events: [{ kind: "answersEdited", at: now, answers: next }] });
}
