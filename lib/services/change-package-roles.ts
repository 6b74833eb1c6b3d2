import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, packageResourceRoles } from "@/db/schema";
import type { AccessPackageId, ResourceRoleId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { decidePackageRoles, type PackageRolesCommand, type PackageRolesFacts } from "@/lib/engine/package/roles";
import type { Result } from "@/lib/engine/result";
import { loadExcludedRoles } from "@/lib/facts/separation-of-duties";
import { loadGivenRoles, loadRolesOfCatalog, loadStoredPackage } from "@/lib/facts/stored-packages";
import type { Deps } from "./deps";
import { addFollowJob } from "./follow-package";
import { changePackage, type PackageInput } from "./package-editor";

export type ChangePackageRolesInput = PackageInput & PackageRolesCommand;
export type PackageRoleInput = PackageInput & { readonly resourceRoleId: ResourceRoleId };

type Changed = Result<PackageEvent | null, PackageRefusal>;

/**
 * WHO-60, RES-40: changes what a package gives. Requests from this moment on get the new roles; those who hold the package
 * already are reached by the worker (ASN-28). Null where it gives that already.
 */
export async function changePackageRoles(deps: Deps, input: ChangePackageRolesInput): Promise<Changed> {
  return changePackage(deps, input, "editPackages", {
    decide: async (tx, now) => decidePackageRoles(await loadRolesFacts(tx, input), input, now),
    write: async (tx, event) => {
      if (event.kind !== "packageRolesChanged") return;
      await writeRoles(tx, event);
      await addFollowJob(tx, { packageId: event.packageId, after: null });
    },
  });
}

/** RES-32: the package gives one role more. */
export const addPackageRole = (deps: Deps, { resourceRoleId, ...input }: PackageRoleInput): Promise<Changed> =>
  changePackageRoles(deps, { ...input, add: [resourceRoleId], remove: [] });

/** RES-33: the package does not give a role any more. */
export const removePackageRole = (deps: Deps, { resourceRoleId, ...input }: PackageRoleInput): Promise<Changed> =>
  changePackageRoles(deps, { ...input, add: [], remove: [resourceRoleId] });

async function loadRolesFacts(
  tx: Transaction,
  { packageId, add }: ChangePackageRolesInput,
): Promise<PackageRolesFacts> {
  const stored = await loadStoredPackage(tx, packageId);
  return {
    packageId,
    given: await loadGivenRoles(tx, packageId),
    available: stored ? await loadRolesOfCatalog(tx, stored.catalogId, add) : [],
    excluded: await loadExcludedRoles(tx, packageId, add),
  };
}

async function writeRoles(
  tx: Transaction,
  { packageId, added, removed, at }: Extract<PackageEvent, { kind: "packageRolesChanged" }>,
) {
  if (added.length > 0) {
    const rows = added.map(({ id: resourceRoleId }) => ({ packageId, resourceRoleId }));
    await tx.insert(packageResourceRoles).values(rows);
  }
  const gone = removed.map(({ id }) => id);
  await tx.delete(packageResourceRoles).where(isRoleOf(packageId, gone));
  await tx.update(accessPackages).set({ modifiedAt: at }).where(eq(accessPackages.id, packageId));
}

const isRoleOf = (packageId: AccessPackageId, roleIds: readonly ResourceRoleId[]) =>
  and(eq(packageResourceRoles.packageId, packageId), inArray(packageResourceRoles.resourceRoleId, [...roleIds]));
