import type { ApproverEntry } from "@/lib/engine/approval/stage";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { UpdateFacts } from "@/lib/engine/assignment/update";
import type { Person } from "@/lib/engine/directory";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import {
  type ApprovalStage,
  type AssignmentPolicy,
  requestApprovalSettingsSchema,
  requestorSettingsSchema,
  type SubjectSet,
  snapshotOf,
} from "@/lib/engine/policy/policy";
import type { Question } from "@/lib/engine/policy/questions";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import type { RequestEvent } from "@/lib/engine/request/events";
import { evolve } from "@/lib/engine/request/evolve";
import type { AssignmentRequest, RequestBody } from "@/lib/engine/request/request";
import type { PackageFacts, SubmissionFacts, SubmitCommand } from "@/lib/engine/request/submission";
import type { Result } from "@/lib/engine/result";
import { defaultSettings } from "@/lib/engine/settings";
import type { AssignmentFact, Holdings, RequestFact } from "@/lib/engine/sod/conflicts";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/engine/time";
import { ada, directoryOf, idOf, payments, policyIds } from "./cast";

/** The instant at which most stories begin. */
export const start = new Date("2025-03-01T10:00:00Z");

/** An instant counted from `start`: `after(7, 23, 59)` is 7 days, 23 hours and 59 minutes later. */
export const after = (days: number, hours = 0, minutes = 0): Date =>
  addMs(start, days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS);

export const person = (who: Person): SubjectSet => ({ kind: "singleUser", userId: who.id });
export const manager = (managerLevel: 1 | 2 = 1): SubjectSet => ({ kind: "requestorManager", managerLevel });
export const sponsors: SubjectSet = { kind: "targetUserSponsors" };

/** A stage of 14 days without alternates that wants no reason; `primaryApprovers` is usually given. */
export const stage = (parts: Partial<ApprovalStage> = {}): ApprovalStage => ({
  durationDays: 14,
  isApproverJustificationRequired: false,
  primaryApprovers: [],
  fallbackPrimaryApprovers: [],
  isEscalationEnabled: false,
  escalationAfterDays: null,
  escalationApprovers: [],
  fallbackEscalationApprovers: [],
  ...parts,
});

/** A policy for all members: no question, no end, no reason wanted; approval as soon as there is a stage. */
export function policy(
  parts: Partial<Omit<AssignmentPolicy, "requestorSettings" | "requestApprovalSettings">> & {
    readonly stages?: readonly ApprovalStage[];
    readonly requestorSettings?: Partial<AssignmentPolicy["requestorSettings"]>;
    readonly isRequestorJustificationRequired?: boolean;
  } = {},
): AssignmentPolicy {
  const { stages = [], requestorSettings = {}, isRequestorJustificationRequired = false, ...rest } = parts;
  return {
    policyId: policyIds[0],
    version: 1,
    displayName: "Employees",
    description: "",
    isEnabled: true,
    allowedTargetScope: "allMemberUsers",
    specificAllowedTargets: [],
    questions: [],
    attributes: [],
    expiration: { type: "noExpiration" },
    customExtensionStageSettings: [],
    notificationSettings: { isAssignmentNotificationDisabled: false },
    ...rest,
    requestorSettings: { ...requestorSettingsSchema.parse({}), ...requestorSettings },
    requestApprovalSettings: {
      ...requestApprovalSettingsSchema.parse({ isApprovalRequiredForAdd: stages.length > 0, stages: [] }),
      isRequestorJustificationRequired,
      stages: [...stages],
    },
  };
}

export const accessPackage = (parts: Partial<PackageFacts> = {}): PackageFacts => ({
  id: payments,
  displayName: "Payments",
  isHidden: false,
  catalog: { isPublished: true, isExternallyVisible: true },
  policies: [policy()],
  incompatible: { packages: [], groups: [] },
  ...parts,
});

export const holdings = (parts: Partial<Holdings> = {}): Holdings => ({
  assignments: [],
  requests: [],
  groupIds: new Set(),
  ...parts,
});

export const heldAssignment = (parts: Partial<AssignmentFact> = {}): AssignmentFact => ({
  id: idOf<AssignmentId>(1),
  packageId: payments,
  state: "delivered",
  endAt: null,
  isDeprovisioned: false,
  ...parts,
});

export const otherRequest = (parts: Partial<RequestFact> = {}): RequestFact => ({
  id: idOf<RequestId>(2),
  type: "userAdd",
  packageId: payments,
  state: "pendingApproval",
  ...parts,
});

