import { type Directory, managerOf, type Person } from "@/lib/engine/directory";
import type { RequestId } from "@/lib/engine/ids";
import { type AnswerInput, storedAnswers } from "@/lib/engine/policy/questions";
import { afterSubmission } from "@/lib/engine/request/advance";
import type { Decision } from "@/lib/engine/request/events";
import { evolve } from "@/lib/engine/request/evolve";
import { formIssues } from "@/lib/engine/request/form";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { submittedChange } from "./change";
import { type ExtensionFacts, isLater, mayExtend } from "./extension";

export type UpdateFacts = ExtensionFacts & { readonly requestor: Person; readonly directory: Directory };

export type UpdateCommand = {
  /** Null for the end the policy gives (ASN-21). */
  readonly endAt: Date | null;
  readonly answers: readonly AnswerInput[];
  readonly justification: string;
  /** The reader's language, for the stored display values (INF-7). */
  readonly language: string;
};

/** REQ-2, REQ-5: what keeps this person from asking at all; the holder may, and the manager where that is allowed. */
export function updateRefusal(facts: UpdateFacts): Refusal | null {
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
  const refusal = updateRefusal(facts);
  if (refusal) return err(refusal);
  if (!requestor.isEnabled) return err({ code: "accountDisabled", who: "requestor" });
  const offer = mayExtend(facts, now);
  if (!offer.ok) return offer;
  if (!policy) return err({ code: "policyDisabled" });
  const { snapshot } = assignment;
  const schedule = { startAt: null, endAt: command.endAt };
  const issues = formIssues(
    { ...policy, ...snapshot, attributes: [] },
    { ...command, policyId: null, schedule },
    now,
  ).filter(({ problem }) => !pastCapProblems.includes(problem));
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
