import { and, count, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  accessPackages,
  assignmentPolicies,
  assignments,
  incompatibleGroups,
  incompatiblePackages,
  overridePackages,
  requests,
} from "@/db/schema";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import { type Dependents, deletionRefusal } from "@/lib/engine/package/deletion";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import type { Deps } from "./deps";
import { changePackage, type PackageInput } from "./package-editor";

type Deleted = Result<PackageEvent | null, PackageRefusal>;

/**
 * WHO-59: deletes a package that nobody holds and nobody asks for. Its row stays for the requests and the history that
 * name it; nobody finds it any more.
 */
export const deletePackage = (deps: Deps, input: PackageInput): Promise<Deleted> =>
  changePackage(deps, input, "editPackages", {
    decide: async (tx, now) => {
      const { packageId } = input;
      const dependents = await loadDependents(
        tx,
        eq(assignments.packageId, packageId),
        eq(requests.packageId, packageId),
      );
      const refusal = deletionRefusal(dependents);
      return refusal ? err(refusal) : ok({ kind: "packageDeleted", at: now, packageId });
    },
    write: async (tx, { packageId, at }) => {
      await closePolicies(tx, eq(assignmentPolicies.packageId, packageId), at);
      await forgetInLists(tx, packageId);
      const values = { deletedAt: at, modifiedAt: at };
      await tx.update(accessPackages).set(values).where(eq(accessPackages.id, packageId));
    },
  });

/** WHO-59: deletes a policy under which nobody holds anything and no request waits. */
export const deletePolicy = (deps: Deps, input: PackageInput & { readonly policyId: PolicyId }): Promise<Deleted> =>
  changePackage(deps, input, "editPolicies", {
    decide: async (tx, now) => {
      const { packageId, policyId } = input;
      const [policy] = await tx
        .select({ policyName: assignmentPolicies.displayName })
        .from(assignmentPolicies)
        .where(isPolicy(packageId, policyId));
      if (!policy) return err({ code: "policyNotFound" });
      const dependents = await loadDependents(tx, eq(assignments.policyId, policyId), eq(requests.policyId, policyId));
      const refusal = deletionRefusal(dependents);
      return refusal ? err(refusal) : ok({ kind: "policyDeleted", at: now, packageId, policyId, ...policy });
    },
    write: async (tx, { packageId, at }) => {
      await closePolicies(tx, isPolicy(packageId, input.policyId), at);
    },
  });

const isPolicy = (packageId: AccessPackageId, policyId: PolicyId): SQL | undefined =>
  and(
    eq(assignmentPolicies.id, policyId),
    eq(assignmentPolicies.packageId, packageId),
    isNull(assignmentPolicies.deletedAt),
  );

/** Counted in the database: a package may have many holders. */
async function loadDependents(tx: Transaction, ofAssignments: SQL, ofRequests: SQL): Promise<Dependents> {
  const isDeprovisioned = sql<boolean>`${isNotNull(assignments.deprovisionedAt)}`;
  return {
    assignments: await tx
      .select({ state: assignments.state, isDeprovisioned, count: count() })
      .from(assignments)
      .where(ofAssignments)
      .groupBy(assignments.state, isDeprovisioned),
    requests: await tx
      .select({ state: requests.state, count: count() })
      .from(requests)
      .where(ofRequests)
      .groupBy(requests.state),
  };
}

/** Out of reach of requestors as well, wherever nobody asks about the deletion. */
const closePolicies = (tx: Transaction, which: SQL | undefined, at: Date) =>
  tx
    .update(assignmentPolicies)
    .set({ deletedAt: at, modifiedAt: at, isEnabled: false })
    .where(and(which, isNull(assignmentPolicies.deletedAt)));

/** SOD-1: what nobody can hold any more stands in nobody's way, and needs no lists of its own. */
async function forgetInLists(tx: Transaction, packageId: AccessPackageId) {
  const { packageId: listing, incompatiblePackageId } = incompatiblePackages;
  await tx.delete(incompatiblePackages).where(or(eq(listing, packageId), eq(incompatiblePackageId, packageId)));
  await tx.delete(incompatibleGroups).where(eq(incompatibleGroups.packageId, packageId));
  await tx
    .delete(overridePackages)
    .where(or(eq(overridePackages.packageId, packageId), eq(overridePackages.overriddenPackageId, packageId)));
}
