import { partiesOf } from "@/lib/engine/approval/approvers";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import { grantedPeriod, type Period } from "@/lib/engine/assignment/period";
import type { AccessPackageId, AssignmentId, PolicyId, RequestId } from "@/lib/engine/ids";
import { type PolicyVerdict, scopeRank } from "@/lib/engine/policy/select";
import { fold } from "@/lib/engine/request/evolve";
import { firstRefusal, type GateResult, runGates } from "@/lib/engine/request/gates";
import { applicablePolicy } from "@/lib/engine/request/policy-gates";
import type { Refusal } from "@/lib/engine/request/refusals";
import { plannedStages } from "@/lib/engine/request/request";
import type { RequestState, RequestSubStatus } from "@/lib/engine/request/states";
import type { SubmissionFacts, SubmitCommand } from "@/lib/engine/request/submission";
import { decideSubmission } from "@/lib/engine/request/submit";
import { type GateInput, gateWords } from "./gate-inputs";
import { type Delegates, type StageTrace, traceStage } from "./stage-trace";
import { type SodWarning, warningsOf } from "./warnings";

/** Which role of the package somebody has already, and through which other access. */
export type RoleHeld = { readonly role: string; readonly through: readonly string[] };

/** What an explanation looks at besides what a submission is decided on. */
export type TraceFacts = {
  readonly submission: SubmissionFacts;
  readonly delegates: Delegates;
  /** SOD-3 read backwards: the packages that declare the wanted one incompatible. */
  readonly incompatibleWith: readonly { readonly id: AccessPackageId; readonly displayName: string }[];
  readonly roles: readonly RoleHeld[];
};

export type GateTrace = GateResult & { readonly question: string; readonly inputs: readonly GateInput[] };

export type PolicyTrace = {
  readonly id: PolicyId;
  readonly displayName: string;
  readonly verdict: PolicyVerdict;
  /** WHO-29: lower is better; null never competes. */
  readonly rank: number | null;
  readonly isChosen: boolean;
};

/** Why a request would be refused, or where it would go and who would be asked. */
export type DecisionTrace = {
  readonly gates: readonly GateTrace[];
  readonly refusal: Refusal | null;
  readonly policies: readonly PolicyTrace[];
  /** Where a submission would stand right after it; null where it would be refused. */
  readonly becomes: { readonly state: RequestState; readonly subStatus: RequestSubStatus | null } | null;
  /** The stages of the policy that applies, as if each were decided at the instant it starts. */
  readonly stages: readonly StageTrace[];
  /** The access that would be granted if everybody approved at once; null where no policy applies. */
  readonly period: Period | null;
  /** What of the package is there already, role by role. */
  readonly roles: readonly RoleHeld[];
  readonly held: { readonly assignmentId: AssignmentId; readonly endAt: Date | null } | null;
  readonly warnings: readonly SodWarning[];
};

/** Ids for a request that is only thought of. */
const nobodys = {
  requestId: "00000000-0000-0000-0000-000000000000" as RequestId,
  assignmentId: "00000000-0000-0000-0000-000000000000" as AssignmentId,
};

/** Where the very function that decides would bring the request; null where it refuses. */
function outcomeOf(facts: SubmissionFacts, command: SubmitCommand, now: Date) {
  const decision = decideSubmission(facts, command, nobodys, now);
  return decision.ok ? fold(decision.value.events) : null;
}

/**
 * Explains a submission before anybody makes it: every gate with what it looked at, which policy applies and why the
 * others do not, who would really be asked and until when, and what access would come of it. Asks the same functions
 * that decide, so on the same facts it says what a submission then does.
 */
export function explain(facts: TraceFacts, command: SubmitCommand, now: Date): DecisionTrace {
  const { submission } = facts;
  const results = runGates(submission, command, now);
  const { selection, policy } = applicablePolicy(submission, command.policyId);
  const request = outcomeOf(submission, command, now);
  const { target, requestor, settings, directory, holdings } = submission;
  const parties = partiesOf({ targetId: target.id, requestorId: requestor.id }, settings);
  const isAsked = command.bypassReason === null && policy?.requestApprovalSettings.isApprovalRequiredForAdd;
  const stages = request && isAsked ? plannedStages(request) : isAsked ? policy.requestApprovalSettings.stages : [];
  const held = holdings.assignments.find((each) => each.packageId === submission.package?.id && isActiveAt(each, now));
  return {
    gates: results.map((result) => ({ ...result, ...gateWords(result, submission, command, now) })),
    refusal: firstRefusal(results),
    policies: selection.verdicts.map(({ policy: each, verdict }) => ({
      id: each.policyId,
      displayName: each.displayName,
      verdict,
      rank: scopeRank[each.allowedTargetScope],
      isChosen: each === policy,
    })),
    becomes: request && { state: request.state, subStatus: "subStatus" in request ? request.subStatus : null },
    stages: stages.map((stage, index) =>
      traceStage(stage, index, now, { directory, parties, delegates: facts.delegates }),
    ),
    period: policy && grantedPeriod(policy.expiration, command.schedule, now),
    roles: facts.roles,
    held: held ? { assignmentId: held.id, endAt: held.endAt } : null,
    warnings: warningsOf(submission, facts.incompatibleWith),
  };
}
