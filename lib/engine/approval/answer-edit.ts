import {
  type Answer,
  type AnswerInput,
  answerIssues,
  inSequence,
  localizedText,
  type Question,
  storedAnswers,
} from "@/lib/engine/policy/questions";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
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
  const edit = editsOf(request.answers) + 1;
  const ofPolicy = inSequence(questions).flatMap((question) => {
    const given = request.answers.find((answer) => answer.questionId === question.id);
    return (edited.includes(question) ? corrected(question, given, answers, { edit, language }) : given) ?? [];
  });
  const others = request.answers.filter(({ questionId }) => !questions.some((question) => question.id === questionId));
  const next = [...ofPolicy, ...others];
  return ok({ events: editsOf(next) === edit ? [{ kind: "answersEdited", at: now, answers: next }] : [] });
}

/** How often the answers were corrected. */
const editsOf = (answers: readonly Answer[]): number =>
  Math.max(0, ...answers.flatMap(({ corrections = [] }) => corrections.map((correction) => correction.edit)));

const chosen = (answer: Answer | undefined): readonly string[] =>
  [answer?.value ?? []].flat().filter((value) => value !== "");

/** The answer with what it said before; as it was given where it says the same. One that was emptied stays for its history. */
function corrected(
  question: Question,
  given: Answer | undefined,
  inputs: readonly AnswerInput[],
  { edit, language }: { readonly edit: number; readonly language: string },
): Answer | undefined {
  const [stored] = storedAnswers([question], inputs, language);
  if (JSON.stringify(chosen(given)) === JSON.stringify(chosen(stored))) return given;
  const correction = { edit, before: given?.displayValue ?? "", after: stored?.displayValue ?? "" };
  return {
    questionId: question.id,
    questionText: given?.questionText ?? localizedText(question, language),
    value: stored?.value ?? "",
    displayValue: correction.after,
    corrections: [...(given?.corrections ?? []), correction],
  };
}

/** INF-13: the questions whose answers this person may correct now, in their order. */
export function editableQuestions(
  request: AssignmentRequest,
  settings: Pick<TenantSettings, "allowApproversToEditAnswers">,
  decider: Decider,
  now: Date,
): readonly Question[] {
  const stage = activeStage(request);
  if (!stage) return [];
  const untouched = { stage: stage.index, answers: [], language: "" };
  if (!decideAnswerEdit(request, settings, decider, untouched, now).ok) return [];
  return inSequence(request.snapshot.questions).filter((question) => question.isAnswerEditable);
}
