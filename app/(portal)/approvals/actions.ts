"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { answersIn } from "@/app/form-input";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, type RefusalNotice, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import { verdicts } from "@/lib/engine/approval/stage";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import type { Refusal } from "@/lib/engine/request/refusals";
import { askRequestor } from "@/lib/services/ask-requestor";
import { decideStage } from "@/lib/services/decide-stage";
import { liveDeps } from "@/lib/services/deps";
import { editAnswers } from "@/lib/services/edit-answers";
import { revokeApproval } from "@/lib/services/revoke-approval";

/** How many requests one bulk decision may hold. */
const BULK_MAX = 50;

const requestId = z.uuid().transform((id) => id as RequestId);
/** The stage that was shown, counted from 0. */
const stage = z
  .int()
  .min(0)
  .max(limits.stagesMax - 1);

const decideInput = z.object({
  items: z.array(z.object({ requestId, stage })).min(1).max(BULK_MAX),
  verdict: z.enum(verdicts),
  reason: typedText(limits.justificationChars).trim(),
});
export type DecideInput = z.input<typeof decideInput>;

export type DecisionResult = { readonly requestId: string; readonly refusal: RefusalNotice | null };

const notUnderstood: RefusalNotice = {
  code: "invalid",
  title: "This decision could not be read",
  detail: `Reload the page and try again; a reason has at most ${limits.justificationChars} characters.`,
};

/** The same request open twice: nobody was faster than the reader, who has decided it already. */
function noticeFor(refusal: Refusal, viewerId: PersonId): RefusalNotice {
  const notice = refusalNotice(refusal);
  if (refusal.code !== "alreadyDecided" || refusal.decidedBy?.personId !== viewerId) return notice;
  return { ...notice, title: "You have decided this already", detail: "Your earlier decision on this stage stands." };
}

/** POR-50, POR-55: decides one request or several with one reason; each has its own result and none stops the others. */
export async function decideAction(input: DecideInput): Promise<readonly DecisionResult[]> {
  const viewer = await requireViewer();
  const parsed = decideInput.safeParse(input);
  if (!parsed.success) return [{ requestId: "", refusal: notUnderstood }];
  const { items, verdict, reason } = parsed.data;
  const results: DecisionResult[] = [];
  for (const { requestId, stage } of items) {
    const result = await decideStage(liveDeps(), { personId: viewer.personId, requestId, stage, verdict, reason });
    results.push({ requestId, refusal: result.ok ? null : noticeFor(result.error, viewer.personId) });
  }
  refresh();
  return results;
}

const askInput = z.object({
  requestId,
  stage: z.coerce.number().pipe(stage),
  question: typedText(limits.justificationChars).trim().min(1, "Write what you want to know."),
});

/** ASK-1: asks the requestor something before deciding; the clocks stand still until the answer comes. */
export async function askRequestorAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const parsed = askInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const result = await askRequestor(liveDeps(), { personId: viewer.personId, ...parsed.data });
  if (!result.ok) return refused(form, noticeFor(result.error, viewer.personId));
  refresh();
  return done("The question was sent.");
}

const correctionInput = z.object({ requestId, stage: z.coerce.number().pipe(stage) });

/** INF-13: corrects answers before deciding; those the form does not name stay as they were given. */
export async function correctAnswersAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const parsed = correctionInput.safeParse(fieldsOf(form));
  const answers = answersIn(form);
  if (!parsed.success || !answers.success) {
    return invalid(form, { issues: [parsed, answers].flatMap((each) => (each.success ? [] : each.error.issues)) });
  }
  const edit = { ...parsed.data, answers: answers.data, language: await readerLanguage() };
  const result = await editAnswers(liveDeps(), { personId: viewer.personId, ...edit });
  if (!result.ok) {
    if (result.error.code !== "invalidForm") return refused(form, noticeFor(result.error, viewer.personId));
    return invalid(form, {
      issues: result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
    });
  }
  refresh();
  return done("Saved.");
}

const toHistory = { next: { label: "See what happened", href: "/approvals?tab=history" } };

const takeBackInput = z.object({
  requestId,
  stage: z.coerce.number().pipe(stage),
  reason: typedText(limits.justificationChars).trim().min(1, "Say why; the person who loses the access reads it."),
});

/** POR-53, APP-97: takes an approval back; the access ends at once. */
export async function takeBackApprovalAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const parsed = takeBackInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const result = await revokeApproval(liveDeps(), { personId: viewer.personId, ...parsed.data });
  if (!result.ok) return refused(form, { ...refusalNotice(result.error), ...toHistory });
  refresh();
  return done("Taken back; the access has ended.");
}
