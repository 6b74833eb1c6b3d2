import type { AccessPackageId, GroupId } from "@/lib/engine/ids";

/** A package as it was called at the time. */
export type NamedPackage = { readonly id: AccessPackageId; readonly displayName: string };
/** A group as it was called at the time. */
export type NamedGroup = { readonly id: GroupId; readonly displayName: string };

/** What happens to a package's rules on separation of duties; always told of the package that holds the list. */
export type DutiesEvent =
  | { readonly kind: "incompatiblePackageAdded" | "incompatiblePackageRemoved"; readonly other: NamedPackage }
  | { readonly kind: "incompatibleGroupAdded" | "incompatibleGroupRemoved"; readonly group: NamedGroup }
  | { readonly kind: "overrideAdded" | "overrideRemoved"; readonly other: NamedPackage };

/** AUD-10, SDA-15: the names under which they stand in the audit log, in the words of the field. */
export const dutiesActivities = {
  incompatiblePackageAdded: "Create incompatible access package",
  incompatiblePackageRemoved: "Delete incompatible access package",
  incompatibleGroupAdded: "Create incompatible group",
  incompatibleGroupRemoved: "Delete incompatible group",
  overrideAdded: "Update access package",
  overrideRemoved: "Update access package",
} as const satisfies Record<DutiesEvent["kind"], string>;
