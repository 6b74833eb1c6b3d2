import { z } from "zod";
import { limits } from "@/lib/engine/limits";
import {
  approvalStageSchema,
  expirationSchema,
  notificationSettingsSchema,
  requestApprovalSettingsSchema,
  requestorSettingsSchema,
  specificTargetSchema,
} from "./policy";
import { questionSchema } from "./questions";

/** The scopes an administrator can choose: those of connected organizations come with the organizations themselves. */
export const selectableScopes = [
  "specificDirectoryUsers",
  "allMemberUsers",
  "allDirectoryUsers",
  "notSpecified",
] as const;

/**
 * WHO-16, WHO-17: scopes of people outside, which scripts store. They hold nobody until organizations are connected; one
 * that names organizations has none to name yet (WHO-15).
 */
const outsideScopes = ["allConfiguredConnectedOrganizationUsers", "allExternalUsers"] as const;

/**
 * What an administrator says of a policy (POL-6, POL-18 to POL-55), as far as each part can be judged alone; whether the
 * parts fit together is said by `policyIssues`.
 */
export const policyFormSchema = z.object({
  displayName: z.string().trim().min(1, "Give it a name.").max(limits.nameChars, "This is too long."),
  description: z.string().trim().max(limits.descriptionChars, "This is too long."),
  isEnabled: z.boolean(),
  allowedTargetScope: z.enum([...selectableScopes, ...outsideScopes], "Choose who can ask."),
  specificAllowedTargets: z
    .array(specificTargetSchema)
    .max(limits.policyTargetsMax, `At most ${limits.policyTargetsMax} people and groups.`),
  requestorSettings: requestorSettingsSchema,
  requestApprovalSettings: requestApprovalSettingsSchema.extend({
    // What is missing in a stage is said beside what is wrong in another one.
    stages: z.array(
      approvalStageSchema.extend({ primaryApprovers: approvalStageSchema.shape.primaryApprovers.or(z.tuple([])) }),
    ),
  }),
  questions: z.array(questionSchema).max(limits.questionsMax, `At most ${limits.questionsMax} questions.`),
  expiration: expirationSchema,
  notificationSettings: notificationSettingsSchema,
});
export type PolicyForm = z.infer<typeof policyFormSchema>;
export type PolicyField = keyof PolicyForm;
export const policyFields = Object.keys(policyFormSchema.shape) as readonly PolicyField[];

/**
 * The form as it is stored: parts that mean nothing where another part rules them out are put back. A policy for direct
 * assignment is for administrators alone (POL-19, WHO-36), targets are for the scope that lists them, stages are for
 * policies that ask anybody.
 */
export function normalized(form: PolicyForm): PolicyForm {
  const { requestorSettings: settings, requestApprovalSettings: approval } = form;
  const isForNobody = form.allowedTargetScope === "notSpecified";
  const isOnBehalf = !isForNobody && settings.enableOnBehalfRequestorsToAddAccess;
  return {
    ...form,
    specificAllowedTargets: form.allowedTargetScope === "specificDirectoryUsers" ? form.specificAllowedTargets : [],
    requestorSettings: {
      ...settings,
      ...(isForNobody && { enableTargetsToSelfAddAccess: false, enableAdministratorsToAddAccess: true }),
      enableOnBehalfRequestorsToAddAccess: isOnBehalf,
      enableOnBehalfRequestorsToUpdateAccess: isOnBehalf && settings.enableOnBehalfRequestorsToUpdateAccess,
      enableOnBehalfRequestorsToRemoveAccess: isOnBehalf && settings.enableOnBehalfRequestorsToRemoveAccess,
      onBehalfRequestors: isOnBehalf ? settings.onBehalfRequestors : [],
    },
    requestApprovalSettings: {
      ...approval,
      stages: approval.isApprovalRequiredForAdd ? approval.stages.map(withoutUnused) : [],
    },
  };
}

type Stage = PolicyForm["requestApprovalSettings"]["stages"][number];

/** APP-54: alternates are there where forwarding is on. */
const withoutUnused = (stage: Stage): Stage =>
  stage.isEscalationEnabled
    ? stage
    : { ...stage, escalationAfterDays: null, escalationApprovers: [], fallbackEscalationApprovers: [] };
