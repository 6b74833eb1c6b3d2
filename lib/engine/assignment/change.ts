import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { Answer } from "@/lib/engine/policy/questions";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { RequestType } from "@/lib/engine/request/states";
import type { AssignmentFacts } from "./end";
import type { Schedule } from "./period";

/** What a request about existing access says beyond the access itself. */
export type Change = {
  readonly id: RequestId;
  readonly type: RequestType;
  readonly requestorId: PersonId;
  readonly at: Date;
  readonly schedule?: Schedule;
  readonly justification?: string | null;
  readonly answers?: readonly Answer[];
};

/** REQ-12, REQ-76: a request about access that exists; package, target and terms are those of the assignment (ASN-14). */
export const submittedChange = (assignment: AssignmentFacts, change: Change): RequestEvent => ({
  kind: "requestSubmitted",
  at: change.at,
  body: {
    id: change.id,
    type: change.type,
    packageId: assignment.packageId,
    targetId: assignment.targetId,
    requestorId: change.requestorId,
    assignmentId: assignment.id,
    resubmissionOf: null,
    snapshot: assignment.snapshot,
    schedule: change.schedule ?? { startAt: null, endAt: null },
    justification: change.justification ?? null,
    answers: change.answers ?? [],
    createdAt: change.at,
  },
});
