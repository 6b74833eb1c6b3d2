import type { StageProblem } from "@/lib/engine/approval/stage-rules";
import type { NamedPerson } from "@/lib/engine/directory";
import type { Conflict } from "@/lib/engine/sod/conflicts";

/** A problem with one field of a form; `field` is the name the form gave it, `subject` the words that name it. */
export type FieldIssue = {
  readonly code: "answerRequired" | "answerFormat" | "justificationRequired" | "scheduleNotAllowed" | "scheduleInvalid";
  readonly field: string;
  readonly problem: string;
  readonly subject: string;
};

/** ERR: why a command was refused, with what a person needs to understand it. */
export type Refusal =
  | { readonly code: "accountDisabled"; readonly who: "requestor" | "target" }
  | { readonly code: "packageNotFound" }
  | { readonly code: "catalogDisabled" }
  | { readonly code: "externalNotAllowed" }
  | { readonly code: "policyDisabled" }
  | { readonly code: "noApplicablePolicy" }
  | {
      readonly code: "policyNotSelectable";
      readonly choices: readonly { readonly id: string; readonly name: string }[];
    }
  | { readonly code: "requestorKindNotAllowed" }
  | { readonly code: "openRequestExists"; readonly requestId: string }
  /** Without an id, and then without the end too, to whoever may not see what the target holds (ERR-12). */
  | { readonly code: "alreadyAssigned"; readonly assignmentId: string | null; readonly endAt: Date | null }
  | { readonly code: "incompatiblePackage"; readonly conflicts: readonly Conflict[] }
  | { readonly code: "incompatibleGroup"; readonly conflicts: readonly Conflict[] }
  /** Steps 12 to 14 report every field together (REQ-52). */
  | { readonly code: "invalidForm"; readonly issues: readonly FieldIssue[] }
  | { readonly code: "quotaExceeded"; readonly limit: number }
  | { readonly code: "requestNotFound" }
  | { readonly code: "notAnApprover" }
  | { readonly code: "ownRequest" }
  | { readonly code: "alreadyDecided"; readonly outcome: string; readonly decidedBy: NamedPerson | null }
  | { readonly code: "deadlinePassed"; readonly deadlineAt: Date }
  | { readonly code: "reasonRequired" }
  | { readonly code: "alreadyRevokedOrEnded" }
  | { readonly code: "cancelNotAllowed"; readonly state: string }
  | { readonly code: "removeNotAllowed" }
  /** ERR-26 */
  | { readonly code: "multiTargetWithQuestions" }
  /** LIM-34 */
  | { readonly code: "tooManyTargets"; readonly limit: number }
  | { readonly code: "targetNotInDirectory" }
  | { readonly code: "reprocessWrongState"; readonly state: string }
  | { readonly code: "reprocessTooLate"; readonly until: Date }
  | { readonly code: "reprocessRetrying" }
  | { readonly code: "extensionNotAllowed" }
  | { readonly code: "extensionOutOfScope" }
  | { readonly code: "extensionPastCap"; readonly latestEndAt: Date | null }
  | { readonly code: "bypassNotPermitted"; readonly missing: "policy" | "role" | "reason" }
  | { readonly code: "delegateNotPermitted"; readonly problem: "switchedOff" | "oneself" | "disabled" | "restricted" }
  | { readonly code: "delegationPeriodInvalid"; readonly maxDays: number | null }
  | { readonly code: "licenceLapsed" }
  /** The actor's role does not cover this, and they may know that it exists. */
  | { readonly code: "roleNotSufficient" }
  /** POR-44 */
  | { readonly code: "resubmitNotAllowed"; readonly state: string }
  /** REQ-69 */
  | { readonly code: "deleteNotAllowed"; readonly state: string }
  /** ASK: an approver's question, and its answer. */
  | { readonly code: "questionNotAllowed"; readonly problem: "openAlready" | "tooMany" | "blank" | "tooLong" }
  | { readonly code: "nothingToAnswer" }
  /** NDG-2 */
  | { readonly code: "nudgeTooSoon"; readonly nextAt: Date }
  /** NDG-3 */
  | { readonly code: "nothingToRemind"; readonly problem: "closed" | "waitsForYou" }
  /** APP-96 */
  | { readonly code: "approverNotEligible"; readonly problem: "disabled" | "party" | "askedAlready" }
  /** INF-13 */
  | { readonly code: "answersNotEditable"; readonly problem: "switchedOff" | "question" }
  /** ERR-50: who changed the access since the form was opened, and the end it has now. */
  | { readonly code: "staleVersion"; readonly by: string | null; readonly endAt: Date | null }
  /** REQ-44 */
  | { readonly code: "notWaitingForCallback" }
  /** APP-76 */
  | { readonly code: "approvalConfigInvalid"; readonly problems: readonly StageProblem[] };

