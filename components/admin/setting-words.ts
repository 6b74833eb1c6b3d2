import type { SettingName } from "@/lib/engine/settings";

/** What a setting is about, and what changing it does to what is there already. */
export const settingWords = {
  isLicenceValid: {
    about: "Whether anybody can ask for access or be given it.",
    effect:
      "While this is off, no request is accepted and no access is extended. Requests that wait are still decided, and access that is held goes on and ends when it was to end.",
  },
  requestRetentionDays: {
    about: "How long the record of a closed request is kept.",
    effect:
      "Older ones are erased every night, those of access that is still there excepted. A shorter time erases more in the coming night and cannot be taken back; the audit log stays.",
  },
  maxStageDurationDays: {
    about: "How many days a policy may give the approvers of one stage.",
    effect:
      "Policies with longer stages go on working and have to be shortened the next time they are saved. Stages that run keep their deadline.",
  },
  forwardingRule: {
    about: "When a policy may bring in the alternate approvers of a stage of four days or more.",
    effect: "Counts for policies that are saved from now on.",
  },
  allowSubmitterToApprove: {
    about: "Whether somebody who asked for access for a colleague may also approve it.",
    effect: "Counts at once, also for requests that wait. Nobody ever decides about their own access.",
  },
  informationAnswerDays: {
    about: "How long the requestor has to answer before the request is closed.",
    effect: "Counts for questions that are asked from now on.",
  },
  allowApproversToEditAnswers: {
    about: "Whether approvers may correct what the requestor answered, where the question permits it.",
    effect: "Counts at once. What was corrected before stays corrected, and everybody sees what it was.",
  },
  showApproversToRequestors: {
    about: "Whether members see the names of those who decide on their request.",
    effect: "Counts at once, also for requests of the past. A package can say otherwise for itself.",
  },
  allowApprovalDelegation: {
    about: "Whether an approver may let somebody decide in their place.",
    effect:
      "Switched off, nobody decides in anybody’s place from that moment; what was decided stays decided. Delegations are kept and work again once this is switched on.",
  },
  maxDelegationDays: {
    about: "How many days a delegation may last. With a limit, every delegation needs an end.",
    effect: "Counts for delegations that are set from now on. Empty means no limit.",
  },
  delegatesAreDirectManagers: {
    about: "Narrows the choice of a delegate to the approver’s own manager, and to the groups below.",
    effect: "Counts for delegations that are set from now on.",
  },
  delegateGroupIds: {
    about: "Narrows the choice of a delegate to members of these groups, and to the manager where that is on.",
    effect:
      "Counts for delegations that are set from now on. Without a group and with the manager off, anybody can be chosen.",
  },
  managersSeeReportAssignments: {
    about: "Whether managers see the access of their direct reports.",
    effect:
      "Switched off, managers neither see, extend nor end that access. They can still ask for a report where a policy lets them.",
  },
  sodOnExtension: {
    about:
      "What happens when somebody wants to keep access that must not be held together with other access of theirs.",
    effect: "Counts for requests from now on. New access that conflicts is always refused.",
  },
} as const satisfies Record<SettingName, { about: string; effect: string }>;

export type SettingGroup = { title: string; description: string; names: readonly SettingName[] };

/** The settings in the order and company in which they are shown. */
export const settingGroups: readonly SettingGroup[] = [
  {
    title: "Requests",
    description: "What is accepted and how long it is kept.",
    names: ["isLicenceValid", "requestRetentionDays"],
  },
  {
    title: "Approval",
    description: "What policies may say, and what approvers and requestors see and do.",
    names: [
      "maxStageDurationDays",
      "forwardingRule",
      "informationAnswerDays",
      "allowApproversToEditAnswers",
      "allowSubmitterToApprove",
      "showApproversToRequestors",
    ],
  },
  {
    title: "Delegation",
    description: "Whether somebody may decide in an approver’s place, and who.",
    names: ["allowApprovalDelegation", "maxDelegationDays", "delegatesAreDirectManagers", "delegateGroupIds"],
  },
  {
    title: "Managers and conflicts",
    description: "What managers see, and what happens when access conflicts.",
    names: ["managersSeeReportAssignments", "sodOnExtension"],
  },
];
