import type { Principal } from "@/lib/engine/directory";
import type { CatalogId, ResourceId } from "@/lib/engine/ids";
import type { Attribute } from "@/lib/engine/policy/attributes";
import type { CatalogForm } from "./catalog";
import type { OriginSystem } from "./resources";
import type { CatalogRole } from "./roles";

/** A person or a group that holds a role, by the name it had at the time. */
export type NamedPrincipal = Principal & { readonly displayName: string };

/** A resource of a catalog as it was called at the time. */
export type NamedResource = {
  readonly id: ResourceId;
  readonly displayName: string;
  readonly originSystem: OriginSystem;
};

/** What happens to a catalog and to who looks after it. */
export type CatalogEvent = { readonly at: Date; readonly catalogId: CatalogId } & (
  | { readonly kind: "catalogCreated"; readonly after: CatalogForm }
  /** AUD-3: only what changed. */
  | {
      readonly kind: "catalogUpdated";
      readonly before: Partial<CatalogForm>;
      readonly after: Partial<CatalogForm>;
    }
  | { readonly kind: "catalogDeleted"; readonly before: CatalogForm }
  | { readonly kind: "resourceAdded"; readonly resource: NamedResource; readonly roles: readonly string[] }
  | { readonly kind: "resourceRemoved"; readonly resource: NamedResource }
  /** CAT-46 */
  | {
      readonly kind: "resourceAttributesChanged";
      readonly resource: NamedResource;
      readonly before: readonly Attribute[];
      readonly after: readonly Attribute[];
    }
  | { readonly kind: "roleAssigned" | "roleRemoved"; readonly role: CatalogRole; readonly principal: NamedPrincipal }
);

/** AUD-8, AUD-9: the names under which they stand in the audit log, in the words of the field. */
export const catalogActivities = {
  catalogCreated: "Create access package catalog",
  catalogUpdated: "Update access package catalog",
  catalogDeleted: "Delete access package catalog",
  resourceAdded: "Create resource request",
  resourceRemoved: "Create resource remove request",
  resourceAttributesChanged: "Update access package catalog resource",
  roleAssigned: "Add Entitlement Management role assignment",
  roleRemoved: "Remove Entitlement Management role assignment",
} as const satisfies Record<CatalogEvent["kind"], string>;
