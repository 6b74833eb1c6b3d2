import type { AccessPackageId, PolicyId, ResourceRoleId } from "@/lib/engine/ids";
import type { PolicyForm } from "@/lib/engine/policy/form";
import { type DutiesEvent, dutiesActivities } from "@/lib/engine/sod/events";
import type { PackageForm } from "./package";

/** A role as it was called at the time. */
export type NamedRole = { readonly id: ResourceRoleId; readonly displayName: string };

/** What happens to a package and to what is configured on it. */
export type PackageEvent = { readonly at: Date; readonly packageId: AccessPackageId } & (
  | {
      readonly kind: "packageRolesChanged";
      readonly added: readonly NamedRole[];
      readonly removed: readonly NamedRole[];
    }
  | { readonly kind: "packageCreated"; readonly after: PackageForm; readonly roles: readonly NamedRole[] }
  /** AUD-3: only what changed. */
  | {
      readonly kind: "packageUpdated";
      readonly before: Partial<PackageForm>;
      readonly after: Partial<PackageForm>;
    }
  | { readonly kind: "packageDeleted" }
  | {
      readonly kind: "policyCreated";
      readonly policyId: PolicyId;
      readonly policyName: string;
      readonly after: PolicyForm;
    }
  /** AUD-3: only what changed. */
  | {
      readonly kind: "policyUpdated";
      readonly policyId: PolicyId;
      readonly policyName: string;
      readonly before: Partial<PolicyForm>;
      readonly after: Partial<PolicyForm>;
    }
  | { readonly kind: "policyDeleted"; readonly policyId: PolicyId; readonly policyName: string }
  | DutiesEvent
);

/** AUD-10: the names under which they stand in the audit log, in the words of the field. */
export const packageActivities = {
  packageCreated: "Create access package",
  packageUpdated: "Update access package",
  packageRolesChanged: "Update access package",
  packageDeleted: "Delete access package",
  policyCreated: "Create access package assignment policy",
  policyUpdated: "Update access package assignment policy",
  policyDeleted: "Delete access package assignment policy",
  ...dutiesActivities,
} as const satisfies Record<PackageEvent["kind"], string>;
