import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { EndNoticeDays } from "@/lib/engine/assignment/assignment";
import type { AccessPackageId, AssignmentId, PersonId, PolicyId, ResourceRoleId } from "@/lib/engine/ids";
import type { policySnapshotSchema } from "@/lib/engine/policy/policy";
import { resourceRoles } from "./catalogs";
import { id, instant, ref } from "./columns";
import { people } from "./directory";
import { assignmentState, endReason, roleGrantState } from "./enums";
import { accessPackages } from "./packages";

/** The grant of one package to one person for a period (GLO-12). */
export const assignments = pgTable(
  "assignments",
  {
    id: id<AssignmentId>(),
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    policyId: ref<PolicyId>().notNull(),
    targetId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    state: assignmentState().notNull(),
    /** The terms it was granted under. */
    policySnapshot: jsonb().$type<z.input<typeof policySnapshotSchema>>().notNull(),
    startAt: instant().notNull(),
    endAt: instant(),
    expiredAt: instant(),
    endReason: endReason(),
    /** ASN-25 */
    isExtended: boolean().notNull(),
    /** ASN-3: the last notice of the end that was given for this end, in days before it. */
    endNoticeDays: smallint().$type<EndNoticeDays>(),
    /** When the last role was gone; until then it counts for separation of duties (ASN-49). */
    deprovisionedAt: instant(),
    /** Counts the writes. */
    version: integer().notNull(),
  },
  (table) => [
    // REQ-49: one active assignment for a person and a package.
    uniqueIndex("assignments_one_active")
      .on(table.targetId, table.packageId)
      .where(sql`${table.state} in ('delivering', 'delivered', 'partiallyDelivered')`),
    // What a person holds and held.
    index("assignments_target_idx").on(table.targetId, table.id),
    // Who holds a package.
    index("assignments_package_idx").on(table.packageId, table.id),
    // All access in order of its start and of its end, by keyset.
    index("assignments_start_idx").on(table.startAt, table.id),
    index("assignments_end_idx").on(
      sql`coalesce(${table.expiredAt}, ${table.endAt}, 'infinity'::timestamptz)`,
      table.id,
    ),
    // Access whose delivery went wrong.
    index("assignments_problem_idx")
      .on(table.packageId)
      .where(sql`${table.state} in ('partiallyDelivered', 'deliveryFailed')`),
    // Sweep: access whose end has come (ASN-35); with the package to count from the index alone.
    index("assignments_due_idx")
      .on(table.endAt, table.packageId)
      .where(sql`${table.state} in ('delivering', 'delivered', 'partiallyDelivered')`),
  ],
);

/**
 * Every role of every assignment with what became of it (RES-50). A role is withdrawn from a person only when no other
 * row still grants it (ASN-30).
 */
export const roleGrants = pgTable(
  "role_grants",
  {
    assignmentId: ref<AssignmentId>()
      .notNull()
      .references(() => assignments.id),
    resourceRoleId: ref<ResourceRoleId>()
      .notNull()
      .references(() => resourceRoles.id),
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    state: roleGrantState().notNull(),
    attempts: integer().notNull(),
    firstAttemptAt: instant(),
    /** When the worker tries (again); null where nothing is left to do. */
    nextAttemptAt: instant(),
    problem: text(),
    grantedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.resourceRoleId] }),
    // ASN-30: what else gives this person this role.
    index("role_grants_person_role_idx").on(table.personId, table.resourceRoleId),
    // Sweep: roles to try again.
    index("role_grants_due_idx").on(table.nextAttemptAt).where(sql`${table.nextAttemptAt} is not null`),
  ],
);

/**
 * INF-18: what the portal wrote to a profile, and for which access. The job title and the department are columns of the
 * person as well, which the directory may change; everything else is here alone.
 */
export const personAttributes = pgTable(
  "person_attributes",
  {
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    value: text().notNull(),
    assignmentId: ref<AssignmentId>()
      .notNull()
      .references(() => assignments.id),
    writtenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.name] })],
);
