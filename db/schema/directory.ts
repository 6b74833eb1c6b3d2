import { ne, sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PersonKind } from "@/lib/engine/directory";
import type { DirectoryResourceId, GroupId, PersonId } from "@/lib/engine/ids";
import { id, instant, ref, version } from "./columns";
import { groupRole, originSystem, personKind } from "./enums";

/** Everyone in the directory, and the services, which have no mailbox and sign in nowhere (`isPerson`). */
export const people = pgTable(
  "people",
  {
    id: id<PersonId>(),
    displayName: text().notNull(),
    email: text().notNull(),
    userPrincipalName: text().notNull(),
    kind: personKind().notNull(),
    isEnabled: boolean().notNull(),
    jobTitle: text(),
    department: text(),
    managerId: ref<PersonId>(),
    preferredLanguage: text(),
    version: version(),
    createdAt: instant().notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.managerId], foreignColumns: [table.id] }),
    // Sign-in matches a verified e-mail address whatever its case.
    uniqueIndex("people_email_key").on(sql`lower(${table.email})`),
    uniqueIndex("people_user_principal_name_key").on(sql`lower(${table.userPrincipalName})`),
    // Direct reports of a manager.
    index("people_manager_idx").on(table.managerId),
    // People list and picker, in order of their names.
    index("people_display_name_idx").on(table.displayName, table.id),
    // People by any part of their name.
    index("people_name_parts_idx").using("gin", sql`lower(${table.displayName}) gin_trgm_ops`),
  ],
);

/** SQL: a person of the directory and no service. Whatever lists, finds, counts or names people asks for it. */
export const isPerson = ne(people.kind, "service");

/** SQL: the kind of a row that `isPerson` lets through. */
export const kindOfPerson = sql<PersonKind>`${people.kind}`;

/** GLO-26: the sponsors on a person's own profile. */
export const personSponsors = pgTable(
  "person_sponsors",
  {
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    sponsorId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
  },
  (table) => [primaryKey({ columns: [table.personId, table.sponsorId] })],
);

/** The accounts at OpenID Connect issuers by which people sign in. */
export const identities = pgTable(
  "identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    linkedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] })],
);

export const groups = pgTable(
  "groups",
  {
    id: id<GroupId>(),
    displayName: text().notNull(),
    description: text().notNull(),
    version: version(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex("groups_display_name_key").on(sql`lower(${table.displayName})`)],
);

export const groupMembers = pgTable(
  "group_members",
  {
    groupId: ref<GroupId>()
      .notNull()
      .references(() => groups.id),
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    role: groupRole().notNull(),
    since: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.personId, table.role] }),
    // "Which groups is this person in", asked by every decision.
    index("group_members_person_idx").on(table.personId, table.role),
  ],
);

/** A group inside a group. */
export const groupNestings = pgTable(
  "group_nestings",
  {
    parentId: ref<GroupId>()
      .notNull()
      .references(() => groups.id),
    childId: ref<GroupId>()
      .notNull()
      .references(() => groups.id),
  },
  (table) => [
    primaryKey({ columns: [table.parentId, table.childId] }),
    // The groups a group is directly in.
    index("group_nestings_child_idx").on(table.childId),
    check("group_nestings_not_itself", sql`${table.parentId} <> ${table.childId}`),
  ],
);

/**
 * Every group with every group inside it at any depth, itself included. It changes only when nesting changes, never
 * with membership, so joining and leaving a group stay single-row writes.
 */
export const groupClosure = pgTable(
  "group_closure",
  {
    ancestorId: ref<GroupId>()
      .notNull()
      .references(() => groups.id),
    descendantId: ref<GroupId>()
      .notNull()
      .references(() => groups.id),
  },
  (table) => [
    primaryKey({ columns: [table.ancestorId, table.descendantId] }),
    // From the groups a person is in to all groups that contain those.
    index("group_closure_descendant_idx").on(table.descendantId),
  ],
);

/** CAT-32, RES-15, RES-20: the applications and sites of the directory, whether or not a catalog has them. */
export const directoryResources = pgTable(
  "directory_resources",
  {
    id: id<DirectoryResourceId>(),
    originSystem: originSystem().notNull(),
    /** CAT-38: the name of the application, the address of the site. */
    originId: text().notNull(),
    displayName: text().notNull(),
    description: text().notNull(),
    /** RES-13, RES-18: the roles it declares. */
    roles: text().array().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex("directory_resources_origin_key").on(table.originSystem, table.originId),
    check("directory_resources_no_group", sql`${table.originSystem} <> 'AadGroup'`),
  ],
);

/** DEL-30: who may put an application or a site into a catalog. Groups have owners among their members. */
export const directoryResourceOwners = pgTable(
  "directory_resource_owners",
  {
    resourceId: ref<DirectoryResourceId>()
      .notNull()
      .references(() => directoryResources.id),
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
  },
  (table) => [primaryKey({ columns: [table.resourceId, table.personId] })],
);
