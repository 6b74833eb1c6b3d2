import type { Database } from "@/db/client";
import {
  assignments,
  auditEvents,
  groupMembers,
  requestStages,
  requests,
  roleGrants,
  stageApprovers,
} from "@/db/schema";
import type { EndReason } from "@/lib/engine/assignment/assignment";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { EventId } from "@/lib/engine/ids";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { erasureActivity, isErasable } from "@/lib/engine/request/retention";
import { defaultSettings } from "@/lib/engine/settings";
import { newId } from "@/lib/platform/ids";
import { assignmentRow } from "@/lib/services/write-assignment";
import { requestEntry } from "@/lib/services/write-audit";
import { approverRows, requestRow, stageRow } from "@/lib/services/write-request";
import { insertAll } from "./bulk";
import type { SeededRole } from "./catalogs";
import type { Life } from "./life";

type Row<Table extends { $inferInsert: unknown }> = Table["$inferInsert"];

export type Names = { readonly targetName: string; readonly packageName: string };

/** What became of access that was given. */
export type Access = {
  readonly given: Life;
  readonly roles: readonly SeededRole[];
  readonly ended: { readonly at: Date; readonly gone: Date; readonly reason: EndReason } | null;
};

const tables = { requests, requestStages, stageApprovers, assignments, roleGrants, groupMembers } as const;

/** Requests kept back before they are written together. */
const BATCH = 2_000;

/** The access a request has begun to deliver; null where it never came to that. */
export function accessOf({ steps, request }: Life): AssignmentFacts | null {
  for (const { event } of steps) {
    if (event.kind !== "deliveryStarted") continue;
    const { packageId, targetId, snapshot } = request;
    return { id: event.assignmentId, packageId, targetId, snapshot, state: "delivered", ...event.period };
  }
  return null;
}

/** Turns lives into rows and writes them in bulk; the log in the order in which it would have been written. */
export class Ledger {
  readonly #db: Database;
  readonly #now: Date;
  #waiting: { [Name in keyof typeof tables]: Row<(typeof tables)[Name]>[] } = Ledger.#empty();
  #log: Row<typeof auditEvents>[] = [];
  readonly counts = { requests: 0, assignments: 0, entries: 0 };

  constructor(db: Database, now: Date) {
    this.#db = db;
    this.#now = now;
  }

  static #empty() {
    return { requests: [], requestStages: [], stageApprovers: [], assignments: [], roleGrants: [], groupMembers: [] };
  }

  /** The entries of a request, and its row unless it is closed and older than such rows are kept (REQ-70). */
  record({ steps, request }: Life, isAccessThere: boolean, names: Names): void {
    for (const step of steps) {
      this.#log.push(requestEntry(step, { ...names, actor: step.actor, recordedAt: step.event.at }));
    }
    const completedAt = "completedAt" in request ? request.completedAt : null;
    if (isErasable({ state: request.state, completedAt, isAccessThere }, defaultSettings, this.#now)) {
      this.#log.push(this.#erasure(request, completedAt));
      return;
    }
    this.counts.requests += 1;
    this.#waiting.requests.push(requestRow(request, null));
    for (const stage of request.stages) {
      this.#waiting.requestStages.push(stageRow(request.id, stage));
      this.#waiting.stageApprovers.push(...approverRows(request.id, stage));
    }
  }

  #erasure({ id, packageId, targetId, assignmentId, snapshot, state }: AssignmentRequest, completedAt: Date | null) {
    const at = new Date((completedAt ?? this.#now).getTime() + defaultSettings.requestRetentionDays * 86_400_000);
    return {
      id: newId(at) as EventId,
      occurredAt: at,
      recordedAt: at,
      kind: "requestErased",
      activity: erasureActivity,
      targetId,
      packageId,
      policyId: snapshot.policyId,
      requestId: id,
      assignmentId,
      oldState: state,
      payload: { kind: "requestErased", at, requestId: id },
    };
  }

  recordAccess({ given: { steps, request }, roles, ended }: Access): void {
    const begun = steps.flatMap(({ event }) => (event.kind === "deliveryStarted" ? [event] : [])).at(0);
    if (!begun) return;
    this.counts.assignments += 1;
    const { expiredAt, endReason, deprovisionedAt } = ended
      ? { expiredAt: ended.at, endReason: ended.reason, deprovisionedAt: ended.gone }
      : { expiredAt: null, endReason: null, deprovisionedAt: null };
    this.#waiting.assignments.push({
      ...assignmentRow(request, begun),
      state: ended ? "expired" : "delivered",
      expiredAt,
      endReason,
      deprovisionedAt,
      version: ended ? 4 : 2,
    });
    for (const { id, groupId } of roles) {
      this.#waiting.roleGrants.push({
        assignmentId: request.assignmentId,
        resourceRoleId: id,
        personId: request.targetId,
        state: ended ? "revoked" : "granted",
        attempts: 0,
        firstAttemptAt: null,
        nextAttemptAt: null,
        problem: null,
        grantedAt: begun.at,
        revokedAt: ended?.gone ?? null,
      });
      if (groupId && !ended) {
        const since = begun.at;
        this.#waiting.groupMembers.push({ groupId, personId: request.targetId, role: "member", since });
      }
    }
  }

  /** Writes what has gathered, the log up to an instant before which nothing more will happen. */
  async settle(until: Date): Promise<void> {
    if (this.#waiting.requests.length + this.#waiting.assignments.length < BATCH) return;
    await this.#write(until);
  }

  /** Writes all that is left. */
  close(): Promise<void> {
    return this.#write(this.#now);
  }

  async #write(until: Date): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = Ledger.#empty();
    const isReady = (entry: Row<typeof auditEvents>) => entry.recordedAt <= until;
    const entries = this.#log.filter(isReady).sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
    this.#log = this.#log.filter((entry) => !isReady(entry));
    this.counts.entries += entries.length;
    await this.#db.transaction(async (tx) => {
      await insertAll(tx, requests, rows.requests);
      await insertAll(tx, requestStages, rows.requestStages);
      await insertAll(tx, stageApprovers, rows.stageApprovers);
      await insertAll(tx, assignments, rows.assignments);
      await insertAll(tx, roleGrants, rows.roleGrants);
      await insertAll(tx, groupMembers, rows.groupMembers);
      // Erasures have fewer columns than the entries of events.
      await insertAll(
        tx,
        auditEvents,
        entries.filter(({ kind }) => kind !== "requestErased"),
      );
      await insertAll(
        tx,
        auditEvents,
        entries.filter(({ kind }) => kind === "requestErased"),
      );
    });
  }
}
