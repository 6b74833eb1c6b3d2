"use server";
import type { Route } from "next";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answersIn, instantInput, textInput } from "@/app/form-input";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNoticeAbout } from "@/lib/client/refusal-notice";
import type { UpdateWarning } from "@/lib/engine/assignment/admin-update";
import type { AssignmentId } from "@/lib/engine/ids";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { nameAssignments } from "@/lib/queries/admin/row-names";
import { liveDeps } from "@/lib/services/deps";
import { updateAssignment } from "@/lib/services/update-assignment";

const changeInput = z.object({
  assignmentId: z.uuid().transform((id) => id as AssignmentId),
  version: z.coerce.number().int(),
  startAt: instantInput,
  endAt: instantInput,
  justification: textInput.optional().default(""),
});

const warningText = {
  beyondPolicy: "It ends later than its policy gives.",
  conflict: "It runs on beside access it conflicts with.",
} as const satisfies Record<UpdateWarning, string>;

/** ASG-33, REQ-7: changes dates and answers; a second editor is told who came first (ERR-50). */
export async function changeAssignmentAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = changeInput.safeParse(fieldsOf(form));
  const answers = answersIn(form);
  if (!input.success || !answers.success) {
    return invalid(form, { issues: [input, answers].flatMap((parsed) => (parsed.success ? [] : parsed.error.issues)) });
  }
  const { assignmentId } = input.data;
  const result = await updateAssignment(liveDeps(), {
    ...input.data,
    personId: viewer.personId,
    answers: answers.data.length > 0 ? answers.data : null,
    language: await readerLanguage(),
  });
  if (result.ok) {
    const { warnings } = result.value;
    if (warnings.length === 0) redirect(`/admin/assignments/${assignmentId}` as Route);
    refresh();
    return done(`Changed. ${warnings.map((warning) => warningText[warning]).join(" ")}`);
  }
  const { error } = result;
  if (error.code === "invalidForm") {
    return invalid(form, {
      issues: error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
    });
  }
  if (error.code === "staleVersion") refresh();
  const name = (await nameAssignments(viewer, [assignmentId])).get(assignmentId)?.person ?? "";
  return refused(form, refusalNoticeAbout(error, name));
}
