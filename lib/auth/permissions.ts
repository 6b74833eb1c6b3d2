import type { RoleName } from "@/db/schema/enums";

/** A role and where it holds: in one catalog or, with null, everywhere. */
export type HeldRole = { role: RoleName; catalogId: string | null };

const everyone: readonly RoleName[] = [
  "governanceAdministrator",
  "catalogCreator",
  "catalogOwner",
  "catalogReader",
  "accessPackageManager",
  "accessPackageAssignmentManager",
  "auditor",
];

const everything = ["governanceAdministrator", "auditor"] as const;
const owning = ["governanceAdministrator", "catalogOwner"] as const;
const shaping = [...owning, "accessPackageManager"] as const;
const assigning = [...shaping, "accessPackageAssignmentManager"] as const;

/**
 * DEL-21, DEL-22: who may do what, with the rows of the specification's matrix. `anywhere` actions belong to the portal
 * and look only at roles that hold everywhere; `catalog` actions ask about one catalog and accept a role in it or
 * everywhere. Rights are the union of all roles held; nothing is ever denied by one (DEL-16).
 */
const actions = {
  /** Any administrative role, even in a single catalog, opens the area; its pages show what the role covers (DEL-14). */
  openAdmin: { title: "Open the administration", scope: "any", roles: everyone },
  /** P4, P68, P69: every catalog, package, request and assignment, and who holds what through what. */
  viewEverything: { title: "See every catalog", scope: "anywhere", roles: everything },
  /** P67 */
  readAudit: { title: "Read the audit log", scope: "anywhere", roles: everything },
  /** P61, P62 */
  changeSettings: { title: "Change settings", scope: "anywhere", roles: ["governanceAdministrator"] },
  /** P1: who may create catalogs, read everything or administer the portal. */
  assignPortalRoles: {
    title: "Give roles that hold everywhere",
    scope: "anywhere",
    roles: ["governanceAdministrator"],
  },
  /** The people and groups of the built-in directory. */
  manageDirectory: { title: "Change people and groups", scope: "anywhere", roles: ["governanceAdministrator"] },
  /** P3 */
  createCatalog: { title: "Create a catalog", scope: "anywhere", roles: ["governanceAdministrator", "catalogCreator"] },
  /** P5, P21, P37, P38, P45, P46 */
  viewCatalog: { title: "See the catalog", scope: "catalog", roles: [...assigning, "catalogReader", "auditor"] },
  /** P6 */
  editCatalog: { title: "Edit the catalog", scope: "catalog", roles: owning },
  /** P7 */
  deleteCatalog: { title: "Delete the catalog", scope: "catalog", roles: owning },
  /** P8 to P11 */
  assignCatalogRoles: { title: "Change who looks after the catalog", scope: "catalog", roles: owning },
  /** P12, P13; what else it takes for a group or a site is said by DEL-30. */
  manageResources: { title: "Change the catalog's resources", scope: "catalog", roles: owning },
  /** P17 */
  configureAttributes: { title: "Change the attributes of a resource", scope: "catalog", roles: owning },
  /** P20, P22, P23, P25 */
  editPackages: { title: "Change packages", scope: "catalog", roles: shaping },
  /** P26 to P28, P33, P34 */
  editPolicies: { title: "Change policies", scope: "catalog", roles: shaping },
  /** P35, SOD-10 */
  configureSeparationOfDuties: { title: "Change what excludes what", scope: "catalog", roles: shaping },
  /** P36 */
  viewAdditionalAccess: {
    title: "See who holds both packages",
    scope: "catalog",
    roles: [...shaping, "catalogReader", "auditor"],
  },
  /** APP-93, P41: assignment managers never. */
  bypassApproval: { title: "Leave the approval out", scope: "catalog", roles: shaping },
  /** APP-96 */
  addApprovers: { title: "Add approvers to a request", scope: "catalog", roles: shaping },
  /** P39, P42 to P44, P47 to P49; WHO-44, REQ-68, ASN-33, ASN-36 */
  manageAssignments: { title: "Change assignments and requests", scope: "catalog", roles: assigning },
} as const satisfies Record<
  string,
  { title: string; scope: "any" | "anywhere" | "catalog"; roles: readonly RoleName[] }
>;

export type Action = keyof typeof actions;
/** What people do by a right, as the log names it. */
export const actionTitle = (action: Action): string => actions[action].title;
export const actionNames = Object.keys(actions) as readonly Action[];
export type PortalAction = { [A in Action]: (typeof actions)[A]["scope"] extends "catalog" ? never : A }[Action];
export type CatalogAction = Exclude<Action, PortalAction>;

type Holder = { roles: readonly HeldRole[] };

/** Whether a person may do something that belongs to the portal as a whole. */
export function may(holder: Holder, action: PortalAction): boolean {
  const { scope, roles } = actions[action];
  return holder.roles.some(
    (held) => (roles as readonly RoleName[]).includes(held.role) && (scope === "any" || held.catalogId === null),
  );
}

/** Whether a person may do something in one catalog. */
export function mayIn(holder: Holder, action: CatalogAction, catalogId: string): boolean {
  const roles: readonly RoleName[] = actions[action].roles;
  return holder.roles.some(
    (held) => roles.includes(held.role) && (held.catalogId === null || held.catalogId === catalogId),
  );
}

/**
 * DEL-23: what somebody is told who wants to do something in a catalog. Who cannot see it learns nothing of it; who can,
 * and may not do this, is told so.
 */
export function admissionTo(
  holder: Holder,
  action: CatalogAction,
  catalogId: string,
): "allowed" | "roleNotSufficient" | "notFound" {
  if (mayIn(holder, action, catalogId)) return "allowed";
  return mayIn(holder, "viewCatalog", catalogId) ? "roleNotSufficient" : "notFound";
}

/** The catalogs in which a person may do something: "all", or the ids of some. For list queries. */
export function catalogsFor(holder: Holder, action: CatalogAction): "all" | readonly string[] {
  const roles: readonly RoleName[] = actions[action].roles;
  const held = holder.roles.filter((role) => roles.includes(role.role));
  if (held.some((role) => role.catalogId === null)) return "all";
  return [...new Set(held.flatMap((role) => (role.catalogId === null ? [] : [role.catalogId])))];
}
