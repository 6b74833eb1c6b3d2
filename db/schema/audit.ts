import { bigint, index, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type {
  AccessPackageId,
  AssignmentId,
  CatalogId,
  EventId,
  PersonId,
  PolicyId,
  RequestId,
} from "@/lib/engine/ids";
import { id, instant, ref } from "./columns";
import { people } from "./directory";
import { notificationKind, requestState } from "./enums";

/**
 * Append-only. No foreign keys, so that history outlives what it tells of; names are copies as they were.
 * Folding the events of a request gives its row in `requests`.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: id<EventId>(),
    /** The order in which events were written. */
    sequence: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    /** The instant it counts from; for timers the due time. */
    occurredAt: instant().notNull(),
    /** The instant it was written. */
    recordedAt: instant().notNull(),
    /** The kind of event, spelled as in lib/engine/request/events. */
    kind: text().notNull(),
    /** AUD-9 to AUD-13: the activity in the words auditors search for. */
    activity: text().notNull(),
    /** Null when the system acted because time had come. */
    actorId: ref<PersonId>(),
    actorName: text(),
    /** REQ-80: for whom a delegate acted. */
    delegatorId: ref<PersonId>(),
    delegatorName: text(),
    targetId: ref<PersonId>(),
    targetName: text(),
    packageId: ref<AccessPackageId>(),
    packageName: text(),
    catalogId: ref<CatalogId>(),
    catalogName: text(),
    /** What an administrator changed, where that is none of the above: a policy, a resource, a role, a group, a setting. */
    subjectId: text(),
    subjectName: text(),
    policyId: ref<PolicyId>(),
    requestId: ref<RequestId>(),
    assignmentId: ref<AssignmentId>(),
    oldState: requestState(),
    newState: requestState(),
    reason: text(),
    /** The whole event, for replay; answers are left out (house rule on personal data). */
    payload: jsonb().$type<unknown>().notNull(),
  },
  (table) => [
    // Timeline of a request and its replay.
    index("audit_events_request_idx").on(table.requestId, table.sequence),
    index("audit_events_target_idx").on(table.targetId, table.sequence),
    index("audit_events_package_idx").on(table.packageId, table.sequence),
    index("audit_events_catalog_idx").on(table.catalogId, table.sequence),
    index("audit_events_sequence_idx").on(table.sequence),
  ],
);

/** NOT-41: messages written with the change they tell of, at most once for an event and a recipient. */
export const notifications = pgTable(
  "notifications",
  {
    id: id<string>(),
    eventId: ref<EventId>().notNull(),
    recipientId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    kind: notificationKind().notNull(),
    /** The rule of the spec that asks for it, NOT-2 for instance. */
    rule: text().notNull(),
    /** Null where it is about no request, as with a delegation (NOT-21). */
    requestId: ref<RequestId>(),
    stage: smallint(),
    createdAt: instant().notNull(),
    sentAt: instant(),
  },
  (table) => [
    uniqueIndex("notifications_once").on(table.eventId, table.recipientId),
    index("notifications_recipient_idx").on(table.recipientId, table.createdAt),
  ],
);
