"use server";
import { z } from "zod";
import { answersIn, instantInput, textInput } from "@/app/form-input";
import { readerLanguage } from "@/lib/auth/reader-language";
import { getViewer, requireViewer } from "@/lib/auth/viewer";
import { type ActionState, fieldsOf, idle, invalid, refused } from "@/lib/client/action-state";
import type { AssignAnswer } from "@/lib/client/assign-lines";
import { refusalLine } from "@/lib/client/refusal-line";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { storageProblem } from "@/lib/client/typed-text";
import type { AccessPackageId, PersonId, PolicyId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { outcomeOf } from "@/lib/engine/request/line-outcome";
import { linesOf } from "@/lib/format/pasted-lines";
import { findPeopleByLine, type NamedByLine } from "@/lib/queries/admin/assign-form";
import { type Assigned, assignDirectly } from "@/lib/services/assign-directly";
import { type Checked, checkAssignments } from "@/lib/services/check-assignments";
import { liveDeps } from "@/lib/services/deps";
import type { LineResult } from "@/lib/views/assign";

/** As many addresses as the lines of one part can have; a longer text is no list of people. */
const PEOPLE_CHARS = 40_000;

const assignInput = z.object({
  packageId: z.uuid().transform((id) => id as AccessPackageId),
  policyId: z.uuid("Choose a policy.").transform((id) => id as PolicyId),
  people: z
    .string()
    .max(PEOPLE_CHARS, "This is too long for a list of people.")
    .superRefine((text, context) => {
      const message = storageProblem(text);
      if (message) context.addIssue({ code: "custom", message });
    })
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
  intent: z.enum(["check", "assign"]).optional().default("assign"),
});

const nothing = { results: [], warnings: [] } as const;

const lineProblems = {
  unknown: { outcome: "unknown", words: "Nobody in the directory has this address or name." },
  several: { outcome: "refused", words: "Several people have this name. Use the address." },
} as const satisfies Record<string, Pick<LineResult, "outcome" | "words">>;

/**
 * WHO-44 to WHO-49, ASG-30: assigns a package to everybody the lines name, or says what that would do. Every line has a
 * result of its own; lines that name nobody hold up no others, and sending the form again assigns nobody twice (REQ-51). A
 * page that has results to lose says `staysOnPage`: it is told that the session is over, and not led away.
 */
export async function assignAction(_state: AssignAnswer, form: FormData): Promise<AssignAnswer> {
  const fields = fieldsOf(form);
  const viewer = fields.staysOnPage === "yes" ? await getViewer() : await requireViewer();
  if (!viewer) return { ...nothing, state: refused(form, signedOut) };
  const parsed = assignInput.safeParse(fields);
  const answers = answersIn(form);
  if (!parsed.success || !answers.success) {
    const issues = [parsed, answers].flatMap((each) => (each.success ? [] : each.error.issues));
    return { ...nothing, state: invalid(form, { issues }) };
  }
  const { people, hasPeriod, startAt, endAt, bypass, bypassReason, submissionKey, intent, ...input } = parsed.data;
  const named = await findPeopleByLine(people);
  const command = {
    ...input,
    actorId: viewer.personId,
    targetIds: named.flatMap((each) => ("person" in each ? [each.person.id] : [])),
    answers: answers.data,
    schedule: hasPeriod === "yes" ? { startAt, endAt } : { startAt: null, endAt: null },
    language: await readerLanguage(),
    bypassReason: bypass === "on" ? bypassReason : null,
  };
  const told =
    intent === "check"
      ? await checkAssignments(liveDeps(), command)
      : await assignDirectly(liveDeps(), { ...command, clientKey: submissionKey });
  if (!told.ok) return { ...nothing, state: refused(form, refusalNotice(told.error)) };
  return {
    state: formState(form, told.value),
    results: named.map((each) => lineResult(each, told.value)),
    // ASN-15: an administrator's end may lie beyond the policy, and is told so.
    warnings: told.value.warnings.map((warning) => `The end: ${fieldIssueText(warning)}`),
  };
}

const signedOut = {
  code: "signedOut",
  title: "You are signed out",
  detail:
    "Sign in again in another tab, then send the lines from here that are still in the field. Nobody is assigned twice.",
};

type Told = Assigned | Checked;

const resultFor = ({ results }: Told, id: PersonId) => results.find((each) => each.targetId === id)?.result;

function lineResult(named: NamedByLine, told: Told): LineResult {
  const { line } = named;
  if ("problem" in named) return { line, person: null, requestId: null, ...lineProblems[named.problem] };
  const { person } = named;
  const result = resultFor(told, person.id);
  if (result?.ok) {
    const requestId = result.value?.requestId ?? null;
    return { line, person, outcome: "assigned", words: "", requestId };
  }
  const outcome = result ? outcomeOf(result.error) : "refused";
  const words = result ? refusalLine(result.error, person.displayName) : "Nothing was sent.";
  return { line, person, outcome, words, requestId: null };
}

/** What is wrong with the form whoever it is for, at its fields. */
function formState(form: FormData, { results }: Told): ActionState {
  const issues = results.flatMap(({ result }) =>
    !result.ok && result.error.code === "invalidForm"
      ? result.error.issues.map((issue) => ({ path: [issue.field], message: fieldIssueText(issue) }))
      : [],
  );
  return issues.length > 0 ? invalid(form, { issues }) : idle;
}
