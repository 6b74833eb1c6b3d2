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
  | { readonly code: "alreadyAssigned"; readonly assignmentId: string; readonly endAt: Date | null }
  | { readonly code: "incompatiblePackage"; readonly conflicts: readonly Conflict[] }
  | { readonly code: "incompatibleGroup"; readonly conflicts: readonly Conflict[] }
  /** Steps 12 to 14 report every field together (REQ-52). */
  | { readonly code: "invalidForm"; readonly issues: readonly FieldIssue[] }
  | { readonly code: "quotaExceeded"; readonly limit: number }
  | { readonly code: "requestNotFound" }
  | { readonly code: "notAnApprover" }
  | { readonly code: "ownRequest" }
  | { readonly code: "alreadyDecided"; readonly outcome: string; readonly decidedBy: string | null }
  | { readonly code: "deadlinePassed"; readonly deadlineAt: Date }
  | { readonly code: "reasonRequired" }
  | { readonly code: "alreadyRevokedOrEnded" }
  | { readonly code: "cancelNotAllowed"; readonly state: string }
  | { readonly code: "removeNotAllowed" };

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
  removeNotAllowed: { rule: "ERR-42", status: 403 },
} as const satisfies Record<RefusalCode, { rule: string; status: number }>;
