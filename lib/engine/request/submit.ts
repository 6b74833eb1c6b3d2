import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { storedAnswers } from "@/lib/engine/policy/questions";
import { err, ok, type Result } from "@/lib/engine/result";
import { afterSubmission } from "./advance";
import { type Decision, evolve, type RequestEvent } from "./events";
import { applicablePolicy, firstRefusal, runGates } from "./gates";
import type { Refusal } from "./refusals";
import type { SubmissionFacts, SubmitCommand } from "./submission";

export type NewIds = { readonly requestId: RequestId; readonly assignmentId: AssignmentId };

/**
 * REQ-27 to REQ-30: asks for access for oneself. Refused by the first gate that says no, in which case nothing is
 * to be stored; otherwise the request starts its first stage, is scheduled, or goes straight to delivery.
 */
export function decideSubmission(
  facts: SubmissionFacts,
  command: SubmitCommand,
  ids: NewIds,
  now: Date,
): Result<Decision, Refusal> {
  const refusal = firstRefusal(runGates(facts, command, now));
  if (refusal) return err(refusal);
  const { policy } = applicablePolicy(facts, command.policyId);
  invariant(policy && facts.package, "REQ-47 a submission that passed every gate has its policy and package");
  const submitted: RequestEvent = {
    kind: "requestSubmitted",
    at: now,
    body: {
      id: ids.requestId,
      type: "userAdd",
      packageId: facts.package.id,
      targetId: facts.target.id,
      requestorId: facts.requestor.id,
      assignmentId: ids.assignmentId,
      resubmissionOf: null,
      snapshot: snapshotOf(policy),
      schedule: command.schedule,
      justification: command.justification.trim() || null,
      answers: storedAnswers(policy.questions, command.answers, command.language),
      createdAt: now,
    },
  };
  const next = afterSubmission(evolve(null, submitted), { ...facts, incompatible: facts.package.incompatible }, now);
  return ok({ events: [submitted, ...next] });
}
