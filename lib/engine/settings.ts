import { z } from "zod";
import { forwardingRules } from "./approval/stage-rules";
import type { GroupId } from "./ids";
import { limits } from "./limits";

const groupId = z.uuid().transform((id) => id as GroupId);

/** The settings that are a number of whole days, with the fewest and the most. */
export const settingDays = {
  maxStageDurationDays: { min: 1, max: limits.stageDurationDaysMax },
  maxDelegationDays: { min: 1, max: 3_660 },
  informationAnswerDays: { min: 1, max: limits.informationAnswerDaysMax },
  requestRetentionDays: { min: 90, max: 3_660 },
} as const;

const days = ({ min, max }: { readonly min: number; readonly max: number }) => z.int().min(min).max(max);

/**
 * What an administrator sets for the whole organization, each with the value it has until somebody does. Durations are
 * whole days.
 */
export const tenantSettingsSchema = z.object({
  /** ERR-41, REQ-72: without it nothing new is processed; access that exists goes on. */
  isLicenceValid: z.boolean().default(true),
  /** APP-49: the longest a stage may last. */
  maxStageDurationDays: days(settingDays.maxStageDurationDays).default(limits.stageDurationDaysMax),
  /** APP-63 */
  forwardingRule: z.enum(forwardingRules).default("halfLife"),
  /** APP-67: whoever asks for somebody else may decide on it. */
  allowSubmitterToApprove: z.boolean().default(false),
  /** APP-80 */
  allowApprovalDelegation: z.boolean().default(false),
  /** APP-85: with it every delegation needs an end. */
  maxDelegationDays: days(settingDays.maxDelegationDays).nullable().default(null),
  /** APP-86: several restrictions are alternatives; none leaves the choice free. */
  delegatesAreDirectManagers: z.boolean().default(false),
  delegateGroupIds: z.array(groupId).max(limits.delegateGroupsMax).default([]),
  /** SOD-24 */
  sodOnExtension: z.enum(["block", "warn"]).default("block"),
  /** POR-57, ASN-37 */
  managersSeeReportAssignments: z.boolean().default(true),
  /** INF-13 */
  allowApproversToEditAnswers: z.boolean().default(false),
  /** APP-70 */
  showApproversToRequestors: z.boolean().default(true),
  /** ASK-3: how long a question of an approver may wait for its answer. */
  informationAnswerDays: days(settingDays.informationAnswerDays).default(7),
  /** REQ-70 */
  requestRetentionDays: days(settingDays.requestRetentionDays).default(365),
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;
export type SettingName = keyof TenantSettings;
export const settingNames = Object.keys(tenantSettingsSchema.shape) as readonly SettingName[];

/** Every setting as it is before anybody changes one. */
export const defaultSettings: TenantSettings = tenantSettingsSchema.parse({});
