import type { Principal } from "@/lib/engine/directory";
import type { CatalogId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import type { CatalogEvent, NamedPrincipal } from "./events";
import type { CatalogRefusal } from "./refusals";

/** DEL-2: the roles that hold in one catalog. */
export const catalogRoles = [
  "catalogOwner",
  "catalogReader",
  "accessPackageManager",
  "accessPackageAssignmentManager",
] as const;
export type CatalogRole = (typeof catalogRoles)[number];

export type HeldCatalogRole = { readonly role: CatalogRole; readonly principal: Principal };

/** Who holds which role in a catalog, and who could get one. */
export type CatalogRoleFacts = {
  readonly catalogId: CatalogId;
  readonly held: readonly HeldCatalogRole[];
  /** The person or group the command names; null where there is none. */
  readonly principal: NamedPrincipal | null;
};

export type CatalogRoleCommand = { readonly role: CatalogRole };

const keyOf = (principal: Principal): string => (principal.kind === "person" ? principal.personId : principal.groupId);

const holds = ({ held }: CatalogRoleFacts, role: CatalogRole, principal: Principal): boolean =>
  held.some((each) => each.role === role && keyOf(each.principal) === keyOf(principal));

/** DEL-4, DEL-8, CAT-23: a person or a group looks after a catalog. Null where they do already. */
export function decideRoleAssignment(
  facts: CatalogRoleFacts,
  { role }: CatalogRoleCommand,
  now: Date,
): Result<CatalogEvent | null, CatalogRefusal> {
  const { principal, catalogId } = facts;
  if (!principal) return err({ code: "principalNotFound" });
  if (holds(facts, role, principal)) return ok(null);
  return ok({ kind: "roleAssigned", at: now, catalogId, role, principal });
}

/**
 * CAT-27, CAT-28: a role is taken away. The last owner goes only when that is confirmed: from then on only governance
 * administrators look after the catalog. Null where the role is gone already.
 */
export function decideRoleRemoval(
  facts: CatalogRoleFacts,
  { role, isLastOwnerConfirmed }: CatalogRoleCommand & { readonly isLastOwnerConfirmed: boolean },
  now: Date,
): Result<CatalogEvent | null, CatalogRefusal> {
  const { principal, held, catalogId } = facts;
  if (!principal) return err({ code: "principalNotFound" });
  if (!holds(facts, role, principal)) return ok(null);
  const owners = held.filter((each) => each.role === "catalogOwner").length;
  if (role === "catalogOwner" && owners === 1 && !isLastOwnerConfirmed) return err({ code: "lastOwner" });
  return ok({ kind: "roleRemoved", at: now, catalogId, role, principal });
}
