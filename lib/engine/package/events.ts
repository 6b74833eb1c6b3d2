import type { AccessPackageId, PolicyId, ResourceRoleId } from "@/lib/engine/ids";
import { type DutiesEvent, dutiesActivities } from "@/lib/engine/sod/events";

/** A role as it was called at the time. */
export type NamedRole = { readonly id: ResourceRoleId; readonly displayName: string };

/** What happens to a package and to what is configured on it. */
export type PackageEvent = { readonly at: Date; readonly packageId: AccessPackageId } & (
  | {
      readonly kind: "packageRolesChanged";
      readonly added: readonly NamedRole[];
      readonly removed: readonly NamedRole[];
    }
  | { readonly kind: "packageDeleted" }
  | { readonly kind: "policyDeleted"; readonly policyId: PolicyId; readonly policyName: string }
  | DutiesEvent
);

/** AUD-10: the names under which they stand in the audit log, in the words of the field. */
export const packageActivities = {
  packageRolesChanged: "Update access package",
  packageDeleted: "Delete access package",
  policyDeleted: "Delete access package assignment policy",
  ...dutiesActivities,
} as const satisfies Record<PackageEvent["kind"], string>;
