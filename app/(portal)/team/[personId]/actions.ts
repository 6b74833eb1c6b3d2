"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import type { AssignmentId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { liveDeps } from "@/lib/services/deps";
import { removeReportAccess } from "@/lib/services/remove-access";

const takeBackInput = z.object({
  assignmentId: z.uuid().transform((id) => id as AssignmentId),
  /** Much longer reasons are not looked at; the engine judges everything shorter. */
  reason: typedText(limits.justificationChars * 4)
    .optional()
    .default(""),
});

/** ASN-37: ends access of a direct report, where policy and organization let managers. */
export async function takeBackAccessAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = takeBackInput.safeParse(fieldsOf(form));
  if (!input.success) return invalid(form, input.error);
  const result = await removeReportAccess(liveDeps(), { personId: viewer.personId, ...input.data });
  if (!result.ok) {
    if (result.error.code !== "invalidForm") return refused(form, refusalNotice(result.error));
    return invalid(form, {
      issues: result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
    });
  }
  refresh();
  return done("Access taken back.");
}
