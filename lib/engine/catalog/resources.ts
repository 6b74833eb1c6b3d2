import type { CatalogId, GroupId, ResourceId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import type { CatalogEvent } from "./events";
import type { CatalogRefusal } from "./refusals";

/** CAT-37: where a resource lives, spelled as the Graph API spells it. */
export const originSystems = ["AadGroup", "AadApplication", "SharePointOnline"] as const;
export type OriginSystem = (typeof originSystems)[number];

/** What a role of a group stands for (RES-4). */
export const groupRoles = ["member", "owner"] as const;
export type GroupRole = (typeof groupRoles)[number];

/** CAT-38: names one thing of the directory. */
export type Origin = { readonly originSystem: OriginSystem; readonly originId: string };

/** A group, application or site of the directory, with the roles it offers. */
export type DirectoryResource = Origin & {
  readonly displayName: string;
  readonly description: string;
  readonly groupId: GroupId | null;
  readonly roles: readonly { readonly displayName: string; readonly groupRole: GroupRole | null }[];
};

/** RES-4: the roles of a group. */
export const rolesOfGroup: DirectoryResource["roles"] = [
  { displayName: "Member", groupRole: "member" },
  { displayName: "Owner", groupRole: "owner" },
];

/** RES-13: an application that declares no role has one all the same. */
export const rolesOfApplication = (declared: readonly string[]): DirectoryResource["roles"] =>
  (declared.length === 0 ? ["Default Access"] : declared).map((displayName) => ({ displayName, groupRole: null }));

/** What gives somebody the right over a resource itself, beside the right over the catalog. */
export type ResourceRight = {
  readonly isGovernanceAdministrator: boolean;
  /** Of the group, the application or the site. */
  readonly isOwner: boolean;
};

/**
 * DEL-10, DEL-30, DEL-33: whoever puts a resource into a catalog owns it or administers everything. It is asked when it
 * is put in and when it is taken out (CAT-41), and never in between (DEL-34).
 */
export const resourceRightRefusal = (
  { originSystem }: Origin,
  { isGovernanceAdministrator, isOwner }: ResourceRight,
): CatalogRefusal | null =>
  isGovernanceAdministrator || isOwner ? null : { code: "resourceRightMissing", originSystem };

/** What the portal knows of a resource somebody wants to put into a catalog. */
export type ResourceAdditionFacts = {
  readonly catalogId: CatalogId;
  /** Null where the directory has none. */
  readonly resource: DirectoryResource | null;
  readonly isInCatalog: boolean;
  readonly right: ResourceRight;
};

/** CAT-31, CAT-36, CAT-39: a resource more in a catalog. Null where it is in it already. */
export function decideResourceAddition(
  facts: ResourceAdditionFacts,
  resourceId: ResourceId,
  now: Date,
): Result<CatalogEvent | null, CatalogRefusal> {
  const { catalogId, resource, isInCatalog, right } = facts;
  if (!resource) return err({ code: "resourceNotFound" });
  if (isInCatalog) return ok(null);
  const refusal = resourceRightRefusal(resource, right);
  if (refusal) return err(refusal);
  const { displayName, originSystem } = resource;
  const roles = resource.roles.map((role) => role.displayName);
  return ok({
    kind: "resourceAdded",
    at: now,
    catalogId,
    resource: { id: resourceId, displayName, originSystem },
    roles,
  });
}

/** A resource as it stands in a catalog. */
export type CatalogResource = Origin & { readonly id: ResourceId; readonly displayName: string };

/** CAT-40, CAT-41: a resource leaves a catalog in which no package uses it. */
export function decideResourceRemoval(
  facts: {
    readonly catalogId: CatalogId;
    readonly resource: CatalogResource | null;
    /** The packages of the catalog that give one of its roles, by name. */
    readonly usedBy: readonly string[];
    readonly right: ResourceRight;
  },
  now: Date,
): Result<CatalogEvent, CatalogRefusal> {
  const { catalogId, resource, usedBy, right } = facts;
  if (!resource) return err({ code: "resourceNotFound" });
  const refusal = resourceRightRefusal(resource, right);
  if (refusal) return err(refusal);
  if (usedBy.length > 0) return err({ code: "resourceInUse", packages: usedBy });
  const { id, displayName, originSystem } = resource;
  return ok({ kind: "resourceRemoved", at: now, catalogId, resource: { id, displayName, originSystem } });
}
