import type { ForwardingRule } from "@/lib/engine/approval/stage-rules";
import { type SettingName, settingDays, type TenantSettings } from "@/lib/engine/settings";

/** What each setting is called, on its page and in the audit log. */
export const settingTitle = {
  isLicenceValid: "Accept new requests",
  requestRetentionDays: "Keep closed requests for",
  maxStageDurationDays: "Longest approval stage",
  forwardingRule: "Earliest day a stage is forwarded to alternates",
  allowSubmitterToApprove: "Whoever asks for somebody else may decide",
  informationAnswerDays: "Time to answer an approver’s question",
  allowApproversToEditAnswers: "Approvers may correct answers",
  showApproversToRequestors: "Requestors see who decides",
  allowApprovalDelegation: "Approvers may name a delegate",
  maxDelegationDays: "Longest delegation",
  delegatesAreDirectManagers: "The approver’s own manager may be the delegate",
  delegateGroupIds: "Groups whose members may be delegates",
  managersSeeReportAssignments: "Managers see what their reports hold",
  sodOnExtension: "When access that conflicts is extended",
} as const satisfies Record<SettingName, string>;

export const forwardingRuleLabel = {
  halfLife: "The day after half of its days are over",
  anyDay: "Any day from the first",
} as const satisfies Record<ForwardingRule, string>;

export const sodOnExtensionLabel = {
  block: "Refuse it",
  warn: "Warn, and extend it",
} as const satisfies Record<TenantSettings["sodOnExtension"], string>;

const daysText = (value: number): string => (value === 1 ? "1 day" : `${value.toLocaleString("en")} days`);

/** How a value reads; `nameOf` knows the groups. */
export function settingValueText(name: SettingName, value: unknown, nameOf: (groupId: string) => string): string {
  if (typeof value === "boolean") return value ? "On" : "Off";
  if (typeof value === "number") return name in settingDays ? daysText(value) : String(value);
  if (Array.isArray(value)) return value.length === 0 ? "None" : value.map(nameOf).join(", ");
  if (value === null) return "No limit";
  const labels: Readonly<Record<string, string>> = { ...forwardingRuleLabel, ...sodOnExtensionLabel };
  return labels[String(value)] ?? String(value);
}
