import type { Transaction } from "@/db/client";
import {
  accessPackages,
  assignmentPolicies,
  incompatibleGroups,
  incompatiblePackages,
  overridePackages,
  packageResourceRoles,
  policyTargets,
} from "@/db/schema";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import { addDays } from "@/lib/engine/time";
import { catalogId, roleId } from "../catalogs";
import { type GroupKey, groupId } from "../groups";
import { personId } from "../people";
import { seedId } from "../seed-id";
import { engineeringPackages } from "./engineering";
import { financePackages } from "./finance";
import { generalPackages } from "./general";
import { marketPackages } from "./market";
import { type PackageSeed, type PolicySeed, packageIdOf, policyIdOf } from "./package-seed";

const packages = { ...financePackages, ...engineeringPackages, ...marketPackages, ...generalPackages };

export type PackageKey = keyof typeof packages;
/** The keys of the policies of any package. */
export type PolicyKey = { [K in PackageKey]: keyof (typeof packages)[K]["policies"] & string }[PackageKey];

export const packageKeys = Object.keys(packages) as PackageKey[];
export const packageId = (key: PackageKey): AccessPackageId => packageIdOf(key);
export const policyId = (key: PackageKey, policy: PolicyKey): PolicyId => policyIdOf(key, policy);
export const packageName = (key: PackageKey): string => packages[key].name;

/** SOD-2: who holds the second cannot get the first. */
const incompatible: readonly (readonly [PackageKey, PackageKey])[] = [
  ["western", "eastern"],
  ["eastern", "western"],
  ["vendorInitiator", "vendorApprover"],
  ["vendorApprover", "vendorInitiator"],
  ["production", "development"],
  ["development", "production"],
];

/** SOD-8: who is in the group cannot get the package. */
const incompatibleWithGroup: readonly (readonly [PackageKey, GroupKey])[] = [["campaign", "marketing"]];

/** SOD-34: the first bundles rights of the second on purpose. */
const overriding: readonly (readonly [PackageKey, PackageKey])[] = [
  ["bothEnvironments", "production"],
  ["bothEnvironments", "development"],
];

function endOfDay(at: Date): Date {
  const end = new Date(at);
  end.setUTCHours(22, 0, 0, 0);
  return end;
}

function expirationOf({ expiration }: PolicySeed, now: Date) {
  if (expiration.type !== "afterDateTime") return expiration;
  return { type: expiration.type, endDateTime: endOfDay(addDays(now, expiration.endsInDays)).toISOString() };
}

function policyRow(key: PackageKey, policyKey: string, policy: PolicySeed, at: Date, now: Date) {
  const { settings = { enableTargetsToSelfAddAccess: policy.scope !== "notSpecified" } } = policy;
  return {
    id: policyIdOf(key, policyKey),
    packageId: packageId(key),
    displayName: policy.name,
    description: policy.about,
    isEnabled: policy.isEnabled ?? true,
    version: 1,
    allowedTargetScope: policy.scope,
    enableTargetsToSelfAddAccess: settings.enableTargetsToSelfAddAccess ?? true,
    requestorSettings: { ...settings, onBehalfRequestors: [...(settings.onBehalfRequestors ?? [])] },
    requestApprovalSettings: {
      isApprovalRequiredForAdd: policy.stages.length > 0,
      isApprovalRequiredForUpdate: policy.stages.length > 0,
      isRequestorJustificationRequired: policy.isJustificationRequired ?? false,
      stages: [...policy.stages],
    },
    questions: [...(policy.questions ?? [])],
    expiration: expirationOf(policy, now),
    customExtensionStageSettings: [],
    notificationSettings: {},
    createdAt: at,
    modifiedAt: at,
  };
}

function targetRows(key: PackageKey, policyKey: string, policy: PolicySeed) {
  const of = { policyId: policyIdOf(key, policyKey) };
  const idOf = (subject: string) => seedId("policyTarget", `${key}/${policyKey}/${subject}`);
  return [
    ...(policy.for?.people ?? []).map((each) => ({ id: idOf(each), ...of, personId: personId(each) })),
    ...(policy.for?.groups ?? []).map((each) => ({ id: idOf(`group:${each}`), ...of, groupId: groupId(each) })),
  ];
}

/**
 * @param at when they were made, before the first request
 * @param now what fixed end dates are counted from
 */
export async function seedPackages(tx: Transaction, at: Date, now: Date): Promise<void> {
  const all = Object.entries(packages) as [PackageKey, PackageSeed][];
  await tx.insert(accessPackages).values(
    all.map(([key, row]) => ({
      id: packageId(key),
      catalogId: catalogId(row.catalog),
      displayName: row.name,
      description: row.about,
      isHidden: row.isHidden ?? false,
      createdAt: at,
      modifiedAt: at,
    })),
  );
  await tx
    .insert(packageResourceRoles)
    .values(
      all.flatMap(([key, row]) =>
        row.grants.map((role) => ({ packageId: packageId(key), resourceRoleId: roleId(role) })),
      ),
    );
  const policies = all.flatMap(([key, row]) =>
    Object.entries(row.policies).map(([policyKey, policy]) => ({ key, policyKey, policy })),
  );
  await tx
    .insert(assignmentPolicies)
    .values(policies.map(({ key, policyKey, policy }) => policyRow(key, policyKey, policy, at, now)));
  await tx
    .insert(policyTargets)
    .values(policies.flatMap(({ key, policyKey, policy }) => targetRows(key, policyKey, policy)));
  await tx
    .insert(incompatiblePackages)
    .values(
      incompatible.map(([key, other]) => ({ packageId: packageId(key), incompatiblePackageId: packageId(other) })),
    );
  await tx
    .insert(incompatibleGroups)
    .values(incompatibleWithGroup.map(([key, other]) => ({ packageId: packageId(key), groupId: groupId(other) })));
  await tx
    .insert(overridePackages)
    .values(overriding.map(([key, other]) => ({ packageId: packageId(key), overriddenPackageId: packageId(other) })));
}
