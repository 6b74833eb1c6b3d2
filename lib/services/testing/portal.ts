import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { assignments, auditEvents, groupMembers, notifications, people, requests, roleGrants } from "@/db/schema";
import type { Verdict } from "@/lib/engine/approval/stage";
import type { Person } from "@/lib/engine/directory";
import type { NotificationKind } from "@/lib/engine/effects";
import type { AccessPackageId, AssignmentId, GroupId, RequestId } from "@/lib/engine/ids";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import { accepted, form, start } from "@/lib/engine/testing/facts";
import { loadRequests } from "@/lib/facts/requests";
import { type MovableClock, movableClock } from "@/lib/platform/clock";
import { createLog } from "@/lib/platform/log";
import type { TestDatabase } from "@/lib/testing/database";
import type { DirectInput } from "../admit-assigner";
import { answerQuestion } from "../answer-question";
import { askRequestor } from "../ask-requestor";
import { type AssignInput, assignDirectly } from "../assign-directly";
import { cancelRequest } from "../cancel-request";
import { checkAssignments } from "../check-assignments";
import { builtInConnectors, type Connectors } from "../connectors";
import { decideStage } from "../decide-stage";
import { grantRoles } from "../deliver-roles";
import type { Deps } from "../deps";
import { removeOwnAccess } from "../end-assignment";
import { type ExtendInput, extendAccess } from "../extend-access";
import { nudgeApprovers } from "../nudge-approvers";
import { removeAccess } from "../remove-access";
import { reprocessRequests } from "../reprocess-requests";
import { revokeApproval } from "../revoke-approval";
import { revokeRoles } from "../revoke-roles";
import { removeDelegation, type SetDelegationInput, setDelegation } from "../set-delegation";
import { type SubmitInput, submitRequest } from "../submit-request";
import { sweepDue } from "../sweep-due";
import { type UpdateInput, updateAssignment } from "../update-assignment";

/** What services are given in a test: the file's database, a clock that moves when told to, connectors to be swapped. */
export function deps(test: TestDatabase, clock: MovableClock, connectors: Connectors = builtInConnectors): Deps {
  return {
    db: test.db,
    clock,
    connectors,
    log: createLog(
      () => "error",
      () => {},
    ),
  };
}

/**
 * The portal as a story meets it: people of the cast call the real services on the file's database. It knows no rule;
 * what it reads, it reads from the tables.
 */
export class Portal {
  readonly clock: MovableClock = movableClock(start);
  /** Swapped by stories in which a system behind the portal fails. */
  connectors: Connectors = builtInConnectors;
  readonly #test: TestDatabase;
  #keys = 0;

  constructor(test: TestDatabase) {
    this.#test = test;
  }

  get db(): Database {
    return this.#test.db;
  }

