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

/**
 * Who may do what. `anywhere` actions belong to the portal and look only at roles that hold everywhere, except where
 * noted; `catalog` actions ask about one catalog and accept a role in it or everywhere.
 */
const actions = {
  /** Any administrative role, even in a single catalog, opens the area; its pages show what the role covers. */
  openAdmin: { scope: "any", roles: everyone },
  /** See every catalog, package, request and assignment. */
  viewEverything: { scope: "anywhere", roles: ["governanceAdministrator", "auditor"] },
  readAudit: { scope: "anywhere", roles: ["governanceAdministrator", "auditor"] },
  changeSettings: { scope: "anywhere", roles: ["governanceAdministrator"] },
  createCatalog: { scope: "anywhere", roles: ["governanceAdministrator", "catalogCreator"] },
  viewCatalog: {
    scope: "catalog",
    roles: [
      "governanceAdministrator",
      "auditor",
      "catalogOwner",
      "catalogReader",
      "accessPackageManager",
      "accessPackageAssignmentManager",
    ],
  },
  editCatalog: { scope: "catalog", roles: ["governanceAdministrator", "catalogOwner"] },
  editPackages: { scope: "catalog", roles: ["governanceAdministrator", "catalogOwner", "accessPackageManager"] },
  /** APP-93: assignment managers never. */
  bypassApproval: { scope: "catalog", roles: ["governanceAdministrator", "catalogOwner", "accessPackageManager"] },
  /** APP-96 */
  addApprovers: { scope: "catalog", roles: ["governanceAdministrator", "catalogOwner", "accessPackageManager"] },
  /** WHO-44, REQ-68, ASN-33, ASN-36 */
  manageAssignments: {
    scope: "catalog",
    roles: ["governanceAdministrator", "catalogOwner", "accessPackageManager", "accessPackageAssignmentManager"],
  },
} as const satisfies Record<string, { scope: "any" | "anywhere" | "catalog"; roles: readonly RoleName[] }>;

export type Action = keyof typeof actions;
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

/** The catalogs in which a person may do something: "all", or the ids of some. For list queries. */
export function catalogsFor(holder: Holder, action: CatalogAction): "all" | readonly string[] {
  const roles: readonly RoleName[] = actions[action].roles;
  const held = holder.roles.filter((role) => roles.includes(role.role));
  if (held.some((role) => role.catalogId === null)) return "all";
  return [...new Set(held.flatMap((role) => (role.catalogId === null ? [] : [role.catalogId])))];
}
