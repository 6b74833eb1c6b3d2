import { type AdministrationFacts, losesTheLastAdministrator } from "@/lib/engine/administration";
import type { NamedPrincipal } from "@/lib/engine/catalog/events";
import type { Principal } from "@/lib/engine/directory";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import { err, ok, type Result } from "@/lib/engine/result";

/** P1, DEL-1: the roles that hold in the whole portal. */
export const portalRoles = ["governanceAdministrator", "catalogCreator", "auditor"] as const;
export type PortalRole = (typeof portalRoles)[number];

/** What happens to who holds them. */
export type PortalRoleEvent = {
  readonly at: Date;
  readonly kind: "portalRoleAssigned" | "portalRoleRemoved";
  readonly role: PortalRole;
  readonly principal: NamedPrincipal;
};

/** AUD-8: the names under which they stand in the audit log, those of the roles in a catalog. */
export const portalRoleActivities = {
  portalRoleAssigned: "Add Entitlement Management role assignment",
  portalRoleRemoved: "Remove Entitlement Management role assignment",
} as const satisfies Record<PortalRoleEvent["kind"], string>;

export type PortalRoleFacts = {
  /** The person or group the command names; null where there is none. */
  readonly principal: NamedPrincipal | null;
  /** Whether they hold the role themselves; what comes through a group is the group's. */
  readonly isHeld: boolean;
  readonly administration: AdministrationFacts;
};

type Decided = Result<PortalRoleEvent | null, DirectoryRefusal>;

/** DEL-4, DEL-7: a person or a group gets a role that holds everywhere. Null where they have it. */
export function decidePortalRoleAssignment(
  { principal, isHeld }: PortalRoleFacts,
  role: PortalRole,
  now: Date,
): Decided {
  if (!principal) return err({ code: "principalNotFound" });
  return ok(isHeld ? null : { kind: "portalRoleAssigned", at: now, role, principal });
}

const without = (facts: AdministrationFacts, principal: Principal): AdministrationFacts =>
  principal.kind === "person"
    ? { ...facts, people: facts.people.filter((id) => id !== principal.personId) }
    : { ...facts, groups: facts.groups.filter((id) => id !== principal.groupId) };

/** P1: a role that holds everywhere is taken away; one governance administrator always stays. Null where it is gone. */
export function decidePortalRoleRemoval(facts: PortalRoleFacts, role: PortalRole, now: Date): Decided {
  const { principal, isHeld, administration } = facts;
  if (!principal) return err({ code: "principalNotFound" });
  if (!isHeld) return ok(null);
  const isLast = losesTheLastAdministrator(administration, without(administration, principal));
  if (role === "governanceAdministrator" && isLast) return err({ code: "lastAdministrator" });
  return ok({ kind: "portalRoleRemoved", at: now, role, principal });
}
