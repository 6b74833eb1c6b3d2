import { z } from "zod";
import type { GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { attributeSchema } from "./attributes";
import { questionSchema } from "./questions";

/** WHO-11 to WHO-17, spelled as the Graph API spells them. */
export const allowedTargetScopes = [
  "notSpecified",
  "specificDirectoryUsers",
  "allMemberUsers",
  "allDirectoryUsers",
  "specificConnectedOrganizationUsers",
  "allConfiguredConnectedOrganizationUsers",
  "allExternalUsers",
] as const;
export type AllowedTargetScope = (typeof allowedTargetScopes)[number];

const personId = z.uuid().transform((id) => id as PersonId);
const groupId = z.uuid().transform((id) => id as GroupId);

export const singleUserSchema = z.object({ kind: z.literal("singleUser"), userId: personId });
export const groupMembersSchema = z.object({ kind: z.literal("groupMembers"), groupId });

/** Who is in scope of a policy with scope `specificDirectoryUsers` (WHO-12). */
export const specificTargetSchema = z.discriminatedUnion("kind", [singleUserSchema, groupMembersSchema]);
export type SpecificTarget = z.infer<typeof specificTargetSchema>;

/** Whom a stage asks (APP-9 to APP-14); relationships are seen from the target (APP-17). */
export const subjectSetSchema = z.discriminatedUnion("kind", [
  singleUserSchema,
  groupMembersSchema,
  z.object({ kind: z.literal("requestorManager"), managerLevel: z.union([z.literal(1), z.literal(2)]) }),
  z.object({ kind: z.literal("targetUserSponsors") }),
]);
export type SubjectSet = z.infer<typeof subjectSetSchema>;

const approverSet = z.array(subjectSetSchema).max(limits.approversPerSetMax);

/** APP-4. Whether the numbers fit together is said by `stageProblems` (APP-54, APP-55). */
export const approvalStageSchema = z.object({
  durationDays: z.int().min(1).max(limits.stageDurationDaysMax),
  isApproverJustificationRequired: z.boolean(),
  primaryApprovers: approverSet.min(1),
  fallbackPrimaryApprovers: approverSet.default([]),
  isEscalationEnabled: z.boolean().default(false),
  escalationAfterDays: z.int().min(1).max(limits.stageDurationDaysMax).nullable().default(null),
  escalationApprovers: approverSet.default([]),
  fallbackEscalationApprovers: approverSet.default([]),
});
export type ApprovalStage = z.infer<typeof approvalStageSchema>;

/** ASN-5 to ASN-8. */
export const expirationSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("noExpiration") }),
  z.object({ type: z.literal("afterDateTime"), endDateTime: z.coerce.date() }),
  z.object({ type: z.literal("afterDays"), days: z.int().min(1).max(limits.assignmentDaysMax) }),
  z.object({ type: z.literal("afterHours"), hours: z.int().min(1).max(limits.assignmentHoursMax) }),
]);
export type Expiration = z.infer<typeof expirationSchema>;

/** WHO-37, WHO-38: who may ask for somebody else. A manager is the direct one, nobody above. */
export const onBehalfRequestorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("requestorManager") }),
  z.object({ kind: z.literal("anyDirectoryUser") }),
]);
export type OnBehalfRequestor = z.infer<typeof onBehalfRequestorSchema>;

/** WHO-34 and the flags of the Graph API's requestorSettings. */
export const requestorSettingsSchema = z.object({
  enableTargetsToSelfAddAccess: z.boolean().default(true),
  /** ASN-16, ASN-17: whether access may be extended. */ enableTargetsToSelfUpdateAccess: z.boolean().default(true),
  /** ASN-40 */ enableTargetsToSelfRemoveAccess: z.boolean().default(true),
  /** INF-23 */ allowCustomAssignmentSchedule: z.boolean().default(true),
  /** WHO-40 */ enableOnBehalfRequestorsToAddAccess: z.boolean().default(false),
  enableOnBehalfRequestorsToUpdateAccess: z.boolean().default(false),
  /** ASN-37 */ enableOnBehalfRequestorsToRemoveAccess: z.boolean().default(false),
  onBehalfRequestors: z.array(onBehalfRequestorSchema).default([]),
  /** WHO-35, WHO-36: the kind "admin". */ enableAdministratorsToAddAccess: z.boolean().default(true),
  /** APP-93 */ allowAdminBypass: z.boolean().default(false),
});

/** APP-73, spelled as the Graph API spells them. */
export const customExtensionStages = [
  "assignmentRequestCreated",
  "assignmentRequestApproved",
  "assignmentRequestGranted",
  "assignmentRequestRemoved",
  "assignmentFourteenDaysBeforeExpiration",
  "assignmentOneDayBeforeExpiration",
] as const;

/** APP-73 to APP-75: an extension called at a point; `waitMinutes` is null where the request goes on without it. */
export const customExtensionSchema = z
  .object({
    stage: z.enum(customExtensionStages),
    waitMinutes: z.int().min(1).max(limits.callbackWaitMinutesMax).nullable(),
  })
  .refine(({ stage, waitMinutes }) => waitMinutes === null || !stage.endsWith("BeforeExpiration"), {
    message: "nothing waits at the end of access",
  });

export const requestApprovalSettingsSchema = z.object({
  isApprovalRequiredForAdd: z.boolean(),
  isApprovalRequiredForUpdate: z.boolean().default(true),
  isRequestorJustificationRequired: z.boolean().default(false),
  stages: z.array(approvalStageSchema).max(limits.stagesMax),
});

/** NOT-37: switches off the messages about access itself (NOT-18 to NOT-20) and nothing else. */
export const notificationSettingsSchema = z.object({ isAssignmentNotificationDisabled: z.boolean().default(false) });

/**
 * The part of an assignment policy that a request copies at submission (WHO-54): later edits of the
 * policy never reach a request that is under way.
 */
export const policySnapshotSchema = z.object({
  policyId: z.uuid().transform((id) => id as PolicyId),
  version: z.int().min(1),
  displayName: z.string(),
  requestorSettings: requestorSettingsSchema,
  requestApprovalSettings: requestApprovalSettingsSchema,
  questions: z.array(questionSchema).max(limits.questionsMax),
  /** INF-14, CAT-57: what the resources of the package need; the same under all its policies. */
  attributes: z.array(attributeSchema).default([]),
  expiration: expirationSchema,
  customExtensionStageSettings: z.array(customExtensionSchema).default([]),
  notificationSettings: notificationSettingsSchema.prefault({}),
});
export type PolicySnapshot = z.infer<typeof policySnapshotSchema>;

/** An assignment policy as the engine judges it: the snapshot part and who it is for. */
export type AssignmentPolicy = PolicySnapshot & {
  readonly description: string;
  readonly isEnabled: boolean;
  readonly allowedTargetScope: AllowedTargetScope;
  readonly specificAllowedTargets: readonly SpecificTarget[];
};

/** The copy a request keeps (WHO-54). */
export function snapshotOf(policy: AssignmentPolicy): PolicySnapshot {
  const { policyId, version, displayName, requestorSettings, requestApprovalSettings } = policy;
  const { questions, attributes, expiration, customExtensionStageSettings, notificationSettings } = policy;
  return {
    policyId,
    version,
    displayName,
    requestorSettings,
    requestApprovalSettings,
    questions,
    attributes,
    expiration,
    customExtensionStageSettings,
    notificationSettings,
  };
}
