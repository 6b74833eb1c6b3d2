import type { AssignmentState, EndReason } from "@/lib/engine/assignment/assignment";
import type { AllowedTargetScope, Expiration } from "@/lib/engine/policy/policy";
import type { RoleGrantView } from "./access";
import type { PersonView } from "./people";
import type { RequestRow, RequestView } from "./requests";
import type { OriginSystem } from "./resources";

type Named = { readonly id: string; readonly displayName: string };

/** A package named by another one; it has a page for this viewer only where they hold a role in its catalog. */
export type PackageMention = Named & { readonly canOpen: boolean };

/** What waits and what went wrong, in the catalogs the viewer sees. */
export type AdminDashboard = {
  readonly catalogs: number;
  readonly packages: number;
  readonly activeAssignments: number;
  readonly pendingRequests: number;
  /** APP-32: of those, the ones nobody could decide as things are. */
  readonly stuckRequests: number;
  readonly failedDeliveries: number;
  readonly recent: readonly AdminRequestRow[];
};

/** POR-60. */
export type AdminRequestRow = RequestRow & {
  readonly requestor: Named;
  readonly targetEmail: string;
  readonly catalog: Named;
  readonly policyName: string;
  /** APP-32: it waits and nobody could decide it as things are. */
  readonly isStuck: boolean;
};

/** POR-60: one request as those who look after its catalog see it. */
export type AdminRequestView = RequestView & {
  /** APP-96 */
  readonly mayAddApprover: boolean;
  /** REQ-68: whether the reader may cancel it, have it delivered again and delete its record. */
  readonly mayManage: boolean;
  /** POR-64: what is in the way of each, whoever asks; null where nothing is. */
  readonly inTheWayOf: Readonly<Record<"cancel" | "deliverAgain" | "remove", string | null>>;
};

export type CatalogRow = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly isPublished: boolean;
  readonly isExternallyVisible: boolean;
  /** CAT-6: the one that is always there. */
  readonly isGeneral: boolean;
  /** ERR-50: what a save has to name. */
  readonly version: number;
  readonly packageCount: number;
  readonly resourceCount: number;
  readonly owners: readonly string[];
};

export type CatalogDetail = CatalogRow & {
  readonly resources: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly description: string;
    readonly originSystem: OriginSystem;
    readonly groupId: string | null;
    readonly roles: readonly string[];
    /** CAT-46: what of a profile it needs, by the names of the attributes. */
    readonly attributes: readonly string[];
  }[];
};

export type AdminPackageRow = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly catalog: Named;
  readonly isHidden: boolean;
  readonly policyCount: number;
  readonly holderCount: number;
  readonly pendingCount: number;
};

/** Somebody or some people a policy names. */
export type SubjectView =
  | (Named & { readonly kind: "person"; readonly isEnabled: boolean })
  | (Named & { readonly kind: "group" })
  | { readonly kind: "manager" | "secondLevelManager" | "sponsors" | "unknown" };

export type AdminStageView = {
  readonly durationDays: number;
  readonly approvers: readonly SubjectView[];
  readonly fallbacks: readonly SubjectView[];
  readonly forwardAfterDays: number | null;
  readonly alternates: readonly SubjectView[];
  readonly alternateFallbacks: readonly SubjectView[];
  readonly isReasonRequired: boolean;
};

export type AdminQuestionView = {
  readonly id: string;
  readonly text: string;
  readonly format: "shortText" | "longText" | "oneChoice" | "manyChoices";
  readonly choices: readonly string[];
  readonly hasPattern: boolean;
  readonly isRequired: boolean;
  /** Codes such as "de", beside the default text. */
  readonly languages: readonly string[];
};

export type AdminPolicyView = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly version: number;
  readonly scope: AllowedTargetScope;
  readonly targets: readonly SubjectView[];
  readonly allowsSelfAdd: boolean;
  readonly allowsSelfRemove: boolean;
  readonly allowsCustomSchedule: boolean;
  readonly isApprovalRequired: boolean;
  readonly isJustificationRequired: boolean;
  readonly stages: readonly AdminStageView[];
  readonly questions: readonly AdminQuestionView[];
  readonly expiration: Expiration;
};

/** A policy as it is told, stored or not. */
export type PolicyInWords = Omit<AdminPolicyView, "id" | "version">;

export type AdminPackageDetail = AdminPackageRow & {
  /** ERR-50: what a save has to name. */
  readonly version: number;
  readonly resourceRoles: readonly {
    readonly id: string;
    readonly resourceName: string;
    readonly resourceDescription: string;
    readonly roleName: string;
    readonly originSystem: OriginSystem;
    readonly groupId: string | null;
  }[];
  readonly policies: readonly AdminPolicyView[];
};

export type AdminAssignmentRow = {
  readonly id: string;
  readonly package: Named;
  readonly catalog: Named;
  readonly target: PersonView;
  /** The name the person signs in by. */
  readonly principalName: string;
  readonly policyName: string;
  readonly state: AssignmentState;
  readonly startAt: Date;
  readonly endAt: Date | null;
  readonly expiredAt: Date | null;
  readonly endReason: EndReason | null;
  readonly roles: readonly RoleGrantView[];
};

export type AdminPersonRow = PersonView & {
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly isGuest: boolean;
  readonly isEnabled: boolean;
  readonly manager: Named | null;
};

/** DEL-1, DEL-2 in words. */
export const administrativeRoleLabel = {
  governanceAdministrator: "Governance administrator",
  catalogCreator: "Catalog creator",
  catalogOwner: "Catalog owner",
  catalogReader: "Catalog reader",
  accessPackageManager: "Package manager",
  accessPackageAssignmentManager: "Assignment manager",
  auditor: "Auditor",
} as const;

export type AdministrativeRole = keyof typeof administrativeRoleLabel;

/** A group somebody is in. */
export type MembershipView = Named & {
  readonly role: "member" | "owner";
  readonly since: Date;
  /** The packages through which it is held; empty where it came about otherwise. */
  readonly through: readonly string[];
};

export type AdminPersonDetail = AdminPersonRow & {
  readonly userPrincipalName: string;
  /** A code such as "de"; null where the directory says none. */
  readonly preferredLanguage: string | null;
  readonly sponsors: readonly Named[];
  readonly reports: readonly Named[];
  readonly groups: readonly MembershipView[];
  /** Groups that contain one of those. */
  readonly outerGroups: readonly (Named & { readonly through: readonly string[] })[];
  readonly roles: readonly {
    readonly role: AdministrativeRole;
    /** Null where it holds everywhere. */
    readonly catalog: Named | null;
    /** The group that gives it; null where it is the person's own. */
    readonly group: Named | null;
  }[];
};

export type GroupRow = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  /** ERR-50: what a save has to name. */
  readonly version: number;
  readonly memberCount: number;
  /** Groups directly inside. */
  readonly nestedCount: number;
};

export type GroupDetail = GroupRow & {
  readonly owners: readonly GroupMemberView[];
  readonly nested: readonly (Named & { readonly memberCount: number })[];
  /** The groups it is directly inside. */
  readonly parents: readonly Named[];
};

export type GroupMemberView = PersonView & {
  readonly since: Date;
  /** The packages through which the membership is held; empty where it came about otherwise. */
  readonly through: readonly string[];
};