/** Ada asks for the Payments package for herself. */
export const submission = (parts: Partial<SubmissionFacts> = {}): SubmissionFacts => ({
  requestor: ada,
  requestorGroupIds: new Set(),
  hasHistory: false,
  direct: null,
  target: ada,
  profile: {},
  package: accessPackage(),
  holdings: holdings(),
  earlier: null,
  settings: defaultSettings,
  directory: directoryOf(),
  ...parts,
});

export const form = (parts: Partial<SubmitCommand> = {}): SubmitCommand => ({
  policyId: null,
  answers: [],
  justification: "",
  schedule: { startAt: null, endAt: null },
  language: "en",
  bypassReason: null,
  resubmissionOf: null,
  ...parts,
});

export const newIds = { requestId: idOf<RequestId>(100), assignmentId: idOf<AssignmentId>(100) };

export const textQuestion = (parts: Partial<Extract<Question, { kind: "text" }>> = {}): Question => ({
  kind: "text",
  id: "why",
  sequence: 0,
  text: "Why do you need it?",
  localizations: [],
  isRequired: false,
  isAnswerEditable: false,
  isSingleLineQuestion: true,
  regexPattern: null,
  ...parts,
});

export const choiceQuestion = (parts: Partial<Extract<Question, { kind: "multipleChoice" }>> = {}): Question => ({
  kind: "multipleChoice",
  id: "site",
  sequence: 1,
  text: "Which site?",
  localizations: [],
  isRequired: false,
  isAnswerEditable: false,
  choices: [
    { actualValue: "ber", text: "Berlin", localizations: [{ languageCode: "fr", text: "Berlin (Allemagne)" }] },
    { actualValue: "lis", text: "Lisbon", localizations: [{ languageCode: "fr", text: "Lisbonne" }] },
  ],
  isMultipleSelectionAllowed: false,
  ...parts,
});

/** What Ada's request for Payments under a policy says from its first moment on. */
export const requestBody = (terms: AssignmentPolicy = policy(), parts: Partial<RequestBody> = {}): RequestBody => ({
  id: newIds.requestId,
  type: "userAdd",
  packageId: payments,
  targetId: ada.id,
  requestorId: ada.id,
  assignmentId: newIds.assignmentId,
  resubmissionOf: null,
  snapshot: snapshotOf(terms),
  schedule: { startAt: null, endAt: null },
  justification: null,
  answers: [],
  createdAt: start,
  ...parts,
});

/** What the way on from a request of Ada's depends on: nobody is missing and nothing is in the way. */
export const advanceFacts = (parts: Partial<AdvanceFacts> = {}): AdvanceFacts => ({
  directory: directoryOf(),
  settings: defaultSettings,
  holdings: holdings(),
  incompatible: { packages: [], groups: [] },
  assignment: null,
  ...parts,
});

/** That request just stored, before anything else happened to it. */
export const submitted = (terms: AssignmentPolicy = policy(), parts: Partial<RequestBody> = {}): AssignmentRequest =>
  evolve(null, { kind: "requestSubmitted", at: start, body: requestBody(terms, parts) });

/** The request after more has happened to it. */
export const afterEvents = (request: AssignmentRequest, events: readonly RequestEvent[]): AssignmentRequest =>
  events.reduce<AssignmentRequest>(evolve, request);

/** A delivered assignment of Ada's. */
export const assignment = (parts: Partial<AssignmentFacts> = {}): AssignmentFacts => ({
  id: idOf<AssignmentId>(1),
  packageId: payments,
  targetId: ada.id,
  state: "delivered",
  startAt: start,
  endAt: null,
  snapshot: snapshotOf(policy()),
  ...parts,
});

/** What an extension of access depends on: the policy is as it was when the access was granted, nothing is in the way. */
export const extensionFacts = (held: AssignmentFacts, parts: Partial<UpdateFacts> = {}): UpdateFacts => ({
  ...advanceFacts(),
  assignment: held,
  requestor: ada,
  target: ada,
  policy: policy(held.snapshot),
  openRequestId: null,
  ...parts,
});

/** The code of a refusal; null where the command was accepted. */
export const refusalOf = (result: Result<unknown, { readonly code: string }>): string | null =>
  result.ok ? null : result.error.code;

/** What an accepted command gave; fails the test where it was refused. */
export function accepted<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
}

/** The people an approver list names, in order; groups by their id. */
export const namesOf = (approvers: readonly ApproverEntry[]): string[] =>
  approvers.map((each) => ("personId" in each ? each.personId : each.groupId));
