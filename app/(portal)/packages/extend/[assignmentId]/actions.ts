"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answersIn, instantInput, textInput } from "@/app/form-input";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice, refusalNoticeAbout } from "@/lib/client/refusal-notice";
import type { AssignmentId } from "@/lib/engine/ids";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { holderToName } from "@/lib/queries/extension";
import { liveDeps } from "@/lib/services/deps";
import { extendAccess } from "@/lib/services/extend-access";

const extendInput = z.object({
  assignmentId: z.uuid().transform((id) => id as AssignmentId),
  justification: textInput.optional().default(""),
  endAt: instantInput,
  submissionKey: z.uuid(),
});

/** ASN-20: asks for a later end and leads to the request. */
export async function extendAccessAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = extendInput.safeParse(fieldsOf(form));
  const answers = answersIn(form);
  if (!input.success || !answers.success) {
    return invalid(form, { issues: [input, answers].flatMap((parsed) => (parsed.success ? [] : parsed.error.issues)) });
  }
  const { submissionKey, ...wish } = input.data;
  const result = await extendAccess(liveDeps(), {
    ...wish,
    personId: viewer.personId,
    answers: answers.data,
    language: await readerLanguage(),
    clientKey: submissionKey,
  });
  if (result.ok) redirect(`/requests/${result.value.requestId}` as Route);
  if (result.error.code !== "invalidForm") {
    const name = await holderToName(viewer, wish.assignmentId);
    return refused(form, name ? refusalNoticeAbout(result.error, name) : refusalNotice(result.error));
  }
  return invalid(form, {
    issues: result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
  });
}
