import type { StageApprover } from "@/lib/engine/approval/stage";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import type { State } from "./company";

/**
 * The specification said once more, as naively as it can be, without the engine's own words: who may decide, whose
 * access runs, what conflicts. Slow and obvious on purpose.
 */

const names = (entry: StageApprover, who: PersonId, state: State): boolean => {
  if ("personId" in entry) return entry.personId === who;
  return (state.directory.groupMembers.get(entry.groupId) ?? []).includes(who);
};

/** APP-66, APP-67: nobody decides for themself, nor on what they asked for somebody else where that is not allowed. */
const isParty = ({ settings }: State, { targetId, requestorId }: AssignmentRequest, who: PersonId): boolean =>
  who === targetId || (who === requestorId && !settings.allowSubmitterToApprove);

/**
 * APP-26, APP-36, APP-41, APP-44, APP-66, APP-67, REQ-74, ASN-46, ASK-5, ASK-6: whether this person may decide the stage now. Says nothing (null) about
 * people who are not asked yet where a forwarding is overdue: it may well bring them in.
 */
export function mayDecide(state: State, request: AssignmentRequest, stageIndex: number, who: PersonId) {
  const person = state.directory.people.get(who);
  if (!person?.isEnabled) return false;
  if (isParty(state, request, who)) return false;
  if (request.state !== "pendingApproval") return false;
  const stage = request.stages.find((each) => each.index === stageIndex);
  if (stage?.state !== "active") return false;
  const question = request.subStatus === "waitingForRequestor" ? request.exchanges.at(-1) : undefined;
  if (state.now >= (question ? question.answerBy : stage.deadlineAt)) return false;
  const access = state.assignments.find((each) => each.id === request.assignmentId);
  if (intentOf(request.type) === "update" && !(access && runsAt(access, state.now))) return false;
  const { expiration } = request.snapshot;
  const end = request.schedule.endAt ?? (expiration.type === "afterDateTime" ? expiration.endDateTime : null);
  if (end && state.now >= end) return false;
  if (stage.approvers.some((entry) => names(entry, who, state) || isPassedOn(entry, request, who, state))) return true;
  return stage.forwardAt && !stage.forwardedAt && stage.forwardAt <= state.now ? null : false;
}

/** APP-80 to APP-82, APP-91: whether somebody who is asked by name lets this person decide in their place. */
function isPassedOn(entry: StageApprover, request: AssignmentRequest, who: PersonId, state: State): boolean {
  if (!state.settings.allowApprovalDelegation) return false;
  if (!("personId" in entry) || isParty(state, request, entry.personId)) return false;
  if (!state.directory.people.get(entry.personId)?.isEnabled) return false;
  return state.delegations.some(
    (each) =>
      each.delegatorId === entry.personId &&
      each.delegateId === who &&
      each.takesEffectAt <= entry.assignedAt &&
      each.takesEffectAt <= state.now &&
      state.now < each.endAt,
  );
}

/** ASN-13: access runs from its start to the instant of its end, as long as it was neither ended nor failed. */
export const runsAt = (access: AssignmentFacts, at: Date): boolean =>
  ["delivering", "delivered", "partiallyDelivered"].includes(access.state) &&
  access.startAt <= at &&
  (access.endAt === null || at < access.endAt);

/** SOD-2: the packages that nobody who holds one of them may get, for a package. */
export const forbiddenWith = (state: State, packageId: AccessPackageId): readonly AccessPackageId[] =>
  state.packages.get(packageId)?.incompatible.packages.map((each) => each.id) ?? [];
