import type { Database } from "@/db/client";
import {
  accessPackages,
  assignmentPolicies,
  incompatiblePackages,
  packageResourceRoles,
  policyTargets,
} from "@/db/schema";
import type { AccessPackageId, GroupId, PolicyId } from "@/lib/engine/ids";
import {
  type AllowedTargetScope,
  type ApprovalStage,
  type AssignmentPolicy,
  approvalStageSchema,
  expirationSchema,
  notificationSettingsSchema,
  requestApprovalSettingsSchema,
  requestorSettingsSchema,
} from "@/lib/engine/policy/policy";
import type { PackageFacts } from "@/lib/engine/request/submission";
import { seedId } from "../seed-id";
import { insertAll } from "./bulk";
import type { SeededCatalog, SeededRole } from "./catalogs";
import { departmentGroup } from "./groups";
import { type Below, skewed } from "./numbers";
import { departments } from "./people";

/** A package with the roles it gives, for whom it is, and where its second stage comes to. */
export type SeededPackage = {
  readonly facts: PackageFacts;
  readonly catalog: SeededCatalog;
  readonly roles: readonly SeededRole[];
  /** Null where it is for all members. */
  readonly department: number | null;
};

/** Of five packages two are for all members, and three for a department. */
const FAMILY = 5;
const OPEN = 2;

const departmentOf = (number: number): number | null =>
  number % FAMILY < OPEN ? null : Math.floor(number / FAMILY) % departments.length;

/** The number of a package that is for this department, the popular ones oftener. */
export function numberFor(below: Below, department: number | null, count: number): number {
  const families = Math.floor(count / FAMILY);
  if (department === null) return FAMILY * skewed(below, families, 3) + below(OPEN);
  const family = departments.length * skewed(below, Math.floor(families / departments.length), 3) + department;
  return FAMILY * family + OPEN + below(FAMILY - OPEN);
}

const manager = { kind: "requestorManager", managerLevel: 1 } as const;

function stagesOf(number: number, approvers: GroupId): ApprovalStage[] {
  const group = { kind: "groupMembers", groupId: approvers } as const;
  const byManager = { primaryApprovers: [manager], fallbackPrimaryApprovers: [group] };
  const byGroup = { primaryApprovers: [group] };
  const asked = [[], [], [], [], [byManager], [byManager], [byManager], [byManager, byGroup], [byGroup, byGroup]];
  return (asked[number % 9] ?? []).map((who) =>
    approvalStageSchema.parse({ durationDays: 14, isApproverJustificationRequired: false, ...who }),
  );
}

type Terms = { readonly scope: AllowedTargetScope; readonly groups: readonly GroupId[]; readonly isEnabled: boolean };

function policy(number: number, name: string, stages: readonly ApprovalStage[], terms: Terms): AssignmentPolicy {
  return {
    policyId: seedId<PolicyId>("policy", `scale ${number} ${name}`),
    version: 1,
    displayName: name,
    description: "",
    isEnabled: terms.isEnabled,
    allowedTargetScope: terms.scope,
    specificAllowedTargets: terms.groups.map((groupId) => ({ kind: "groupMembers", groupId })),
    requestorSettings: requestorSettingsSchema.parse({ allowAdminBypass: true }),
    requestApprovalSettings: requestApprovalSettingsSchema.parse({
      isApprovalRequiredForAdd: stages.length > 0,
      stages,
    }),
    questions: [],
    attributes: [],
    expiration: expirationSchema.parse(
      number % 11 === 0 ? { type: "noExpiration" } : { type: "afterDays", days: number % 3 === 0 ? 180 : 365 },
    ),
    customExtensionStageSettings: [],
    notificationSettings: notificationSettingsSchema.parse({}),
  };
}

