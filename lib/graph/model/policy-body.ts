import { z } from "zod";
import { allowedTargetScopes } from "@/lib/engine/policy/policy";
import { anyCase, referenceSchema } from "@/lib/graph/http/body";
import { duration, flag, instant, object, wholeDays } from "./input";
import { questionSchema } from "./question-input";
import { subjectSetSchema } from "./subject-input";

const subjects = z.array(subjectSetSchema).nullish();

/** Scopes of Graph that hold no people; they are refused by their names. */
export const otherScopes = [
  "specificDirectoryServicePrincipals",
  "allDirectoryServicePrincipals",
  "allDirectoryAgentIdentities",
] as const;

/** An accessPackageApprovalStage as it is sent. */
export const stageSchema = object({
  durationBeforeAutomaticDenial: wholeDays.nullish(),
  isApproverJustificationRequired: flag.nullish(),
  isEscalationEnabled: flag.nullish(),
  durationBeforeEscalation: wholeDays.nullish(),
  primaryApprovers: subjects,
  fallbackPrimaryApprovers: subjects,
  escalationApprovers: subjects,
  fallbackEscalationApprovers: subjects,
  approverInformationVisibility: anyCase(["default", "notVisible", "visible", "unknownFutureValue"]).nullish(),
});
export type StageInput = z.infer<typeof stageSchema>;

const expirationSchema = object({
  type: anyCase(["notSpecified", "noExpiration", "afterDateTime", "afterDuration"]).nullish(),
  endDateTime: instant.nullish(),
  duration: duration.nullish(),
});
export type ExpirationInput = z.infer<typeof expirationSchema>;

const requestorSettingsSchema = object({
  enableTargetsToSelfAddAccess: flag.nullish(),
  enableTargetsToSelfUpdateAccess: flag.nullish(),
  enableTargetsToSelfRemoveAccess: flag.nullish(),
  allowCustomAssignmentSchedule: flag.nullish(),
  enableOnBehalfRequestorsToAddAccess: flag.nullish(),
  enableOnBehalfRequestorsToUpdateAccess: flag.nullish(),
  enableOnBehalfRequestorsToRemoveAccess: flag.nullish(),
  onBehalfRequestors: subjects,
});

const requestApprovalSettingsSchema = object({
  isApprovalRequiredForAdd: flag.nullish(),
  isApprovalRequiredForUpdate: flag.nullish(),
  isRequestorJustificationRequired: flag.nullish(),
  stages: z.array(stageSchema).nullish(),
});

/** What comes with later releases: accepted where it asks for nothing. */
const automaticRequestSettingsSchema = object({
  requestAccessForAllowedTargets: flag.nullish(),
  removeAccessWhenTargetLeavesAllowedTargets: flag.nullish(),
  gracePeriodBeforeAccessRemoval: duration.nullish(),
});
const reviewSettingsSchema = object({
  isEnabled: flag.nullish(),
  expirationBehavior: z.unknown().optional(),
  fallbackReviewers: z.unknown().optional(),
  isRecommendationEnabled: z.unknown().optional(),
  isReviewerJustificationRequired: z.unknown().optional(),
  isSelfReview: z.unknown().optional(),
  primaryReviewers: z.unknown().optional(),
  schedule: z.unknown().optional(),
});

/** Of the older generation, and of products the portal does not know: accepted where they ask for nothing, too. */
const olderReviewSettingsSchema = z.looseObject({ isEnabled: flag.nullish() });
const verifiableCredentialSettingsSchema = z.looseObject({ credentialTypes: z.array(z.unknown()).nullish() });

/** An accessPackageAssignmentPolicy as clients send it, in whole or in part; null puts a property back. */
export const policyBodySchema = object({
  id: z.string().optional(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  allowedTargetScope: anyCase([...allowedTargetScopes, ...otherScopes]).nullish(),
  specificAllowedTargets: subjects,
  expiration: expirationSchema.nullish(),
  requestorSettings: requestorSettingsSchema.nullish(),
  requestApprovalSettings: requestApprovalSettingsSchema.nullish(),
  notificationSettings: object({ isAssignmentNotificationDisabled: flag.nullish() }).nullish(),
  questions: z.array(questionSchema).nullish(),
  automaticRequestSettings: automaticRequestSettingsSchema.nullish(),
  reviewSettings: reviewSettingsSchema.nullish(),
  accessReviewSettings: olderReviewSettingsSchema.nullish(),
  customExtensionStageSettings: z.array(z.unknown()).nullish(),
  customExtensionHandlers: z.array(z.unknown()).nullish(),
  verifiableCredentialSettings: verifiableCredentialSettingsSchema.nullish(),
  accessPackage: referenceSchema.optional(),
  // What the portal decides by itself may be sent and says nothing, so that an entity that was read can be sent back.
  catalog: z.unknown().optional(),
  createdDateTime: z.unknown().optional(),
  createdBy: z.unknown().optional(),
  modifiedDateTime: z.unknown().optional(),
  modifiedBy: z.unknown().optional(),
});
export type PolicyBody = z.infer<typeof policyBodySchema>;