export type RefusalCode = Refusal["code"];

/** The stable rule id of each refusal (section 11 of the spec) and its HTTP status. */
export const refusalRules = {
  accountDisabled: { rule: "ERR-1", status: 403 },
  packageNotFound: { rule: "ERR-2", status: 404 },
  catalogDisabled: { rule: "ERR-3", status: 409 },
  externalNotAllowed: { rule: "ERR-4", status: 403 },
  noApplicablePolicy: { rule: "ERR-5", status: 403 },
  policyNotSelectable: { rule: "ERR-6", status: 400 },
  requestorKindNotAllowed: { rule: "ERR-7", status: 403 },
  openRequestExists: { rule: "ERR-8", status: 409 },
  alreadyAssigned: { rule: "ERR-9", status: 409 },
  quotaExceeded: { rule: "ERR-11", status: 429 },
  incompatiblePackage: { rule: "ERR-12", status: 409 },
  incompatibleGroup: { rule: "ERR-13", status: 409 },
  invalidForm: { rule: "ERR-14", status: 422 },
  requestNotFound: { rule: "APP-39", status: 404 },
  notAnApprover: { rule: "ERR-19", status: 403 },
  ownRequest: { rule: "ERR-20", status: 403 },
  alreadyDecided: { rule: "ERR-21", status: 409 },
  deadlinePassed: { rule: "ERR-22", status: 409 },
  reasonRequired: { rule: "ERR-23", status: 422 },
  alreadyRevokedOrEnded: { rule: "ERR-25", status: 409 },
  policyDisabled: { rule: "ERR-29", status: 409 },
  cancelNotAllowed: { rule: "ERR-30", status: 409 },
  multiTargetWithQuestions: { rule: "ERR-26", status: 400 },
  tooManyTargets: { rule: "LIM-34", status: 400 },
  targetNotInDirectory: { rule: "ERR-28", status: 422 },
  reprocessWrongState: { rule: "ERR-31", status: 400 },
  reprocessTooLate: { rule: "ERR-32", status: 409 },
  reprocessRetrying: { rule: "ERR-33", status: 409 },
  extensionNotAllowed: { rule: "ERR-34", status: 403 },
  extensionOutOfScope: { rule: "ERR-35", status: 403 },
  extensionPastCap: { rule: "ERR-36", status: 422 },
  bypassNotPermitted: { rule: "ERR-37", status: 403 },
  delegateNotPermitted: { rule: "ERR-39", status: 422 },
  delegationPeriodInvalid: { rule: "ERR-40", status: 422 },
  licenceLapsed: { rule: "ERR-41", status: 402 },
  removeNotAllowed: { rule: "ERR-42", status: 403 },
  approvalConfigInvalid: { rule: "ERR-44", status: 422 },
  roleNotSufficient: { rule: "WHO-44", status: 403 },
  resubmitNotAllowed: { rule: "POR-44", status: 409 },
  deleteNotAllowed: { rule: "REQ-69", status: 409 },
  staleVersion: { rule: "ERR-50", status: 412 },
  notWaitingForCallback: { rule: "REQ-44", status: 409 },
  questionNotAllowed: { rule: "ASK-7", status: 409 },
  nothingToAnswer: { rule: "ASK-4", status: 409 },
  nudgeTooSoon: { rule: "NDG-2", status: 429 },
  nothingToRemind: { rule: "NDG-3", status: 409 },
  approverNotEligible: { rule: "APP-96", status: 422 },
  answersNotEditable: { rule: "INF-13", status: 403 },
} as const satisfies Record<RefusalCode, { rule: string; status: number }>;
