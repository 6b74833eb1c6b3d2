import { isNotNull } from "drizzle-orm";
import { bigint, customType, index, jsonb, pgTable, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
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
import { auditResult, notificationKind, requestState } from "./enums";

/**
 * Append-only. No foreign keys, so that history outlives what it tells of; names are copies as they were.
 * Folding the events of a request gives its row in `requests`. A column that comes later must allow null: the hash of an
 * entry is that of its columns that have a value.
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
    result: auditResult().notNull().default("success"),
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
    // What the log tells of one access up to a day.
    index("audit_events_assignment_idx").on(table.assignmentId, table.sequence).where(isNotNull(table.assignmentId)),
    index("audit_events_target_idx").on(table.targetId, table.sequence),
    index("audit_events_package_idx").on(table.packageId, table.sequence),
    index("audit_events_catalog_idx").on(table.catalogId, table.sequence),
    index("audit_events_sequence_idx").on(table.sequence),
    // The log by who acted and for whom, by activity, by period, and by what was changed.
    index("audit_events_actor_idx").on(table.actorId, table.sequence),
    index("audit_events_delegator_idx").on(table.delegatorId, table.sequence).where(isNotNull(table.delegatorId)),
    index("audit_events_activity_idx").on(table.activity, table.sequence),
    index("audit_events_occurred_idx").on(table.occurredAt, table.sequence),
    index("audit_events_subject_idx").on(table.subjectId, table.sequence).where(isNotNull(table.subjectId)),
  ],
);

const sha256 = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * AUD-4: every entry of the log once, in the order in which they were committed. The hash of a link is that of the link
 * before it and of the entry's content together, so that no entry can be changed, left out or put in between without
 * every later hash being another one. A trigger writes it when the transaction commits; `verifyAudit` recomputes it.
 */
export const auditChain = pgTable("audit_chain", {
  position: bigint({ mode: "number" }).primaryKey(),
  eventId: ref<EventId>().notNull().unique("audit_chain_event_key"),
  hash: sha256().notNull(),
});

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