  get deps(): Deps {
    return deps(this.#test, this.clock, this.connectors);
  }

  submit(who: Person, packageId: AccessPackageId, parts: Partial<SubmitInput> = {}) {
    this.#keys += 1;
    const clientKey = `form ${this.#keys}`;
    return submitRequest(this.deps, { ...form(), personId: who.id, packageId, clientKey, ...parts });
  }

  /** Assigns directly, to the targets named and under the policy named. */
  assign(
    who: Person,
    packageId: AccessPackageId,
    parts: Pick<AssignInput, "policyId" | "targetIds"> & Partial<AssignInput>,
  ) {
    this.#keys += 1;
    const clientKey = `assignment ${this.#keys}`;
    return assignDirectly(this.deps, { ...form(), actorId: who.id, packageId, clientKey, ...parts });
  }

  /** The same, only looked at. */
  check(
    who: Person,
    packageId: AccessPackageId,
    parts: Pick<AssignInput, "policyId" | "targetIds"> & Partial<DirectInput>,
  ) {
    return checkAssignments(this.deps, { ...form(), actorId: who.id, packageId, ...parts });
  }

  /** Submits and gives the request; fails the test where it is refused. */
  async ask(who: Person, packageId: AccessPackageId, parts: Partial<SubmitInput> = {}): Promise<RequestId> {
    return accepted(await this.submit(who, packageId, parts)).requestId;
  }

  /** Decides the stage that runs, or the last one that did. */
  async decide(who: Person, id: RequestId, verdict: Verdict, parts: { stage?: number; reason?: string } = {}) {
    const stage = parts.stage ?? (await this.request(id)).stages.at(-1)?.index ?? 0;
    return decideStage(this.deps, { personId: who.id, requestId: id, stage, verdict, reason: parts.reason ?? "" });
  }

  /** Asks the requestor something in the first stage before deciding. */
  askBack(who: Person, requestId: RequestId, question = "For how long?") {
    return askRequestor(this.deps, { personId: who.id, requestId, stage: 0, question });
  }

  answer(who: Person, requestId: RequestId, answer = "Until May") {
    return answerQuestion(this.deps, { personId: who.id, requestId, answer });
  }

  nudge(who: Person, requestId: RequestId) {
    return nudgeApprovers(this.deps, { personId: who.id, requestId });
  }

  /** Names a colleague to decide in one's place, from now on and without an end. */
  async delegate(who: Person, delegate: Person, parts: Partial<SetDelegationInput> = {}) {
    const input = { personId: who.id, delegatorId: who.id, delegate: { personId: delegate.id }, endAt: null };
    return setDelegation(this.deps, { ...input, startAt: await this.clock.now(), ...parts });
  }

  undelegate(who: Person) {
    return removeDelegation(this.deps, { personId: who.id, delegatorId: who.id });
  }

  cancel(who: Person, requestId: RequestId) {
    return cancelRequest(this.deps, { personId: who.id, requestId });
  }

  /** Asks for a later end of access, for oneself or for a report. */
  extend(who: Person, assignmentId: AssignmentId, parts: Partial<ExtendInput> = {}) {
    const { answers, justification, language } = form();
    this.#keys += 1;
    const clientKey = `extension ${this.#keys}`;
    const input = { endAt: null, answers, justification, language, clientKey, ...parts };
    return extendAccess(this.deps, { ...input, personId: who.id, assignmentId });
  }

  /** Changes access as an administrator. */
  change(who: Person, assignmentId: AssignmentId, parts: Partial<UpdateInput> = {}) {
    const unchanged = { startAt: null, endAt: null, answers: null, justification: "", language: "en" };
    return updateAssignment(this.deps, { ...unchanged, ...parts, personId: who.id, assignmentId });
  }

  /** Ends access as an administrator. */
  async remove(who: Person, assignmentId: AssignmentId, reason = "") {
    const input = { personId: who.id, assignmentIds: [assignmentId], reason };
    const [only] = await removeAccess(this.deps, input);
    if (!only) throw new Error("one assignment, one result");
    return only.result;
  }

  /** Takes back the approval of the first stage. */
  revoke(who: Person, requestId: RequestId, reason = "a mistake") {
    return revokeApproval(this.deps, { personId: who.id, requestId, stage: 0, reason });
  }

  /** Has a failed delivery tried again. */
  async reprocess(who: Person, requestId: RequestId) {
    const [only] = await reprocessRequests(this.deps, { personId: who.id, requestIds: [requestId] });
    if (!only) throw new Error("one request, one result");
    return only.result;
  }

  giveBack(who: Person, assignmentId: AssignmentId) {
    return removeOwnAccess(this.deps, { personId: who.id, assignmentId });
  }

  /** The worker's turn for one request. */
  async work(id: RequestId): Promise<void> {
    const { type } = await this.request(id);
    await (intentOf(type) === "remove" ? revokeRoles : grantRoles)(this.deps, id);
  }

  /** Asks, where nobody has to approve, and has it delivered. */
  async hold(who: Person, packageId: AccessPackageId, parts: Partial<SubmitInput> = {}): Promise<AssignmentId> {
    const id = await this.ask(who, packageId, parts);
    await this.work(id);
    return (await this.request(id)).assignmentId;
  }

  sweep(): Promise<number> {
    return sweepDue(this.deps);
  }

  /** Moves the clock; the sweep runs at the new instant. */
  async passTo(instant: Date): Promise<void> {
    this.clock.set(instant);
    await this.sweep();
  }

  async request(id: RequestId): Promise<AssignmentRequest> {
    const stored = (await loadRequests(this.db, [id])).get(id);
    if (!stored) throw new Error("no such request");
    return stored.request;
  }

  /** The state with its sub-status, `denied/timedOut` for instance. */
  async stateOf(id: RequestId): Promise<string> {
    const request = await this.request(id);
    return "subStatus" in request ? `${request.state}/${request.subStatus}` : request.state;
  }

  /** The requests there are about a person, oldest first. */
  requestsOf(who: Person) {
    return this.db.select().from(requests).where(eq(requests.targetId, who.id)).orderBy(asc(requests.createdAt));
  }

  async assignment(id: AssignmentId) {
    const [row] = await this.db.select().from(assignments).where(eq(assignments.id, id));
    if (!row) throw new Error("no such assignment");
    return row;
  }

  /** The removal that ended an assignment. */
  async removalOf(id: AssignmentId): Promise<RequestId> {
    const rows = await this.db.select().from(requests).where(eq(requests.assignmentId, id));
    const removal = rows.find((row) => intentOf(row.type) === "remove");
    if (!removal) throw new Error("no removal");
    return removal.id;
  }

  /** `group as role` for every membership a person has now. */
  async membershipsOf(who: Person): Promise<{ groupId: GroupId; role: string }[]> {
    return this.db
      .select({ groupId: groupMembers.groupId, role: groupMembers.role })
      .from(groupMembers)
      .where(eq(groupMembers.personId, who.id))
      .orderBy(groupMembers.groupId, groupMembers.role);
  }

  grantsOf(assignmentId: AssignmentId) {
    return this.db.select().from(roleGrants).where(eq(roleGrants.assignmentId, assignmentId));
  }

  /** The kinds of events of a request, in the order in which they were written. */
  async history(id: RequestId): Promise<string[]> {
    return (await this.events(id)).map((event) => event.kind);
  }

  events(id: RequestId) {
    return this.db.select().from(auditEvents).where(eq(auditEvents.requestId, id)).orderBy(auditEvents.sequence);
  }

  /** Who got a message of this kind about a request, by name. */
  async told(kind: NotificationKind, id: RequestId): Promise<string[]> {
    const rows = await this.db
      .select({ name: people.displayName })
      .from(notifications)
      .innerJoin(people, eq(people.id, notifications.recipientId))
      .where(and(eq(notifications.kind, kind), eq(notifications.requestId, id)))
      .orderBy(people.displayName);
    return rows.map((row) => row.name);
  }

  /** How often each of these events stands in a request's history. */
  async countOf(id: RequestId, ...kinds: string[]): Promise<number> {
    const rows = await this.db
      .select({ id: auditEvents.id })
      .from(auditEvents)
      .where(and(eq(auditEvents.requestId, id), inArray(auditEvents.kind, kinds)));
    return rows.length;
  }
}
