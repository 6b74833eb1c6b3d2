"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answersIn, instantInput, textInput } from "@/app/form-input";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice, refusalNoticeAbout } from "@/lib/client/refusal-notice";
import type { AccessPackageId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { nameOfTarget } from "@/lib/queries/targets";
import { liveDeps } from "@/lib/services/deps";
import { submitRequest } from "@/lib/services/submit-request";

const submitInput = z.object({
  packageId: z.uuid().transform((id) => id as AccessPackageId),
  policyId: z
    .union([z.literal(""), z.uuid()])
    .optional()
    .transform((id) => (id ? (id as PolicyId) : null)),
  resubmitOf: z
    .uuid()
    .optional()
    .transform((id) => (id ? (id as RequestId) : null)),
  justification: textInput.optional().default(""),
  hasPeriod: z.enum(["yes", "no"]).optional().default("no"),
  startAt: instantInput,
  endAt: instantInput,
  /** Whom it is for; the person themself where nobody is named. */
  targetId: z
    .uuid()
    .optional()
    .transform((id) => (id ? (id as PersonId) : undefined)),
  submissionKey: z.uuid(),
});

/** REQ-27: sends the request form and leads to the new request. */
export async function submitRequestAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = submitInput.safeParse(fieldsOf(form));
  const answers = answersIn(form);
  if (!input.success || !answers.success) {
    return invalid(form, { issues: [input, answers].flatMap((parsed) => (parsed.success ? [] : parsed.error.issues)) });
  }
  const { packageId, policyId, targetId, resubmitOf, justification, hasPeriod, startAt, endAt, submissionKey } =
    input.data;
  const result = await submitRequest(liveDeps(), {
    personId: viewer.personId,
    packageId,
    targetId,
    policyId,
    resubmitOf,
    answers: answers.data,
    justification,
    schedule: hasPeriod === "yes" ? { startAt, endAt } : { startAt: null, endAt: null },
    language: await readerLanguage(),
    clientKey: submissionKey,
  });
  if (result.ok) redirect(`/requests/${result.value.requestId}` as Route);
  if (result.error.code !== "invalidForm") {
    if (!targetId || targetId === viewer.personId) return refused(form, refusalNotice(result.error));
    const name = await nameOfTarget(viewer, { targetId, packageId });
    return refused(form, refusalNoticeAbout(result.error, name ?? "this person"));
  }
  return invalid(form, {
    issues: result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
  });
}
