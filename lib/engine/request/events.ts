import type { ApproverEntry, Revocation, StageDecision } from "@/lib/engine/approval/stage";
import type { EndNoticeDays, EndReason } from "@/lib/engine/assignment/assignment";
import type { Period } from "@/lib/engine/assignment/period";
import type { Account, NamedPerson } from "@/lib/engine/directory";
import type { AssignmentId, PersonId, ResourceRoleId } from "@/lib/engine/ids";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import type { Answer } from "@/lib/engine/policy/questions";
import type { Conflict } from "@/lib/engine/sod/conflicts";
import type { InformationExchange } from "./exchange";
import type { CallbackPoint, RequestBody } from "./request";
import type { DenialCause } from "./states";

/** Who caused an event: a person, or the system when time did (REQ-80). */
export type Actor =
  | { readonly kind: "person"; readonly personId: PersonId; readonly displayName: string }
  | { readonly kind: "system" };

/** Somebody who acts, by the name they have now. */
export const actorOf = ({ id: personId, displayName }: Pick<Account, "id" | "displayName">): Actor => ({
  kind: "person",
  personId,
  displayName,
});

export type DeliveryOutcome = "delivered" | "partiallyDelivered" | "deliveryFailed";

/** Everything that can happen to a request. `at` is the instant it counts from, which for timers is the due time. */
export type RequestEvent = { readonly at: Date } & (
  | { readonly kind: "requestSubmitted"; readonly body: RequestBody }
  /** APP-6; with the reason where an administrator bypassed the approval (APP-93). */
  | { readonly kind: "requestAutoApproved"; readonly bypassReason: string | null }
  | {
      readonly kind: "stageStarted";
      readonly stage: number;
      readonly forwardAt: Date | null;
      readonly deadlineAt: Date;
      readonly approvers: readonly ApproverEntry[];
      /** APP-32: nobody can decide as things stand. */
      readonly isNobodyAble: boolean;
    }
  | { readonly kind: "stageForwarded"; readonly stage: number; readonly approvers: readonly ApproverEntry[] }
  | { readonly kind: "fallbacksActivated"; readonly stage: number; readonly approvers: readonly ApproverEntry[] }
  /** APP-96 */
  | {
      readonly kind: "approverAdded";
      readonly stage: number;
      readonly approvers: readonly ApproverEntry[];
      readonly reason: string;
    }
  | { readonly kind: "informationAsked"; readonly exchange: InformationExchange }
  /** The clock of the stage goes on with the time that was left when it was asked. */
  | {
      readonly kind: "informationGiven";
      readonly stage: number;
      readonly text: string;
      readonly by: NamedPerson;
      readonly forwardAt: Date | null;
      readonly deadlineAt: Date;
    }
  | { readonly kind: "approversNudged"; readonly stage: number }
  /** INF-13 */
  | { readonly kind: "answersEdited"; readonly answers: readonly Answer[] }
  /** APP-74 */
  | { readonly kind: "callbackAwaited"; readonly point: CallbackPoint; readonly until: Date }
  /** REQ-44: the request goes on where it stood; APP-76: with stages the extension defined. */
  | {
      readonly kind: "callbackReceived";
      readonly point: CallbackPoint;
      readonly detail: string | null;
      readonly stages: readonly ApprovalStage[];
    }
  /** APP-75, REQ-45 */
  | { readonly kind: "processExpired" }
  | { readonly kind: "stageApproved"; readonly stage: number; readonly decision: StageDecision }
  | { readonly kind: "stageDenied"; readonly stage: number; readonly decision: StageDecision }
  | { readonly kind: "stageTimedOut"; readonly stage: number }
  /** APP-97 */
  | { readonly kind: "approvalRevoked"; readonly stage: number; readonly revocation: Revocation }
  | {
      readonly kind: "requestDenied";
      readonly cause: DenialCause;
      readonly reason: string | null;
      readonly conflicts: readonly Conflict[];
    }
  | { readonly kind: "requestScheduled"; readonly startAt: Date }
  /** `by` is null where the system closed it (REQ-77). */
  | { readonly kind: "requestCanceled"; readonly by: PersonId | null; readonly reason: string | null }
  | {
      readonly kind: "deliveryStarted";
      readonly assignmentId: AssignmentId;
      readonly period: Period;
      /** ASN-29: the package gives other roles than before; the access is there all the while. */
      readonly isRoleChange?: true;
    }
  | {
      readonly kind: "roleGranted";
      readonly resourceRoleId: ResourceRoleId;
      readonly displayName: string;
      /** ASN-31: the person was in the group on their own; the membership ends with this access all the same. */
      readonly wasHeldBefore?: true;
    }
  | { readonly kind: "roleRevoked"; readonly resourceRoleId: ResourceRoleId; readonly displayName: string }
  | {
      readonly kind: "roleKept";
      readonly resourceRoleId: ResourceRoleId;
      readonly displayName: string;
    }
  | {
      readonly kind: "roleFailed";
      readonly resourceRoleId: ResourceRoleId;
      readonly displayName: string;
      readonly problem: string;
      readonly retryAt: Date | null;
    }
  /** INF-18: a value of the profile; the value itself stays in the request's row. */
  | { readonly kind: "attributeWritten" | "attributeCleared"; readonly attribute: string; readonly displayName: string }
  /** INF-20 */
  | {
      readonly kind: "attributeFailed";
      readonly attribute: string;
      readonly displayName: string;
      readonly problem: string;
    }
  | { readonly kind: "assignmentEnded"; readonly assignmentId: AssignmentId; readonly reason: EndReason }
  /** REQ-76, ASN-25: the same assignment with another period. */
  | {
      readonly kind: "assignmentUpdated";
      readonly assignmentId: AssignmentId;
      readonly period: Period;
      readonly isExtended: boolean;
    }
  /** NOT-19: the holder is told that the access ends soon. */
  | { readonly kind: "endAnnounced"; readonly assignmentId: AssignmentId; readonly days: EndNoticeDays }
  /** REQ-62: what failed is tried again. */
  | { readonly kind: "reprocessStarted" }
  /** REQ-69 */
  | { readonly kind: "requestDeleted" }
  | {
      readonly kind: "deliveryFinished";
      readonly outcome: DeliveryOutcome;
      /** The access ended while roles were still to come: nothing failed, nothing more is on its way. */
      readonly isCutShort?: true;
    }
);

export type RequestEventKind = RequestEvent["kind"];

/** What a command leads to; the shell writes it in one transaction. */
export type Decision = { readonly events: readonly RequestEvent[] };
