import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { lockedAnswers, withoutLocked } from "@/lib/engine/policy/attributes";
import { type AssignmentPolicy, snapshotOf } from "@/lib/engine/policy/policy";
import { type Answer, storedAnswers } from "@/lib/engine/policy/questions";
import type { Asker } from "@/lib/engine/policy/select";
import { err, ok, type Result } from "@/lib/engine/result";
import { type AdvanceFacts, afterApproval, afterSubmission } from "./advance";
import type { Decision, RequestEvent } from "./events";
import { evolve } from "./evolve";
import { formQuestions } from "./form";
import { firstRefusal, runGates } from "./gates";
import { applicablePolicy } from "./policy-gates";
import type { Refusal } from "./refusals";
import { type AssignmentRequest, plannedStages } from "./request";
import type { RequestType } from "./states";
import { askerOf, mayReadProfile, type SubmissionFacts, type SubmitCommand } from "./submission";

export type NewIds = { readonly requestId: RequestId; readonly assignmentId: AssignmentId };

/** REQ-1, REQ-4, REQ-6: what a wish for new access is called, by who asks. */
const addTypes = { self: "userAdd", onBehalf: "onBehalfAdd", admin: "adminAdd" } as const satisfies Record<
  Asker["kind"],
  RequestType
>;

/**
 * APP-92, APP-93: the policy's approval runs unless it was bypassed, and with it what an extension would decide before it
 * (APP-73); with nobody to ask there is nothing to bypass.
 */
function onwards(request: AssignmentRequest, facts: AdvanceFacts, bypassReason: string | null, now: Date) {
  const reason = bypassReason?.trim();
  if (!reason || plannedStages(request).length === 0) return afterSubmission(request, facts, now);
  const bypassed: RequestEvent = { kind: "requestAutoApproved", at: now, bypassReason: reason };
  return [bypassed, ...afterApproval(request, facts, now)];
}

/**
 * INF-10, CAT-52: what was answered, and beside it what the profile says for good. Whoever asks for a colleague whose
 * profile is none of theirs does not read it there.
 */
function answersOf(facts: SubmissionFacts, policy: AssignmentPolicy, { answers, language }: SubmitCommand): Answer[] {
  const { attributes } = policy;
  const { profile } = facts;
  const given = withoutLocked(attributes, profile, answers);
  const known = mayReadProfile(facts) ? lockedAnswers(attributes, profile, language) : [];
  return [...storedAnswers(formQuestions(policy, profile), given, language), ...known];
}

/**
 * REQ-27 to REQ-30: asks for new access, for oneself, for somebody else or by direct assignment. Refused by the first
 * gate that says no, in which case nothing is to be stored; otherwise the request starts its first stage, is scheduled,
 * or goes straight to delivery.
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
      type: addTypes[askerOf(facts).kind],
      packageId: facts.package.id,
      targetId: facts.target.id,
      requestorId: facts.requestor.id,
      assignmentId: ids.assignmentId,
      resubmissionOf: command.resubmissionOf,
      snapshot: snapshotOf(policy),
      schedule: command.schedule,
      justification: command.justification.trim() || null,
      answers: answersOf(facts, policy, command),
      createdAt: now,
    },
  };
  const advance = { ...facts, incompatible: facts.package.incompatible, assignment: null };
  return ok({ events: [submitted, ...onwards(evolve(null, submitted), advance, command.bypassReason, now)] });
}

/** REQ-14: what a submission would be told, with nothing to store. */
export function validateSubmission(facts: SubmissionFacts, command: SubmitCommand, now: Date): Result<null, Refusal> {
  const refusal = firstRefusal(runGates(facts, command, now));
  return refusal ? err(refusal) : ok(null);
}
