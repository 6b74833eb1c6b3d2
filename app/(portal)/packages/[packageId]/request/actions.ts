"use server";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, fieldsOf, formValues, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { fieldIssueText } from "@/lib/engine/request/refusal-text";
import { liveDeps } from "@/lib/services/deps";
import { submitRequest } from "@/lib/services/submit-request";

/** An instant as the date fields send it; empty means none. */
const instant = z
  .union([z.literal(""), z.iso.datetime({ offset: true, error: "Enter a complete date." })])
  .optional()
  .transform((text) => (text ? new Date(text) : null));

/** Longer texts than any question takes are not looked at; the engine judges everything shorter. */
const text = typedText(limits.longAnswerChars * 4);

const submitInput = z.object({
  packageId: z.uuid().transform((id) => id as AccessPackageId),
  policyId: z
    .union([z.literal(""), z.uuid()])
    .optional()
    .transform((id) => (id ? (id as PolicyId) : null)),
  justification: text.optional().default(""),
  hasPeriod: z.enum(["yes", "no"]).optional().default("no"),
  startAt: instant,
  endAt: instant,
  submissionKey: z.uuid(),
});

const answersPrefix = "answers.";
const answerValues = z.union([text, z.array(text).max(limits.choicesMax)]);

/** Fields named `answers.<question id>`; anything else in the form is none of a question's business. */
function answersIn(form: FormData) {
  const values = formValues(form);
  const parsed = z
    .record(z.string(), answerValues)
    .safeParse(Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith(answersPrefix))));
  if (!parsed.success) return parsed;
  const answers = Object.entries(parsed.data)
    .slice(0, limits.questionsMax * 2)
    .map(([name, value]) => ({ questionId: name.slice(answersPrefix.length), value }));
  return { success: true as const, data: answers };
}

/** REQ-27: sends the request form and leads to the new request. */
export async function submitRequestAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = submitInput.safeParse(fieldsOf(form));
  const answers = answersIn(form);
  if (!input.success || !answers.success) {
    return invalid(form, { issues: [input, answers].flatMap((parsed) => (parsed.success ? [] : parsed.error.issues)) });
  }
  const { packageId, policyId, justification, hasPeriod, startAt, endAt, submissionKey } = input.data;
  const result = await submitRequest(liveDeps(), {
    personId: viewer.personId,
    packageId,
    policyId,
    answers: answers.data,
    justification,
    schedule: hasPeriod === "yes" ? { startAt, endAt } : { startAt: null, endAt: null },
    language: await readerLanguage(),
    clientKey: submissionKey,
  });
  if (result.ok) redirect(`/requests/${result.value.requestId}` as Route);
  if (result.error.code !== "invalidForm") return refused(form, refusalNotice(result.error));
  return invalid(form, {
    issues: result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) })),
  });
}
