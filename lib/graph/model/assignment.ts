import { inArray, sql } from "drizzle-orm";
import { accessPackages, assignments, catalogs, people } from "@/db/schema";
import { assignmentStates } from "@/lib/engine/assignment/assignment";
import type { AssignmentId } from "@/lib/engine/ids";
import { byId, type EntityType, one, type ReadContext, through } from "@/lib/graph/read/entity";
import { packagesOfSeenCatalogs } from "@/lib/queries/admin/scope";
import { accessPackage } from "./access-package";
import { subject } from "./directory";
import { assignmentPolicy } from "./policy";
import { instantText, scheduleOf, statusText } from "./values";

export const assignment: EntityType = {
  name: "accessPackageAssignment",
  properties: ["id", "state", "status", "expiredDateTime", "schedule", "customExtensionCalloutInstances"],
  fields: {
    id: { kind: "id", sql: assignments.id },
    state: { kind: "enum", sql: assignments.state, values: assignmentStates },
    expiredDateTime: { kind: "instant", sql: assignments.expiredAt },
    "schedule/startDateTime": { kind: "instant", sql: assignments.startAt },
    "schedule/expiration/endDateTime": { kind: "instant", sql: assignments.endAt },
    "accessPackage/id": { kind: "id", sql: assignments.packageId },
    "accessPackage/displayName": { kind: "text", sql: accessPackages.displayName },
    "accessPackage/catalog/id": { kind: "id", sql: accessPackages.catalogId },
    accessPackageId: { kind: "id", sql: assignments.packageId },
    "assignmentPolicy/id": { kind: "id", sql: assignments.policyId },
    assignmentPolicyId: { kind: "id", sql: assignments.policyId },
    "target/id": { kind: "id", sql: assignments.targetId },
    "target/objectId": { kind: "id", sql: assignments.targetId },
    "target/displayName": { kind: "text", sql: people.displayName },
    "target/email": { kind: "text", sql: people.email },
    targetId: { kind: "id", sql: assignments.targetId },
  },
  navigations: {
    accessPackage: one({
      to: () => accessPackage,
      isPartOfOwner: true,
      link: through(assignments, assignments.id, assignments.packageId),
    }),
    assignmentPolicy: one({
      to: () => assignmentPolicy,
      isPartOfOwner: false,
      link: through(assignments, assignments.id, assignments.policyId),
    }),
    target: one({
      to: () => subject,
      isPartOfOwner: true,
      link: through(assignments, assignments.id, assignments.targetId),
    }),
  },
  source: sql`${assignments}
    left join ${accessPackages} on ${accessPackages.id} = ${assignments.packageId}
    left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}
    left join ${people} on ${people.id} = ${assignments.targetId}`,
  id: assignments.id,
  exists: undefined,
  administered: packagesOfSeenCatalogs,
  own: ({ viewer }) => sql`${assignments.targetId} = ${viewer.personId}`,
  load: async (context, ids) =>
    byId(
      (await rowsOf(context, ids)).map((row) => ({
        id: row.id,
        state: row.state,
        status: statusOf(row),
        expiredDateTime: instantText(row.expiredAt),
        schedule: scheduleOf(row.startAt, row.endAt),
        customExtensionCalloutInstances: [],
      })),
    ),
};

const rowsOf = ({ reading }: ReadContext, ids: readonly string[]) =>
  reading.db
    .select()
    .from(assignments)
    .where(inArray(assignments.id, ids as AssignmentId[]));

/** What the API says beside the state: that the holder was told of a near end, or that the end has come. */
function statusOf({ state, endReason, endNoticeDays }: typeof assignments.$inferSelect): string {
  if (state === "expired") return endReason === "expired" ? "ExpiredNotificationTriggered" : statusText(state);
  return endNoticeDays === null ? statusText(state) : `NearExpiry${endNoticeDays}DayNotificationTriggered`;
}
