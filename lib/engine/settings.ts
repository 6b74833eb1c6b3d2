import { z } from "zod";
import { forwardingRules } from "./approval/stage-rules";
import type { GroupId } from "./ids";
import { limits } from "./limits";

const groupId = z.uuid().transform((id) => id as GroupId);

/**
 * What an administrator sets for the whole organization, each with the value it has until somebody does. Durations are
 * whole days.
 */
export const tenantSettingsSchema = z.object({
  /** ERR-41, REQ-72: without it nothing new is processed; access that exists goes on. */
  isLicenceValid: z.boolean().default(true),
  /** APP-49: the longest a stage may last. */
  maxStageDurationDays: z.int().min(1).max(limits.stageDurationDaysMax).default(limits.stageDurationDaysMax),
  /** APP-63 */
  forwardingRule: z.enum(forwardingRules).default("halfLife"),
  /** APP-67: whoever asks for somebody else may decide on it. */
  allowSubmitterToApprove: z.boolean().default(false),
  /** APP-80 */
  allowApprovalDelegation: z.boolean().default(false),
  /** APP-85: with it every delegation needs an end. */
  maxDelegationDays: z.int().min(1).max(3_660).nullable().default(null),
  /** APP-86: several restrictions are alternatives; none leaves the choice free. */
  delegatesAreDirectManagers: z.boolean().default(false),
  delegateGroupIds: z.array(groupId).default([]),
  /** SOD-24 */
  sodOnExtension: z.enum(["block", "warn"]).default("block"),
  /** POR-57, ASN-37 */
  managersSeeReportAssignments: z.boolean().default(true),
  /** INF-13 */
  allowApproversToEditAnswers: z.boolean().default(false),
  /** APP-70 */
  showApproversToRequestors: z.boolean().default(true),
  /** ASK-3: how long a question of an approver may wait for its answer. */
  informationAnswerDays: z.int().min(1).max(limits.informationAnswerDaysMax).default(7),
  /** REQ-70 */
  requestRetentionDays: z.int().min(90).default(365),
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;
export type SettingName = keyof TenantSettings;

/** Every setting as it is before anybody changes one. */
export const defaultSettings: TenantSettings = tenantSettingsSchema.parse({});
