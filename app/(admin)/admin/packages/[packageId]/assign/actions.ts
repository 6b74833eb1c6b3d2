"use server";
import { z } from "zod";
import { answersIn, instantInput, textInput } from "@/app/form-input";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalLine } from "@/lib/client/refusal-line";
import { refusalNotice } from "@/lib/client/refusal-notice";
import type { AccessPackageId, PersonId, PolicyId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { linesOf } from "@/lib/format/pasted-lines";
import { findPeopleByLine, type NamedByLine } from "@/lib/queries/admin/assign-form";
import { type Assigned, assignDirectly } from "@/lib/services/assign-directly";
import { liveDeps } from "@/lib/services/deps";
import type { LineResult } from "@/lib/views/assign";

/** What the form shows afterwards: the answer of any form, and what became of every line. */
export type AssignState = { readonly state: ActionState; readonly results: readonly LineResult[] };

/** As many addresses as anybody pastes; a longer text is no list of people. */
const PASTE_CHARS = 40_000;

const assignInput = z.object({
  packageId: z.uuid().transform((id) => id as AccessPackageId),
  policyId: z.uuid("Choose a policy.").transform((id) => id as PolicyId),
  people: z
    .string()
    .max(PASTE_CHARS, "This is too long for a list of people.")
    .transform(linesOf)
    .refine((lines) => lines.length > 0, "Say who gets the package, a person a line.")
    .refine((lines) => lines.length <= limits.directTargetsMax, `At most ${limits.directTargetsMax} people at once.`),
  justification: textInput.optional().default(""),
  hasPeriod: z.enum(["yes", "no"]).optional().default("no"),
  startAt: instantInput,
  endAt: instantInput,
  bypass: z.string().optional(),
  bypassReason: textInput.optional().default(""),
  submissionKey: z.uuid(),
});

const lineProblems = {
  unknown: "Nobody in the directory has this address or name.",
  several: "Several people have this name. Use the address.",
} as const;

/**
 * WHO-44 to WHO-49: assigns a package to everybody the lines name. Every line has a result of its own; lines that name
 * nobody hold up no others, and sending the form again assigns nobody twice (REQ-51).
 */
export async function assignAction(_state: AssignState, form: FormData): Promise<AssignState> {
  const { personId: actorId } = await requireViewer();
  const parsed = assignInput.safeParse(fieldsOf(form));
  const answers = answersIn(form);
  if (!parsed.success || !answers.success) {
    const issues = [parsed, answers].flatMap((each) => (each.success ? [] : each.error.issues));
    return { state: invalid(form, { issues }), results: [] };
  }
  const { people, hasPeriod, startAt, endAt, bypass, bypassReason, submissionKey, ...input } = parsed.data;
  const named = await findPeopleByLine(people);
  const assigned = await assignDirectly(liveDeps(), {
    ...input,
    actorId,
    targetIds: named.flatMap((each) => ("person" in each ? [each.person.id] : [])),
    answers: answers.data,
    schedule: hasPeriod === "yes" ? { startAt, endAt } : { startAt: null, endAt: null },
    language: await readerLanguage(),
    bypassReason: bypass === "on" ? bypassReason : null,
    clientKey: submissionKey,
  });
  if (!assigned.ok) return { state: refused(form, refusalNotice(assigned.error)), results: [] };
  const results = named.map((each) => lineResult(each, assigned.value));
  return { state: answerTo(form, results, assigned.value), results };
}

const resultFor = ({ results }: Assigned, id: PersonId) => results.find((each) => each.targetId === id)?.result;

function lineResult(named: NamedByLine, assigned: Assigned): LineResult {
  const { line } = named;
  if ("problem" in named) {
    return { line, person: null, isAssigned: false, words: lineProblems[named.problem], requestId: null };
  }
  const { person } = named;
  const result = resultFor(assigned, person.id);
  if (result?.ok) return { line, person, isAssigned: true, words: "Sent", requestId: result.value.requestId };
  const words = result ? refusalLine(result.error, person.displayName) : "Nothing was sent.";
  return { line, person, isAssigned: false, words, requestId: null };
}

/** Done where every line was; otherwise what was typed stays, with what is wrong with the form at its fields. */
function answerTo(form: FormData, results: readonly LineResult[], { results: sent, warnings }: Assigned): ActionState {
  const left = results.filter((each) => !each.isAssigned).length;
  if (left === 0) {
    const said = results.length === 1 ? "It is assigned." : `It is assigned to all ${results.length}.`;
    // ASN-15: an administrator's end may lie beyond the policy, and is told so.
    return done([said, ...warnings.map((warning) => `The end: ${fieldIssueText(warning)}`)].join(" "));
  }
  const issues = sent.flatMap(({ result }) =>
    !result.ok && result.error.code === "invalidForm"
      ? result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) }))
      : [],
  );
  const message = `${left} of ${results.length} ${results.length === 1 ? "line" : "lines"} could not be assigned. What became of each is said below.`;
  return invalid(form, { issues: [{ path: ["people"], message }, ...issues] });
}
