import type { Decision } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { addDays, isDue } from "@/lib/engine/time";
import { type EndNoticeDays, endNoticeDays, isActiveAt } from "./assignment";
import type { AssignmentFacts } from "./end";

export type NoticeFacts = AssignmentFacts & {
  /** ASN-3: the last notice given for this end, in days before it. */
  readonly endNoticeDays: EndNoticeDays | null;
};

/**
 * ASN-19, ASN-23: the notices of this end that are still to be given, the earlier first: 14 days and 1 day before, each
 * only to access that was longer than that.
 */
export function noticesAhead({ startAt, endAt, endNoticeDays: given }: NoticeFacts) {
  if (!endAt) return [];
  return endNoticeDays
    .filter((days) => (given === null || days < given) && isDue(addDays(startAt, days), endAt))
    .map((days) => ({ days, at: addDays(endAt, -days) }));
}

/** ASN-3: announces the end, once for each notice; of several that are due only the one nearest the end. */
export function decideEndNotice(assignment: NoticeFacts, now: Date): Result<Decision, { readonly code: "nothingDue" }> {
  const due = isActiveAt(assignment, now) ? noticesAhead(assignment).findLast(({ at }) => isDue(at, now)) : undefined;
  if (!due) return err({ code: "nothingDue" });
  return ok({ events: [{ kind: "endAnnounced", at: due.at, assignmentId: assignment.id, days: due.days }] });
}
