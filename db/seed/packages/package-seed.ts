import type { z } from "zod";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type {
  AllowedTargetScope,
  approvalStageSchema,
  expirationSchema,
  OnBehalfRequestor,
  requestorSettingsSchema,
  SubjectSet,
} from "@/lib/engine/policy/policy";
import type { questionSchema } from "@/lib/engine/policy/questions";
import type { CatalogKey, RoleRef } from "../catalogs";
import { type GroupKey, groupId } from "../groups";
import { type PersonKey, personId } from "../people";
import { seedId } from "../seed-id";

export type StageSeed = z.input<typeof approvalStageSchema>;
export type QuestionSeed = z.input<typeof questionSchema>;

type PolicySettings = Omit<z.input<typeof requestorSettingsSchema>, "onBehalfRequestors"> & {
  readonly onBehalfRequestors?: readonly OnBehalfRequestor[];
};

/** Dates that hang on the day the demo is made are given as days from then. */
export type ExpirationSeed =
  | Exclude<z.input<typeof expirationSchema>, { type: "afterDateTime" }>
  | { readonly type: "afterDateTime"; readonly endsInDays: number };

export type PolicySeed = {
  readonly name: string;
  readonly about: string;
  readonly scope: AllowedTargetScope;
  /** For scope `specificDirectoryUsers`. */
  readonly for?: { readonly people?: readonly PersonKey[]; readonly groups?: readonly GroupKey[] };
  /** None: nobody is asked. */
  readonly stages: readonly StageSeed[];
  readonly expiration: ExpirationSeed;
  readonly questions?: readonly QuestionSeed[];
  readonly isJustificationRequired?: boolean;
  readonly isEnabled?: boolean;
  readonly settings?: PolicySettings;
};

export type PackageSeed = {
  readonly catalog: CatalogKey;
  readonly name: string;
  readonly about: string;
  readonly isHidden?: boolean;
  readonly grants: readonly RoleRef[];
  readonly policies: Readonly<Record<string, PolicySeed>>;
};

export const packageIdOf = (key: string): AccessPackageId => seedId<AccessPackageId>("accessPackage", key);
export const policyIdOf = (packageKey: string, policyKey: string): PolicyId =>
  seedId<PolicyId>("assignmentPolicy", `${packageKey}/${policyKey}`);

export const person = (key: PersonKey): SubjectSet => ({ kind: "singleUser", userId: personId(key) });
export const group = (key: GroupKey): SubjectSet => ({ kind: "groupMembers", groupId: groupId(key) });
export const manager: SubjectSet = { kind: "requestorManager", managerLevel: 1 };
export const managersManager: SubjectSet = { kind: "requestorManager", managerLevel: 2 };
export const sponsors: SubjectSet = { kind: "targetUserSponsors" };

type StageOptions = {
  readonly days?: number;
  /** Whom to ask where the relationship leads nowhere. */
  readonly fallback?: readonly SubjectSet[];
  readonly alternates?: {
    readonly onDay: number;
    readonly ask: readonly SubjectSet[];
    readonly fallback?: readonly SubjectSet[];
  };
  readonly isReasonRequired?: boolean;
};

/** A stage that asks these people, 14 days long and with a reason unless said otherwise. */
export function stage(ask: readonly SubjectSet[], options: StageOptions = {}): StageSeed {
  const { days = 14, fallback = [], alternates, isReasonRequired = true } = options;
  return {
    durationDays: days,
    isApproverJustificationRequired: isReasonRequired,
    primaryApprovers: [...ask],
    fallbackPrimaryApprovers: [...fallback],
    ...(alternates
      ? {
          isEscalationEnabled: true,
          escalationAfterDays: alternates.onDay,
          escalationApprovers: [...alternates.ask],
          fallbackEscalationApprovers: [...(alternates.fallback ?? [])],
        }
      : {}),
  };
}

export const days = (count: number): ExpirationSeed => ({ type: "afterDays", days: count });
export const hours = (count: number): ExpirationSeed => ({ type: "afterHours", hours: count });
export const never: ExpirationSeed = { type: "noExpiration" };

/** WHO-37, ASN-37: managers ask for their reports, extend what they have and take it back. */
export const managersToo = {
  enableTargetsToSelfAddAccess: true,
  enableOnBehalfRequestorsToAddAccess: true,
  enableOnBehalfRequestorsToUpdateAccess: true,
  enableOnBehalfRequestorsToRemoveAccess: true,
  onBehalfRequestors: [{ kind: "requestorManager" }],
} as const satisfies PolicySettings;

/** WHO-38: every employee asks for everybody the policy is for. */
export const colleaguesToo = {
  enableTargetsToSelfAddAccess: true,
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: [{ kind: "anyDirectoryUser" }],
} as const satisfies PolicySettings;
