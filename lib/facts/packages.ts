import { and, eq, inArray, isNull } from "drizzle-orm";
import {
  accessPackages,
  assignmentPolicies,
  catalogs,
  groups,
  incompatibleGroups,
  incompatiblePackages,
  policyTargets,
} from "@/db/schema";
import type { AccessPackageId } from "@/lib/engine/ids";
import { type AssignmentPolicy, policySnapshotSchema, type SpecificTarget } from "@/lib/engine/policy/policy";
import type { PackageFacts } from "@/lib/engine/request/submission";
import type { Incompatibilities } from "@/lib/engine/sod/conflicts";
import { loadAttributes } from "./attributes";
import type { Reader } from "./reader";

/** SOD-1: the lists of some packages, by name. */
export async function loadIncompatibilities(
  reader: Reader,
  packageIds: readonly AccessPackageId[],
): Promise<Map<AccessPackageId, Incompatibilities>> {
  if (packageIds.length === 0) return new Map();
  const packagesListed = await reader
    .select({
      packageId: incompatiblePackages.packageId,
      id: accessPackages.id,
      displayName: accessPackages.displayName,
    })
    .from(incompatiblePackages)
    .innerJoin(accessPackages, eq(accessPackages.id, incompatiblePackages.incompatiblePackageId))
    .where(inArray(incompatiblePackages.packageId, [...packageIds]))
    .orderBy(accessPackages.displayName);
  const groupsListed = await reader
    .select({ packageId: incompatibleGroups.packageId, id: groups.id, displayName: groups.displayName })
    .from(incompatibleGroups)
    .innerJoin(groups, eq(groups.id, incompatibleGroups.groupId))
    .where(inArray(incompatibleGroups.packageId, [...packageIds]))
    .orderBy(groups.displayName);
  const named = <Of>({ id, displayName }: { id: Of; displayName: string }) => ({ id, displayName });
  return new Map(
    packageIds.map((packageId) => [
      packageId,
      {
        packages: packagesListed.filter((each) => each.packageId === packageId).map(named),
        groups: groupsListed.filter((each) => each.packageId === packageId).map(named),
      },
    ]),
  );
}

/** The lists of a package that has none. */
export const noIncompatibilities: Incompatibilities = { packages: [], groups: [] };

/** The policies of some packages as the engine judges them, in order of their names. */
export async function loadPolicies(
  reader: Reader,
  packageIds: readonly AccessPackageId[],
): Promise<Map<AccessPackageId, AssignmentPolicy[]>> {
  const found = new Map<AccessPackageId, AssignmentPolicy[]>();
  if (packageIds.length === 0) return found;
  const rows = await reader
    .select()
    .from(assignmentPolicies)
    .where(and(inArray(assignmentPolicies.packageId, [...packageIds]), isNull(assignmentPolicies.deletedAt)))
    .orderBy(assignmentPolicies.displayName);
  const targets =
    rows.length === 0
      ? []
      : await reader
          .select()
          .from(policyTargets)
          .where(
            inArray(
              policyTargets.policyId,
              rows.map((row) => row.id),
            ),
          );
  const attributes = await loadAttributes(reader, packageIds);
  for (const row of rows) {
    const policy: AssignmentPolicy = {
      ...policySnapshotSchema.parse({ ...row, policyId: row.id }),
      attributes: attributes.get(row.packageId) ?? [],
      description: row.description,
      isEnabled: row.isEnabled,
      allowedTargetScope: row.allowedTargetScope,
      specificAllowedTargets: targets
        .filter((target) => target.policyId === row.id)
        .flatMap((target): SpecificTarget[] => {
          if (target.personId) return [{ kind: "singleUser", userId: target.personId }];
          return target.groupId ? [{ kind: "groupMembers", groupId: target.groupId }] : [];
        }),
    };
    found.set(row.packageId, [...(found.get(row.packageId) ?? []), policy]);
  }
  return found;
}

/** Everything a submission looks at in the package; null where there is none, or none any more. */
export async function loadPackage(reader: Reader, packageId: AccessPackageId): Promise<PackageFacts | null> {
  const [row] = await reader
    .select({
      id: accessPackages.id,
      displayName: accessPackages.displayName,
      isHidden: accessPackages.isHidden,
      catalogState: catalogs.state,
      isExternallyVisible: catalogs.isExternallyVisible,
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt)));
  if (!row) return null;
  const policies = await loadPolicies(reader, [packageId]);
  return {
    id: row.id,
    displayName: row.displayName,
    isHidden: row.isHidden,
    catalog: { isPublished: row.catalogState === "published", isExternallyVisible: row.isExternallyVisible },
    policies: policies.get(packageId) ?? [],
    incompatible: (await loadIncompatibilities(reader, [packageId])).get(packageId) ?? noIncompatibilities,
  };
}
