import type { Stage } from "@/lib/engine/approval/stage";
import type { Period, Schedule } from "@/lib/engine/assignment/period";
import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import type { ApprovalStage, PolicySnapshot } from "@/lib/engine/policy/policy";
import type { Answer } from "@/lib/engine/policy/questions";
import type { InformationExchange } from "./exchange";
import { type DenialCause, intentOf, type RequestType } from "./states";

/** APP-73: the points at which a request may wait for what an extension outside the portal says. */
export const callbackPoints = ["assignmentRequestCreated", "assignmentRequestApproved"] as const;
export type CallbackPoint = (typeof callbackPoints)[number];

/** APP-74, APP-75: what the request waits for; from `until` on the process has expired. */
export type Callback = { readonly point: CallbackPoint; readonly since: Date; readonly until: Date };

/** What a request says from its first moment on and never changes (REQ-15). */
export type RequestBody = {
  readonly id: RequestId;
  readonly type: RequestType;
  readonly packageId: AccessPackageId;
  readonly targetId: PersonId;
  readonly requestorId: PersonId;
  /** The assignment an update or a removal is about; for an add the id its assignment will have. */
  readonly assignmentId: AssignmentId;
  /** POR-44: the denied request of which this one is another try. */
  readonly resubmissionOf: RequestId | null;
  readonly snapshot: PolicySnapshot;
  readonly schedule: Schedule;
  readonly justification: string | null;
  readonly answers: readonly Answer[];
  readonly createdAt: Date;
};

type Progress =
  | { readonly state: "submitted"; readonly subStatus: "accepted" }
  | { readonly state: "submitted"; readonly subStatus: "waitingForCallback"; readonly callback: Callback }
  | { readonly state: "pendingApproval"; readonly subStatus: "waitingForCallback"; readonly callback: Callback }
  | {
      readonly state: "pendingApproval";
      readonly subStatus: "pendingApproval" | "pendingApprovalEscalated" | "waitingForRequestor";
    }
  | { readonly state: "scheduled"; readonly subStatus: "pendingNotBefore"; readonly startAt: Date }
  | { readonly state: "delivering"; readonly period: Period }
  | {
      readonly state: "delivered" | "partiallyDelivered" | "deliveryFailed";
      readonly period: Period;
      readonly completedAt: Date;
    }
  | { readonly state: "deliveryFailed"; readonly subStatus: "processExpired"; readonly completedAt: Date }
  | {
      readonly state: "denied";
      readonly subStatus: DenialCause;
      readonly reason: string | null;
      readonly completedAt: Date;
    }
  | { readonly state: "canceled"; readonly reason: string | null; readonly completedAt: Date };

/** What comes to a request while it lives, in whatever state it is. */
export type RequestRecord = {
  /** The stages that have started. */
  readonly stages: readonly Stage[];
  /** APP-79: stages an extension put before those of the policy. */
  readonly dynamicStages: readonly ApprovalStage[];
  /** Questions of approvers with their answers, oldest first. */
  readonly exchanges: readonly InformationExchange[];
  /** REQ-69: hidden from lists; the record and its history stay. */
  readonly deletedAt: Date | null;
};

/** One request: the wish to add, change or remove access (GLO-11). */
export type AssignmentRequest = RequestBody & RequestRecord & Progress;

/** APP-79, APP-98, APP-102: the stages this request goes through; none where its kind needs no approval. */
export function plannedStages(
  request: Pick<RequestBody, "type" | "snapshot"> & Pick<RequestRecord, "dynamicStages">,
): readonly ApprovalStage[] {
  const { isApprovalRequiredForAdd, isApprovalRequiredForUpdate, stages } = request.snapshot.requestApprovalSettings;
  switch (intentOf(request.type)) {
    case "add":
      return [...request.dynamicStages, ...(isApprovalRequiredForAdd ? stages : [])];
    case "update": {
      // REQ-7, REQ-10: what administrators change and what the system delivers again is nobody's to approve.
      const isAsked =
        isApprovalRequiredForUpdate && (request.type === "userUpdate" || request.type === "onBehalfUpdate");
      return [...request.dynamicStages, ...(isAsked ? stages : [])];
    }
    case "remove":
      return [];
  }
}

/** The question that waits for the requestor; null where none does. One of a stage that was decided meanwhile does not. */
export function openExchange(request: AssignmentRequest): InformationExchange | null {
  if (!("subStatus" in request) || request.subStatus !== "waitingForRequestor") return null;
  return request.exchanges.at(-1) ?? null;
}

export type ActiveStage = Extract<Stage, { state: "active" }>;

/** The stage that waits for a decision; null in every state but `pendingApproval`. */
export function activeStage(request: AssignmentRequest): ActiveStage | null {
  for (const stage of request.stages) if (stage.state === "active") return stage;
  return null;
}
