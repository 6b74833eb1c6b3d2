import type { PersonId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { type Answer, type AnswerInput, answerIssues, storedAnswers } from "@/lib/engine/policy/questions";
import type { Decision } from "@/lib/engine/request/events";
import { justificationIssue } from "@/lib/engine/request/form";
import type { FieldIssue, Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { conflictRefusal } from "@/lib/engine/sod/refusal";
import { isAfter, isDue } from "@/lib/engine/time";
import { isActiveAt } from "./assignment";
import { submittedChange } from "./change";
import { extensionConflicts, isLater, type UpdatedAccess, updateEvents } from "./extension";
import { latestEnd, type Period } from "./period";

export type AdminUpdateFacts = UpdatedAccess & {
  readonly openRequestId: RequestId | null;
  /** The answers as they are now. */
  readonly answers: readonly Answer[];
};

/** What an administrator changes; null leaves it as it is. */
export type AdminUpdateCommand = {
  readonly startAt: Date | null;
  readonly endAt: Date | null;
  readonly answers: readonly AnswerInput[] | null;
  readonly justification: string;
  readonly language: string;
};

/** ERR-50: what was read before it was changed is still what is there, or whoever changed it since. */
export function staleRefusal(
  stored: { readonly version: number; readonly endAt: Date | null; readonly lastEditor: string | null },
  read: number,
): Refusal | null {
  const { version, endAt, lastEditor } = stored;
  return version === read ? null : { code: "staleVersion", by: lastEditor, endAt };
}

/** ASN-15, SOD-24: what an administrator is told although it is done. */
export type UpdateWarning = "beyondPolicy" | "conflict";

function adminIssues({ assignment }: AdminUpdateFacts, command: AdminUpdateCommand, period: Period, now: Date) {
  const { startAt, endAt } = command;
  const issue = (field: "startAt" | "endAt", problem: string): FieldIssue => ({
    code: "scheduleInvalid",
    field,
    problem,
    subject: field,
  });
  const issues: FieldIssue[] = command.answers ? answerIssues(assignment.snapshot.questions, command.answers) : [];
  if (command.justification.trim().length > limits.justificationChars) {
    issues.push(justificationIssue("justification", "tooLong"));
  }
  const unreadable = (["startAt", "endAt"] as const).filter((field) => Number.isNaN(command[field]?.getTime()));
  if (unreadable.length > 0) return [...issues, ...unreadable.map((field) => issue(field, "notADate"))];
  if (startAt && isAfter(startAt, now)) issues.push(issue("startAt", "inTheFuture"));
  if (endAt && (isDue(endAt, now) || !isLater(endAt, period.startAt))) issues.push(issue("endAt", "notAfterStart"));
  return issues;
}

/**
 * REQ-7, ASN-15, INF-12: an administrator changes dates and answers of access that exists, without approval and also
 * beyond the policy, of which the warnings tell. A later end meets the conflicts of SOD-24, an earlier one nothing.
 */
export function decideAdminUpdate(
  facts: AdminUpdateFacts,
  command: AdminUpdateCommand,
  by: PersonId,
  requestId: RequestId,
  now: Date,
): Result<Decision & { readonly warnings: readonly UpdateWarning[] }, Refusal> {
  const { assignment, openRequestId } = facts;
  const { snapshot } = assignment;
  if (!isActiveAt(assignment, now)) return err({ code: "alreadyRevokedOrEnded" });
  if (openRequestId) return err({ code: "openRequestExists", requestId: openRequestId });
  const period = { startAt: command.startAt ?? assignment.startAt, endAt: command.endAt ?? assignment.endAt };
  const issues = adminIssues(facts, command, period, now);
  if (issues.length > 0) return err({ code: "invalidForm", issues });
  const warnings: UpdateWarning[] = [];
  if (command.endAt && isLater(command.endAt, latestEnd(snapshot.expiration, now))) warnings.push("beyondPolicy");
  if (isLater(period.endAt, assignment.endAt)) {
    const { blocking, warning } = extensionConflicts(facts);
    const refusal = conflictRefusal(blocking);
    if (refusal) return err(refusal);
    if (warning.length > 0) warnings.push("conflict");
  }
  const submitted = submittedChange(assignment, {
    id: requestId,
    type: "adminUpdate",
    requestorId: by,
    at: now,
    schedule: { startAt: command.startAt, endAt: command.endAt },
    justification: command.justification.trim() || null,
    answers: command.answers ? storedAnswers(snapshot.questions, command.answers, command.language) : facts.answers,
  });
  return ok({ events: [submitted, ...updateEvents(assignment, period, now)], warnings });
}
