import type { Person } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { isClosedByTime, type StageFacts } from "@/lib/engine/request/advance";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import { type ActiveStage, type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import { isParty, partiesOf } from "./approvers";
import { reasonTooLong } from "./decide";

/** Whether the actor may see the package at all, and whether they may add approvers to its requests. */
export type AdditionRights = { readonly mayKnow: boolean; readonly mayAdd: boolean };

export type AdditionFacts = Pick<StageFacts, "settings"> & {
  readonly rights: AdditionRights;
  /** The approver to come; null where there is no such person. */
  readonly person: Person | null;
};

/** APP-96: the running stage, where this actor may add somebody to it. */
export function stageToJoin(
  request: AssignmentRequest,
  rights: AdditionRights,
  now: Date,
): Result<ActiveStage, Refusal> {
  if (!rights.mayKnow) return err({ code: "requestNotFound" });
  if (!rights.mayAdd) return err({ code: "roleNotSufficient" });
  const stage = activeStage(request);
  if (stage && !isClosedByTime(request, now)) return ok(stage);
  return err({ code: "alreadyDecided", outcome: stage ? "denied" : request.state, decidedBy: null });
}

const isAskedByName = ({ approvers }: ActiveStage, personId: PersonId): boolean =>
  approvers.some((entry) => "personId" in entry && entry.personId === personId);

/** APP-96: an administrator of the package adds an approver to the running stage. Its deadline stays as it is. */
export function decideAddition(
  request: AssignmentRequest,
  { settings, rights, person }: AdditionFacts,
  reasonGiven: string,
  now: Date,
): Result<Decision, Refusal> {
  const joined = stageToJoin(request, rights, now);
  if (!joined.ok) return joined;
  const stage = joined.value;
  const reason = reasonGiven.trim();
  if (!reason) return err({ code: "reasonRequired" });
  if (reason.length > limits.justificationChars) return err(reasonTooLong);
  if (!person?.isEnabled) return err({ code: "approverNotEligible", problem: "disabled" });
  if (isParty(partiesOf(request, settings), person.id)) return err({ code: "approverNotEligible", problem: "party" });
  if (isAskedByName(stage, person.id)) return err({ code: "approverNotEligible", problem: "askedAlready" });
  const approvers = [{ capacity: "added", source: "user", personId: person.id } as const];
  return ok({ events: [{ kind: "approverAdded", at: now, stage: stage.index, approvers, reason }] });
}
