import { isNull, sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { CatalogId, GroupId, PersonId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import type { attributeSchema } from "@/lib/engine/policy/attributes";
import { deletedAt, id, instant, ref, version } from "./columns";
import { groups, people } from "./directory";
import { catalogState, catalogType, groupRole, originSystem, roleName } from "./enums";

export const catalogs = pgTable(
  "catalogs",
  {
    id: id<CatalogId>(),
    displayName: text().notNull(),
    description: text().notNull(),
    state: catalogState().notNull(),
    isExternallyVisible: boolean().notNull(),
    catalogType: catalogType().notNull(),
    version: version(),
    createdAt: instant().notNull(),
    modifiedAt: instant().notNull(),
    deletedAt: deletedAt(),
  },
  // CAT-8.
  (table) => [
    uniqueIndex("catalogs_display_name_key").on(sql`lower(${table.displayName})`).where(isNull(table.deletedAt)),
  ],
);

/** A group, application or site placed in a catalog (CAT-31, CAT-37). */
export const resources = pgTable(
  "resources",
  {
    id: id<ResourceId>(),
    catalogId: ref<CatalogId>()
      .notNull()
      .references(() => catalogs.id),
    originSystem: originSystem().notNull(),
    /** CAT-38: the id of the group, the name of the application, the address of the site. */
    originId: text().notNull(),
    groupId: ref<GroupId>().references(() => groups.id),
    displayName: text().notNull(),
    description: text().notNull(),
    deletedAt: deletedAt(),
  },
  (table) => [
    // CAT-39: a resource appears once in a catalog.
    uniqueIndex("resources_origin_key")
      .on(table.catalogId, table.originSystem, table.originId)
      .where(isNull(table.deletedAt)),
    check("resources_group", sql`(${table.originSystem} = 'AadGroup') = (${table.groupId} is not null)`),
  ],
);

/** A permission level a resource offers (GLO-4); for a group the kind of membership it stands for (RES-4). */
export const resourceRoles = pgTable(
  "resource_roles",
  {
    id: id<ResourceRoleId>(),
    resourceId: ref<ResourceId>()
      .notNull()
      .references(() => resources.id),
    displayName: text().notNull(),
    groupRole: groupRole(),
  },
  (table) => [uniqueIndex("resource_roles_name_key").on(table.resourceId, table.displayName)],
);

/** INF-14, CAT-46: what of a profile a resource needs of whoever gets it; parsed by `attributeSchema` when read. */
export const resourceAttributes = pgTable(
  "resource_attributes",
  {
    resourceId: ref<ResourceId>()
      .notNull()
      .references(() => resources.id),
    name: text().notNull(),
    definition: jsonb().$type<z.input<typeof attributeSchema>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.resourceId, table.name] })],
);

/** DEL-3: who administers what; a role without a catalog holds everywhere. Given to a person or to a group (DEL-4). */
export const roleAssignments = pgTable(
  "role_assignments",
  {
    id: id<string>(),
    role: roleName().notNull(),
    personId: ref<PersonId>().references(() => people.id),
    groupId: ref<GroupId>().references(() => groups.id),
    catalogId: ref<CatalogId>().references(() => catalogs.id),
    createdAt: instant().notNull(),
  },
  (table) => [
    check("role_assignments_principal", sql`num_nonnulls(${table.personId}, ${table.groupId}) = 1`),
    unique("role_assignments_once").on(table.role, table.personId, table.groupId, table.catalogId).nullsNotDistinct(),
    // The roles of the viewer, read at every request.
    index("role_assignments_person_idx").on(table.personId),
    index("role_assignments_group_idx").on(table.groupId),
  ],
);
