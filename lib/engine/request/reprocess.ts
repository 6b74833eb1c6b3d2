import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import type { Holdings, Incompatibilities } from "@/lib/engine/sod/conflicts";
import { addDays, addHours, isAfter, isDue } from "@/lib/engine/time";
import type { Decision } from "./events";
import { obstacleInHoldings } from "./holding-gates";
import type { Refusal } from "./refusals";
import type { AssignmentRequest } from "./request";

/** What delivering again depends on, read under the target's lock. */
export type ReprocessFacts = {
  readonly assignment: AssignmentFacts | null;
  readonly holdings: Holdings;
  readonly incompatible: Incompatibilities;
};

/** REQ-65: how fresh a failure has to be for its conflict check to count still. */
const CONFLICTS_KNOWN_HOURS = 24;

/** What the target holds and asks for besides this request and its access. */
const besides = (holdings: Holdings, { id, assignmentId }: AssignmentRequest): Holdings => ({
  ...holdings,
  requests: holdings.requests.filter((each) => each.id !== id),
  assignments: holdings.assignments.filter((each) => each.id !== assignmentId),
});

/**
 * REQ-62 to REQ-65: delivers again what failed. Nothing is asked anew but what became impossible meanwhile: other
 * access to the same package, and conflicts where the failure is not of today.
 */
export function decideReprocess(
  request: AssignmentRequest,
  { assignment, holdings, incompatible }: ReprocessFacts,
  now: Date,
): Result<Decision, Refusal> {
  const { state } = request;
  if (state === "delivering") return err({ code: "reprocessRetrying" });
  const isOver = !assignment || assignment.state === "expired" || (assignment.endAt && isDue(assignment.endAt, now));
  if ((state !== "deliveryFailed" && state !== "partiallyDelivered") || isOver || !("period" in request)) {
    return err({ code: "reprocessWrongState", state });
  }
  const { completedAt, packageId } = request;
  const until = addDays(completedAt, limits.reprocessWindowDays);
  if (isAfter(now, until)) return err({ code: "reprocessTooLate", until });
  const areConflictsOld = isAfter(now, addHours(completedAt, CONFLICTS_KNOWN_HOURS));
  const wanted = { id: packageId, incompatible: areConflictsOld ? incompatible : { packages: [], groups: [] } };
  const refusal = obstacleInHoldings(wanted, besides(holdings, request), now);
  return refusal ? err(refusal) : ok({ events: [{ kind: "reprocessStarted", at: now }] });
}
