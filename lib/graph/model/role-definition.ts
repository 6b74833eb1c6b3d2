import { sql } from "drizzle-orm";
import type { RoleName } from "@/db/schema/enums";
import { portalRoles } from "@/lib/engine/portal-role/roles";
import type { Entity, EntityType } from "@/lib/graph/read/entity";

/**
 * The roles by the ids the field knows them by: those of entitlement management, that of the directory's Identity
 * Governance Administrator, and one of our own for the auditor, whom Graph does not have.
 */
const definitions = {
  governanceAdministrator: {
    id: "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e",
    displayName: "Governance administrator",
    description: "Administers everything.",
  },
  catalogCreator: {
    id: "ba92d953-d8e0-4e39-a797-0cbedb0a89e8",
    displayName: "Catalog creator",
    description: "Creates catalogs and owns the ones they made.",
  },
  catalogOwner: {
    id: "ae79f266-94d4-4dab-b730-feca7e132178",
    displayName: "Catalog owner",
    description: "Looks after a catalog, its resources, its packages and who else looks after it.",
  },
  catalogReader: {
    id: "44272f93-9762-48e8-af59-1b5351b1d6b3",
    displayName: "Catalog reader",
    description: "Sees what is in a catalog.",
  },
  accessPackageManager: {
    id: "7f480852-ebdc-47d4-87de-0d8498384a83",
    displayName: "Access package manager",
    description: "Looks after the packages of a catalog.",
  },
  accessPackageAssignmentManager: {
    id: "e2182095-804a-4656-ae11-64734e9b7ae5",
    displayName: "Access package assignment manager",
    description: "Looks after the assignments of the packages of a catalog.",
  },
  auditor: {
    id: "6f4e9c1a-2d57-4b8e-9a63-51c0d7e8b2f4",
    displayName: "Auditor",
    description: "Reads everything and changes nothing.",
  },
} as const satisfies Record<RoleName, { id: string; displayName: string; description: string }>;

const names = Object.keys(definitions) as readonly RoleName[];

/** The id by which the API calls a role. */
export const roleDefinitionId = (role: RoleName): string => definitions[role].id;

/** The role an id stands for; undefined where it stands for none. */
export const roleOf = (id: string): RoleName | undefined =>
  names.find((name) => definitions[name].id === id.toLowerCase());

/** Whether a role holds in the whole portal, or in one catalog. */
export const holdsEverywhere = (role: RoleName): boolean => (portalRoles as readonly RoleName[]).includes(role);

export const roleDefinitionJson = (role: RoleName): Entity => ({
  ...definitions[role],
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ["/"],
  rolePermissions: [],
  templateId: definitions[role].id,
  version: null,
});

const rows = sql.join(
  names.map((name) => {
    const { id, displayName, description } = definitions[name];
    return sql`(${id}::uuid, ${displayName}::text, ${description}::text)`;
  }),
  sql`, `,
);

/** What somebody can be appointed to; everybody who administers anything may know. */
export const roleDefinition: EntityType = {
  name: "unifiedRoleDefinition",
  properties: [
    "id",
    "displayName",
    "description",
    "isBuiltIn",
    "isEnabled",
    "resourceScopes",
    "rolePermissions",
    "templateId",
    "version",
  ],
  fields: {
    id: { kind: "id", sql: sql`definitions.id` },
    displayName: { kind: "text", sql: sql`definitions.display_name` },
    description: { kind: "text", sql: sql`definitions.description` },
    isBuiltIn: { kind: "boolean", sql: sql`true` },
    isEnabled: { kind: "boolean", sql: sql`true` },
  },
  navigations: { inheritsPermissionsFrom: { kind: "contained", isCollection: true, load: async () => new Map() } },
  source: sql`(values ${rows}) as definitions(id, display_name, description)`,
  id: sql`definitions.id`,
  exists: undefined,
  administered: () => undefined,
  own: null,
  load: async (_context, ids) =>
    new Map(
      ids.flatMap((id): [string, Entity][] => {
        const role = roleOf(id);
        return role ? [[id, roleDefinitionJson(role)]] : [];
      }),
    ),
};
