import type { Stage } from "@/lib/engine/approval/stage";
import type { Period, Schedule } from "@/lib/engine/assignment/period";
import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import type { PolicySnapshot } from "@/lib/engine/policy/policy";
import type { Answer } from "@/lib/engine/policy/questions";
import type { DenialCause, RequestType } from "./states";

/** What a request says from its first moment on and never changes (REQ-15). */
export type RequestBody = {
  readonly id: RequestId;
  readonly type: RequestType;
  readonly packageId: AccessPackageId;
  readonly targetId: PersonId;
  readonly requestorId: PersonId;
  /** The assignment a removal ends; for an add the id its assignment will have. */
  readonly assignmentId: AssignmentId;
  readonly snapshot: PolicySnapshot;
  readonly schedule: Schedule;
  readonly justification: string | null;
  readonly answers: readonly Answer[];
  readonly createdAt: Date;
};

type Progress =
  | { readonly state: "submitted"; readonly subStatus: "accepted" }
  | { readonly state: "pendingApproval"; readonly subStatus: "pendingApproval" | "pendingApprovalEscalated" }
  | { readonly state: "scheduled"; readonly subStatus: "pendingNotBefore"; readonly startAt: Date }
  | { readonly state: "delivering"; readonly period: Period }
  | {
      readonly state: "delivered" | "partiallyDelivered" | "deliveryFailed";
      readonly period: Period;
      readonly completedAt: Date;
    }
  | {
      readonly state: "denied";
      readonly subStatus: DenialCause;
      readonly reason: string | null;
      readonly completedAt: Date;
    }
  | { readonly state: "canceled"; readonly reason: string | null; readonly completedAt: Date };

/** One request: the wish to add or remove access (GLO-11), with the stages that have started. */
export type AssignmentRequest = RequestBody & { readonly stages: readonly Stage[] } & Progress;

export type ActiveStage = Extract<Stage, { state: "active" }>;

/** The stage that waits for a decision; null in every state but `pendingApproval`. */
export function activeStage(request: AssignmentRequest): ActiveStage | null {
  for (const stage of request.stages) if (stage.state === "active") return stage;
  return null;
}