/** Every fourth package has a second policy, for contractors of a department, that administrators have switched off. */
function policiesOf(number: number, { approvers }: SeededCatalog): AssignmentPolicy[] {
  const department = departmentOf(number);
  const terms: Terms =
    department === null
      ? { scope: "allMemberUsers", groups: [], isEnabled: true }
      : { scope: "specificDirectoryUsers", groups: [departmentGroup(department)], isEnabled: true };
  const first = policy(number, "Employees", stagesOf(number, approvers), terms);
  if (number % 4 > 0) return [first];
  const others: Terms = {
    scope: "specificDirectoryUsers",
    groups: [departmentGroup((number / 4) % departments.length)],
    isEnabled: false,
  };
  return [first, policy(number, "Contractors", stagesOf(number + 4, approvers), others)];
}

const idOf = (number: number) => seedId<AccessPackageId>("package", `scale ${number}`);
const isPaired = (number: number) => number % 20 < 2;
/** The other package of a forbidden pair. */
export const counterpartOf = (number: number): number | null =>
  isPaired(number) ? (number % 2 === 0 ? number + 1 : number - 1) : null;

function nameOf(number: number, [role]: readonly SeededRole[]): string {
  return `${role?.label ?? "Access"} (${String(number + 1).padStart(5, "0")})`;
}

function seededPackage(number: number, catalogs: readonly SeededCatalog[]): SeededPackage {
  const catalog = catalogs[Math.floor(catalogs.length * ((number * 0.618) % 1) ** 2)] ?? catalogs[0];
  if (!catalog) throw new Error("packages need a catalog");
  const offered = catalog.roles.length;
  // Every third gives a second role.
  const given = number % 3 === 0 ? [number, number * 7 + 5] : [number];
  const roles = catalog.roles.filter((_, index) => given.some((each) => each % offered === index));
  return {
    catalog,
    roles,
    department: departmentOf(number),
    facts: {
      id: idOf(number),
      displayName: nameOf(number, roles),
      isHidden: number % 50 === 49,
      catalog: { isPublished: true, isExternallyVisible: true },
      policies: policiesOf(number, catalog),
      incompatible: { packages: [], groups: [] },
    },
  };
}

async function insertPolicies(db: Database, all: readonly SeededPackage[], at: Date) {
  const policies = all.flatMap(({ facts }) => facts.policies.map((each) => ({ packageId: facts.id, policy: each })));
  await insertAll(
    db,
    assignmentPolicies,
    policies.map(
      ({ packageId, policy: { policyId, attributes: _attributes, specificAllowedTargets: _for, ...row } }) => ({
        id: policyId,
        packageId,
        ...row,
        enableTargetsToSelfAddAccess: row.requestorSettings.enableTargetsToSelfAddAccess,
        questions: [],
        createdAt: at,
        modifiedAt: at,
      }),
    ),
  );
  await insertAll(
    db,
    policyTargets,
    policies.flatMap(({ policy: { policyId, specificAllowedTargets } }) =>
      specificAllowedTargets.flatMap((target) =>
        target.kind === "groupMembers"
          ? [{ id: seedId<string>("policyTarget", `${policyId} ${target.groupId}`), policyId, groupId: target.groupId }]
          : [],
      ),
    ),
  );
}

/** Packages over all catalogs, a third of them in a tenth of the catalogs, with five policies for four packages. */
export async function seedManyPackages(
  db: Database,
  count: number,
  catalogs: readonly SeededCatalog[],
  at: Date,
): Promise<readonly SeededPackage[]> {
  const all = Array.from({ length: count }, (_, number) => seededPackage(number, catalogs));
  await insertAll(
    db,
    accessPackages,
    all.map(({ facts: { id, displayName, isHidden }, catalog }) => ({
      id,
      catalogId: catalog.id,
      displayName,
      description: `What ${catalog.name} gives its people for their daily work.`,
      isHidden,
      version: 1,
      createdAt: at,
      modifiedAt: at,
    })),
  );
  await insertAll(
    db,
    packageResourceRoles,
    all.flatMap(({ facts, roles }) => roles.map(({ id }) => ({ packageId: facts.id, resourceRoleId: id }))),
  );
  await insertPolicies(db, all, at);
  await insertAll(
    db,
    incompatiblePackages,
    all.flatMap(({ facts }, number) => {
      const other = counterpartOf(number);
      return other === null || other >= count ? [] : [{ packageId: facts.id, incompatiblePackageId: idOf(other) }];
    }),
  );
  return all;
}
