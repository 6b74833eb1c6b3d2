import { type AnyColumn, isNull, type SQL, sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { AccessPackageId, GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import type {
  customExtensionSchema,
  expirationSchema,
  notificationSettingsSchema,
  OnBehalfRequestor,
  requestApprovalSettingsSchema,
  requestorSettingsSchema,
} from "@/lib/engine/policy/policy";
import type { questionSchema } from "@/lib/engine/policy/questions";
import { deletedAt, id, instant, ref } from "./columns";
import { groups, people } from "./directory";
import { allowedTargetScope } from "./enums";
import { accessPackages } from "./packages";

/** SQL: WHO-34, WHO-40: whether people of this kind ask for others. Written out, so that the planner knows its index. */
export const letsAskOnBehalf = (
  { requestorSettings }: { readonly requestorSettings: AnyColumn },
  kind: OnBehalfRequestor["kind"],
): SQL =>
  sql`${requestorSettings} @> ${sql.raw(`'{"onBehalfRequestors": [{"kind": "${kind}"}], "enableOnBehalfRequestorsToAddAccess": true}'::jsonb`)}`;

export const assignmentPolicies = pgTable(
  "assignment_policies",
  {
    id: id<PolicyId>(),
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    displayName: text().notNull(),
    description: text().notNull(),
    isEnabled: boolean().notNull(),
    /** POL-57: counts the saves; a request names the version it was judged by. */
    version: integer().notNull(),
    allowedTargetScope: allowedTargetScope().notNull(),
    /** Read by the list of available packages, so that it needs no look into `requestorSettings`. */
    enableTargetsToSelfAddAccess: boolean().notNull(),
    requestorSettings: jsonb().$type<z.input<typeof requestorSettingsSchema>>().notNull(),
    requestApprovalSettings: jsonb().$type<z.input<typeof requestApprovalSettingsSchema>>().notNull(),
    questions: jsonb().$type<z.input<typeof questionSchema>[]>().notNull(),
    expiration: jsonb().$type<z.input<typeof expirationSchema>>().notNull(),
    customExtensionStageSettings: jsonb().$type<z.input<typeof customExtensionSchema>[]>().notNull(),
    notificationSettings: jsonb().$type<z.input<typeof notificationSettingsSchema>>().notNull(),
    createdAt: instant().notNull(),
    modifiedAt: instant().notNull(),
    deletedAt: deletedAt(),
  },
  (table) => [
    // LIM-30.
    uniqueIndex("assignment_policies_name_key")
      .on(table.packageId, sql`lower(${table.displayName})`)
      .where(isNull(table.deletedAt)),
    // The policies of a package; and those by which colleagues or managers ask for others, which are few.
    index("assignment_policies_package_idx").on(table.packageId),
    index("assignment_policies_colleagues_idx").on(table.packageId).where(letsAskOnBehalf(table, "anyDirectoryUser")),
    index("assignment_policies_managers_idx").on(table.packageId).where(letsAskOnBehalf(table, "requestorManager")),
    // The policies whose stages ask a group.
    index("assignment_policies_approval_idx").using("gin", sql`${table.requestApprovalSettings} jsonb_path_ops`),
  ],
);

/** WHO-12: the people and groups listed by a policy with scope `specificDirectoryUsers`. */
export const policyTargets = pgTable(
  "policy_targets",
  {
    id: id<string>(),
    policyId: ref<PolicyId>()
      .notNull()
      .references(() => assignmentPolicies.id),
    personId: ref<PersonId>().references(() => people.id),
    groupId: ref<GroupId>().references(() => groups.id),
  },
  (table) => [
    check("policy_targets_subject", sql`num_nonnulls(${table.personId}, ${table.groupId}) = 1`),
    index("policy_targets_policy_idx").on(table.policyId),
    // Available packages: from the person or their groups to the policies that list them.
    index("policy_targets_person_idx").on(table.personId),
    index("policy_targets_group_idx").on(table.groupId),
  ],
);
