import { type Directory, managerOf, type Person } from "@/lib/engine/directory";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { type Answer, type AnswerInput, answerIssues, storedAnswers } from "@/lib/engine/policy/questions";
import { afterSubmission } from "@/lib/engine/request/advance";
import { type Decision, evolve } from "@/lib/engine/request/events";
import { formIssues } from "@/lib/engine/request/form";
import type { FieldIssue, Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { conflictRefusal } from "@/lib/engine/sod/refusal";
import { isAfter, isDue } from "@/lib/engine/time";
import { isActiveAt } from "./assignment";
import { submittedChange } from "./change";
import {
  type ExtensionFacts,
  extensionConflicts,
  isLater,
  mayExtend,
  type UpdatedAccess,
  updateEvents,
} from "./extension";
import { latestEnd, type Period } from "./period";

export type UpdateFacts = ExtensionFacts & { readonly requestor: Person; readonly directory: Directory };

export type UpdateCommand = {
  /** Null for the end the policy gives (ASN-21). */
  readonly endAt: Date | null;
  readonly answers: readonly AnswerInput[];
  readonly justification: string;
  /** The reader's language, for the stored display values (INF-7). */
  readonly language: string;
};

/** REQ-2, REQ-5: whether this person may ask for it at all: the holder, or their direct manager where that is allowed. */
function mayAsk(facts: UpdateFacts): Refusal | null {
  const { requestor, target, directory, settings, assignment } = facts;
  if (requestor.id === target.id) return null;
  if (managerOf(directory, target.id)?.id !== requestor.id) return { code: "requestNotFound" };
  const isAllowed =
    assignment.snapshot.requestorSettings.enableOnBehalfRequestorsToUpdateAccess &&
    settings.managersSeeReportAssignments;
  return isAllowed ? null : { code: "extensionNotAllowed" };
}

/** What is wrong with the wished end has words of its own (ERR-36). */
const pastCapProblems: readonly string[] = ["notAfterStart", "beyondLatest"];

/**
 * REQ-2, REQ-5, ASN-20: the holder, or their manager, asks for a later end of access they hold. It is approved like the
 * access was, where the policy wants that (APP-98), and otherwise at once.
 */
export function decideUpdate(
  facts: UpdateFacts,
  command: UpdateCommand,
  requestId: RequestId,
  now: Date,
): Result<Decision, Refusal> {
  const { requestor, target, assignment, policy } = facts;
  const refusal = mayAsk(facts);
  if (refusal) return err(refusal);
  if (!requestor.isEnabled) return err({ code: "accountDisabled", who: "requestor" });
  const offer = mayExtend(facts, now);
  if (!offer.ok) return offer;
  if (!policy) return err({ code: "policyDisabled" });
  const { snapshot } = assignment;
  const schedule = { startAt: null, endAt: command.endAt };
  const issues = formIssues({ ...policy, ...snapshot }, { ...command, policyId: null, schedule }, now).filter(
    ({ problem }) => !pastCapProblems.includes(problem),
  );
  if (issues.length > 0) return err({ code: "invalidForm", issues });
  const { latestEndAt } = offer.value;
  if (command.endAt && (!isLater(command.endAt, assignment.endAt) || isLater(command.endAt, latestEndAt))) {
    return err({ code: "extensionPastCap", latestEndAt });
  }
  const submitted = submittedChange(assignment, {
    id: requestId,
    type: requestor.id === target.id ? "userUpdate" : "onBehalfUpdate",
    requestorId: requestor.id,
    at: now,
    schedule,
    justification: command.justification.trim() || null,
    answers: storedAnswers(snapshot.questions, command.answers, command.language),
  });
  return ok({ events: [submitted, ...afterSubmission(evolve(null, submitted), facts, now)] });
}

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
    issues.push({ code: "justificationRequired", field: "justification", problem: "tooLong", subject: "" });
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
