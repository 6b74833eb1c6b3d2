"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import type { RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { answerQuestion } from "@/lib/services/answer-question";
import { cancelRequest } from "@/lib/services/cancel-request";
import { liveDeps } from "@/lib/services/deps";
import { nudgeApprovers } from "@/lib/services/nudge-approvers";

const requestInput = z.object({ requestId: z.uuid().transform((id) => id as RequestId) });
/** Much longer answers are not looked at; the engine judges everything shorter. */
const answerInput = requestInput.extend({
  answer: typedText(limits.justificationChars * 4)
    .optional()
    .default(""),
});

/** Where somebody reads what became of the request meanwhile. */
const whatHappened = (requestId: RequestId) => ({ label: "See what happened", href: `/requests/${requestId}` });

/** REQ-53: withdraws a request that nobody has delivered yet. */
export async function cancelRequestAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = requestInput.safeParse(fieldsOf(form));
  if (!input.success) return invalid(form, input.error);
  const result = await cancelRequest(liveDeps(), { personId: viewer.personId, ...input.data });
  if (!result.ok) {
    return refused(form, { ...refusalNotice(result.error), next: whatHappened(input.data.requestId) });
  }
  refresh();
  return done("Request canceled.");
}

/** ASK-4: answers what an approver asked; the clock of the stage goes on. */
export async function answerQuestionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = answerInput.safeParse(fieldsOf(form));
  if (!input.success) return invalid(form, input.error);
  const result = await answerQuestion(liveDeps(), { personId: viewer.personId, ...input.data });
  if (!result.ok) {
    if (result.error.code !== "invalidForm") {
      return refused(form, { ...refusalNotice(result.error), next: whatHappened(input.data.requestId) });
    }
    return invalid(form, {
      issues: result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
    });
  }
  refresh();
  return done("Answer sent.");
}

/** NDG-1: reminds those who can decide. */
export async function nudgeApproversAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = requestInput.safeParse(fieldsOf(form));
  if (!input.success) return invalid(form, input.error);
  const result = await nudgeApprovers(liveDeps(), { personId: viewer.personId, ...input.data });
  if (!result.ok) return refused(form, { ...refusalNotice(result.error), next: whatHappened(input.data.requestId) });
  refresh();
  return done("Reminder sent.");
}
