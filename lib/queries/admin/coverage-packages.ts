import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { accessPackages, catalogs } from "@/db/schema";
import { type GapKind, gapKinds, type PolicyGaps } from "@/lib/engine/coverage/gaps";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { loadPolicies } from "@/lib/facts/packages";
import type { Reading } from "@/lib/queries/reading";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

export type CoveredPackage = {
  readonly id: AccessPackageId;
  readonly displayName: string;
  readonly catalog: { readonly id: string; readonly displayName: string };
};

/** A package with the gaps of its policies. */
export type PackageGaps = { readonly package: CoveredPackage; readonly policies: readonly PolicyGaps[] };

export type Covered = {
  /** By name. */
  readonly packages: readonly CoveredPackage[];
  /** The policies of each package, in order of their names. */
  readonly policiesOf: Awaited<ReturnType<typeof loadPolicies>>;
  readonly policies: ReadonlyMap<PolicyId, AssignmentPolicy>;
};

/** The packages of the catalogs the viewer sees, with their policies (CAT-19). */
export async function loadCovered({ db }: Reading, viewer: Administrator): Promise<Covered> {
  const packages = await db
    .select({
      id: accessPackages.id,
      displayName: accessPackages.displayName,
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(packagesOfSeenCatalogs(viewer), isNull(accessPackages.deletedAt)))
    .orderBy(asc(sql`lower(${accessPackages.displayName})`), asc(accessPackages.id));
  const policiesOf = await loadPolicies(
    db,
    packages.map((each) => each.id),
  );
  const policies = new Map([...policiesOf.values()].flat().map((policy) => [policy.policyId, policy]));
  return { packages, policiesOf, policies };
}

/** The gaps by package, in the order of packages and policies; packages without any are left out. */
export function byPackage({ packages, policiesOf }: Covered, found: readonly PolicyGaps[]): PackageGaps[] {
  const gapsOf = new Map(found.map((each) => [each.policyId, each]));
  return packages.flatMap((row) => {
    const policies = (policiesOf.get(row.id) ?? []).flatMap((policy) => gapsOf.get(policy.policyId) ?? []);
    return policies.length === 0 ? [] : [{ package: row, policies }];
  });
}

/** The kind of the worst gap in a package. */
export const worstOf = ({ policies }: PackageGaps): GapKind =>
  gapKinds.find((kind) => policies.some(({ gaps }) => gaps.some((gap) => gap.kind === kind))) ??
  "forwardingFindsNobody";
