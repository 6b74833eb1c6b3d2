import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { AccessPackageId, AssignmentId, GroupId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { approvalStageSchema, policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { Answer } from "@/lib/engine/policy/questions";
import type { InformationExchange } from "@/lib/engine/request/exchange";
import { id, instant, ref } from "./columns";
import { groups, people } from "./directory";
import {
  approverCapacity,
  approverSource,
  callbackPoint,
  requestState,
  requestSubStatus,
  requestType,
  stageState,
} from "./enums";
import { accessPackages } from "./packages";

/** One row a request; equal to the fold of its events in `audit_events`. */
export const requests = pgTable(
  "requests",
  {
    id: id<RequestId>(),
    type: requestType().notNull(),
    packageId: ref<AccessPackageId>()
      .notNull()
      .references(() => accessPackages.id),
    policyId: ref<PolicyId>().notNull(),
    targetId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    requestorId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    /** The assignment it makes or ends; made together with the request, so it may not exist yet. */
    assignmentId: ref<AssignmentId>().notNull(),
    /** POR-44: the denied request of which this one is another try. */
    resubmissionOf: ref<RequestId>(),
    state: requestState().notNull(),
    subStatus: requestSubStatus(),
    /** WHO-54: parsed by `policySnapshotSchema` when read. */
    policySnapshot: jsonb().$type<z.input<typeof policySnapshotSchema>>().notNull(),
    justification: text(),
    answers: jsonb().$type<Answer[]>().notNull(),
    /** APP-79: stages an extension put before those of the policy. */
    dynamicStages: jsonb().$type<z.input<typeof approvalStageSchema>[]>().notNull(),
    /** Questions of approvers and their answers. */
    exchanges: jsonb().$type<InformationExchange[]>().notNull(),
    /** APP-74: what the request waits for outside the portal. */
    callbackPoint: callbackPoint(),
    callbackSince: instant(),
    callbackUntil: instant(),
    requestedStartAt: instant(),
    requestedEndAt: instant(),
    startAt: instant(),
    endAt: instant(),
    closingReason: text(),
    createdAt: instant().notNull(),
    completedAt: instant(),
    /** REQ-69: hidden from lists; row and history stay. */
    deletedAt: instant(),
    /** When time alone will do the next thing to this request; what the sweep looks for. */
    nextDueAt: instant(),
    /** REQ-51: the key of the form, so that sending it twice makes one request. */
    clientKey: text(),
    /** Counts the writes; an update that meets another version hits no row. */
    version: integer().notNull(),
  },
  (table) => [
    // REQ-48: one open add-request for a person and a package, whatever raced past the engine.
    uniqueIndex("requests_one_open_add")
      .on(table.targetId, table.packageId)
      .where(
        sql`${table.type} in ('userAdd', 'onBehalfAdd', 'adminAdd', 'systemAdd') and ${table.state} in ('submitted', 'pendingApproval', 'scheduled', 'delivering')`,
      ),
    // REQ-50: one open update or removal for an assignment; a delivery made again by the system is neither (REQ-10).
    uniqueIndex("requests_one_open_change")
      .on(table.assignmentId)
      .where(
        sql`${table.type} not in ('userAdd', 'onBehalfAdd', 'adminAdd', 'systemAdd', 'systemUpdate') and ${table.state} in ('submitted', 'pendingApproval', 'scheduled', 'delivering')`,
      ),
    // REQ-51.
    uniqueIndex("requests_client_key").on(table.requestorId, table.clientKey),
    // Sweep: what is due.
    index("requests_due_idx").on(table.nextDueAt).where(sql`${table.nextDueAt} is not null`),
    // Sweep: deliveries under way.
    index("requests_delivering_idx").on(table.id).where(sql`${table.state} = 'delivering'`),
    // Retention: what was closed longest ago (REQ-70).
    index("requests_completed_idx").on(table.completedAt).where(sql`${table.completedAt} is not null`),
    // My requests, newest first, by keyset.
    index("requests_target_idx").on(table.targetId, table.id),
    index("requests_requestor_idx").on(table.requestorId, table.id),
    // Requests of a package, newest first.
    index("requests_package_idx").on(table.packageId, table.id),
    // All requests, in order of their submission, by keyset; and how many wait.
    index("requests_created_idx").on(table.createdAt, table.id),
    // What was asked for lately, for charts: read from the index alone.
    index("requests_asked_idx")
      .on(table.createdAt, table.packageId, table.type, table.state)
      .where(sql`${table.deletedAt} is null`),
    index("requests_pending_idx").on(table.packageId).where(sql`${table.state} = 'pendingApproval'`),
    // The request behind an assignment.
    index("requests_assignment_idx").on(table.assignmentId),
  ],
);

/** A stage of a request from the moment it started (APP-3). */
export const requestStages = pgTable(
  "request_stages",
  {
    requestId: ref<RequestId>()
      .notNull()
      .references(() => requests.id),
    /** Counted from 0. */
    stage: smallint().notNull(),
    state: stageState().notNull(),
    activatedAt: instant().notNull(),
    forwardAt: instant(),
    forwardedAt: instant(),
    deadlineAt: instant().notNull(),
    closedAt: instant(),
    deciderId: ref<PersonId>().references(() => people.id),
    /** As it was when the decision was made. */
    deciderName: text(),
    deciderCapacity: approverCapacity(),
    /** APP-82: for whom a delegate decided. */
    delegatorId: ref<PersonId>().references(() => people.id),
    delegatorName: text(),
    reason: text(),
    nudgedAt: instant(),
    /** APP-97: an approval that was taken back. */
    revokedAt: instant(),
    revokerId: ref<PersonId>().references(() => people.id),
    revokerName: text(),
    revocationReason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.requestId, table.stage] }),
    // Approver inbox: running stages, the next deadline first, by keyset.
    index("request_stages_active_idx").on(table.deadlineAt, table.requestId).where(sql`${table.state} = 'active'`),
    // How long decisions took lately.
    index("request_stages_decided_idx")
      .on(table.closedAt, table.activatedAt, table.requestId)
      .where(sql`${table.deciderId} is not null`),
  ],
);

/** Whom a stage asks: people, and groups whose members count when they decide (APP-24, APP-26). */
export const stageApprovers = pgTable(
  "stage_approvers",
  {
    id: id<string>(),
    requestId: ref<RequestId>()
      .notNull()
      .references(() => requests.id),
    stage: smallint().notNull(),
    /** The order in which they were named. */
    position: smallint().notNull(),
    capacity: approverCapacity().notNull(),
    source: approverSource().notNull(),
    /** APP-81: a delegation covers only what was assigned after it took effect. */
    assignedAt: instant().notNull(),
    personId: ref<PersonId>().references(() => people.id),
    groupId: ref<GroupId>().references(() => groups.id),
  },
  (table) => [
    check("stage_approvers_subject", sql`num_nonnulls(${table.personId}, ${table.groupId}) = 1`),
    uniqueIndex("stage_approvers_position_key").on(table.requestId, table.stage, table.position),
    // Approver inbox: from the viewer and their groups to the stages that ask them.
    index("stage_approvers_person_idx").on(table.personId, table.requestId),
    index("stage_approvers_group_idx").on(table.groupId, table.requestId),
  ],
);
