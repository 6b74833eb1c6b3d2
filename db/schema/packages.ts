import { isNull, sql } from "drizzle-orm";
import { boolean, check, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AccessPackageId, CatalogId, GroupId, ResourceRoleId } from "@/lib/engine/ids";
import { catalogs, resourceRoles } from "./catalogs";
import { deletedAt, id, instant, ref, version } from "./columns";
import { groups } from "./directory";

export const accessPackages = pgTable(
  "access_packages",
  {
    id: id<AccessPackageId>(),
    catalogId: ref<CatalogId>()
      .notNull()
      .references(() => catalogs.id),
    displayName: text().notNull(),
    description: text().notNull(),
    isHidden: boolean().notNull(),
    version: version(),
    createdAt: instant().notNull(),
    modifiedAt: instant().notNull(),
    deletedAt: deletedAt(),
  },
  (table) => [
    // LIM-30.
    uniqueIndex("access_packages_name_key")
      .on(table.catalogId, sql`lower(${table.displayName})`)
      .where(isNull(table.deletedAt)),
    // Available packages, in order of their names, by keyset.
    index("access_packages_name_idx").on(sql`lower(${table.displayName})`, table.id),
    // Packages by any part of their name.
    index("access_packages_name_parts_idx").using("gin", sql`lower(${table.displayName}) gin_trgm_ops`),
  ],
);

/** Which roles a package grants (RES-1). */
export const packageResourceRoles = pgTable(
  "package_resource_roles",
  {
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    resourceRoleId: ref<ResourceRoleId>()
      .notNull()
      .references(() => resourceRoles.id),
  },
  (table) => [
    primaryKey({ columns: [table.packageId, table.resourceRoleId] }),
    index("package_resource_roles_role_idx").on(table.resourceRoleId),
  ],
);

/** SOD-2: whoever holds `incompatiblePackageId` cannot get `packageId`; never the other way round (SOD-3). */
export const incompatiblePackages = pgTable(
  "incompatible_packages",
  {
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    incompatiblePackageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
  },
  (table) => [
    primaryKey({ columns: [table.packageId, table.incompatiblePackageId] }),
    // SOD-11: the reverse list, "Incompatible with".
    index("incompatible_packages_reverse_idx").on(table.incompatiblePackageId),
    // SOD-7.
    check("incompatible_packages_not_itself", sql`${table.packageId} <> ${table.incompatiblePackageId}`),
  ],
);

/** SOD-8: whoever is in `groupId`, directly or through other groups, cannot get `packageId`. */
export const incompatibleGroups = pgTable(
  "incompatible_groups",
  {
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    groupId: ref<GroupId>()
      .notNull()
      .references(() => groups.id),
  },
  (table) => [primaryKey({ columns: [table.packageId, table.groupId] })],
);

/** SOD-34: `packageId` deliberately bundles rights of `overriddenPackageId` under a stricter policy. */
export const overridePackages = pgTable(
  "override_packages",
  {
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    overriddenPackageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
  },
  (table) => [primaryKey({ columns: [table.packageId, table.overriddenPackageId] })],
);
