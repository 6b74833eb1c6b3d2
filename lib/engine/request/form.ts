import { scheduleIssues } from "@/lib/engine/assignment/period";
import { limits } from "@/lib/engine/limits";
import { attributeQuestions, lockedIssues, type Profile, withoutLocked } from "@/lib/engine/policy/attributes";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { answerIssues, type Question } from "@/lib/engine/policy/questions";
import type { FieldIssue } from "./refusals";
import type { FilledForm, SubmitCommand } from "./submission";

export const justificationIssue = (field: string, problem: string): FieldIssue => ({
  code: "justificationRequired",
  field,
  problem,
  subject: "",
});

/** INF-22, LIM-29: no text of a person's own is longer. */
const isTooLong = (text: string): boolean => text.trim().length > limits.justificationChars;

/** An end beyond what the policy gives; its date may have passed altogether (ASN-11). */
const isBeyondPolicy = ({ problem }: FieldIssue): boolean => problem === "beyondLatest" || problem === "policyEnded";

/**
 * Every problem with the period. ASN-15: a direct assignment may end after the latest end the policy gives; without an
 * end the policy applies as it stands.
 */
function periodIssues(policy: AssignmentPolicy, { schedule }: FilledForm, now: Date, isDirect: boolean): FieldIssue[] {
  const allowsPeriod = isDirect || policy.requestorSettings.allowCustomAssignmentSchedule;
  const issues = scheduleIssues(policy.expiration, allowsPeriod, schedule, now);
  return isDirect && schedule.endAt ? issues.filter((issue) => !isBeyondPolicy(issue)) : issues;
}

/** INF-19: what a form asks: the questions of the policy, and what the resources need and the profile does not say for good. */
export const formQuestions = (
  { questions, attributes }: Pick<AssignmentPolicy, "questions" | "attributes">,
  profile: Profile,
): Question[] => [...questions, ...attributeQuestions(attributes, profile)];

/**
 * Steps 12 to 14 of REQ-47, reported together (REQ-52). Whoever assigns directly answers the questions like everybody
 * else (WHO-48) and need not say why (WHO-49).
 */
export function formIssues(
  policy: AssignmentPolicy,
  form: FilledForm,
  now: Date,
  { isDirect = false, profile = {} }: { readonly isDirect?: boolean; readonly profile?: Profile } = {},
): FieldIssue[] {
  const { attributes } = policy;
  const issues = [
    ...answerIssues(formQuestions(policy, profile), withoutLocked(attributes, profile, form.answers)),
    ...lockedIssues(attributes, profile, form.answers),
  ];
  const isRequired = policy.requestApprovalSettings.isRequestorJustificationRequired && !isDirect;
  if (isRequired && form.justification.trim() === "") issues.push(justificationIssue("justification", "required"));
  if (isTooLong(form.justification)) issues.push(justificationIssue("justification", "tooLong"));
  issues.push(...periodIssues(policy, form, now, isDirect));
  return issues;
}

/** The reason for leaving out an approval is a justification as long as others (LIM-29). */
export const bypassIssues = ({ bypassReason }: SubmitCommand): FieldIssue[] =>
  isTooLong(bypassReason ?? "") ? [justificationIssue("bypassReason", "tooLong")] : [];

/** ASN-15: what a direct assignment is warned of and may do all the same. */
export const formWarnings = (policy: AssignmentPolicy, { schedule }: FilledForm, now: Date): FieldIssue[] =>
  schedule.endAt
    ? scheduleIssues(policy.expiration, true, schedule, now).filter(({ problem }) => problem === "beyondLatest")
    : [];
