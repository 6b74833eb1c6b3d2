import { type DecideCommand, decideStage } from "@/lib/engine/approval/decide";
import type { Decider } from "@/lib/engine/approval/decider";
import type { Verdict } from "@/lib/engine/approval/stage";
import { type AssignmentFacts, decideExpiry, decideOwnRemoval } from "@/lib/engine/assignment/end";
import type { Directory, Person } from "@/lib/engine/directory";
import { type Effect, effectsOf } from "@/lib/engine/effects";
import type { AccessPackageId, AssignmentId, GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import { type AdvanceFacts, nextTimer } from "@/lib/engine/request/advance";
import { decideCancellation, decideClosureWithAccess } from "@/lib/engine/request/cancel";
import type { Decision, DeliveryOutcome, RequestEvent } from "@/lib/engine/request/events";
import { evolve } from "@/lib/engine/request/evolve";
import type { Refusal } from "@/lib/engine/request/refusals";
import { type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import type { DirectAssigner, PackageFacts, SubmissionFacts, SubmitCommand } from "@/lib/engine/request/submission";
import { decideSubmission } from "@/lib/engine/request/submit";
import { decideTimers } from "@/lib/engine/request/timers";
import type { Result } from "@/lib/engine/result";
import { defaultSettings, type TenantSettings } from "@/lib/engine/settings";
import type { Holdings } from "@/lib/engine/sod/conflicts";
import { isAfter, isDue } from "@/lib/engine/time";
import { decider, directoryOf, idOf } from "./cast";
import { form } from "./facts";

type Notification = Extract<Effect, { kind: "notify" }>;

type Held = { facts: AssignmentFacts; isDeprovisioned: boolean };

/** What somebody asks for; for themself unless a target is given, as one of the people it is for unless directly. */
type Wish = Partial<SubmitCommand> & { readonly target?: Person; readonly direct?: DirectAssigner };

/** What the office asks; a test of the tests passes one that breaks a rule. */
const theEngine = { decideSubmission, decideStage, decideCancellation, decideOwnRemoval, decideExpiry, decideTimers };
export type Engine = typeof theEngine;

/**
 * A small office on a virtual clock: it keeps what the services keep, asks the engine what the services ask, and
 * applies what the engine said. Nothing in it knows a rule.
 */
export class Office {
  now: Date;
  directory: Directory = directoryOf();
  settings: TenantSettings = defaultSettings;
  readonly packages = new Map<AccessPackageId, PackageFacts>();
  readonly history = new Map<RequestId, RequestEvent[]>();
  readonly requests = new Map<RequestId, AssignmentRequest>();
  readonly assignments = new Map<AssignmentId, Held>();
  /** Everything that happened, in order. */
  readonly log: { readonly requestId: RequestId; readonly event: RequestEvent; readonly isBySystem: boolean }[] = [];
  readonly mails: (Notification & { readonly at: Date; readonly requestId: RequestId })[] = [];
  readonly #engine: Engine;
  #lastId = 100_000;

  constructor(now: Date, packages: readonly PackageFacts[], engine: Partial<Engine> = {}) {
    this.now = now;
    this.#engine = { ...theEngine, ...engine };
    for (const each of packages) this.packages.set(each.id, each);
  }

  groupsOf(personId: PersonId): Set<GroupId> {
    const groups = new Set<GroupId>();
    for (const [group, members] of this.directory.groupMembers) if (members.includes(personId)) groups.add(group);
    return groups;
  }

  holdingsOf(personId: PersonId): Holdings {
    const assignments = [...this.assignments.values()]
      .filter(({ facts }) => facts.targetId === personId)
      .map(({ facts, isDeprovisioned }) => ({ ...facts, isDeprovisioned }));
    const requests = [...this.requests.values()].filter((each) => each.targetId === personId);
    return { assignments, requests, groupIds: this.groupsOf(personId) };
  }

  submissionFacts(who: Person, packageId: AccessPackageId, wish: Wish = {}): SubmissionFacts {
    const target = wish.target ?? who;
    const asked = [...this.requests.values()];
    return {
      requestor: this.directory.people.get(who.id) ?? who,
      requestorGroupIds: this.groupsOf(who.id),
      hasHistory: asked.some((each) => each.targetId === who.id && each.packageId === packageId),
      direct: wish.direct ?? null,
      target: this.directory.people.get(target.id) ?? target,
      profile: {},
      package: this.packages.get(packageId) ?? null,
      holdings: this.holdingsOf(target.id),
      earlier: asked.find((each) => each.id === wish.resubmissionOf) ?? null,
      settings: this.settings,
      directory: this.directory,
    };
  }

  advanceFacts(request: AssignmentRequest): AdvanceFacts {
    const incompatible = this.packages.get(request.packageId)?.incompatible ?? { packages: [], groups: [] };
    return {
      directory: this.directory,
      settings: this.settings,
      holdings: this.holdingsOf(request.targetId),
      incompatible,
      assignment: intentOf(request.type) === "update" ? this.held(request.assignmentId).facts : null,
    };
  }

  submit(who: Person, packageId: AccessPackageId, wish: Wish = {}): Result<Decision, Refusal> {
    const { target, direct: _direct, ...parts } = wish;
    this.expire(this.now, target?.id ?? who.id);
    const ids = { requestId: this.newId<RequestId>(), assignmentId: this.newId<AssignmentId>() };
    const facts = this.submissionFacts(who, packageId, wish);
    return this.apply(ids.requestId, this.#engine.decideSubmission(facts, form(parts), ids, this.now));
  }

  /** Submits and gives the request; fails the test where the submission is refused. */
  open(who: Person, packageId: AccessPackageId, wish: Wish = {}): AssignmentRequest {
    const result = this.submit(who, packageId, wish);
    if (!result.ok) throw new Error(`refused: ${result.error.code}`);
    return this.request([...this.requests.keys()].at(-1) as RequestId);
  }

  request(id: RequestId): AssignmentRequest {
    const request = this.requests.get(id);
    if (!request) throw new Error("no such request");
    return request;
  }

  decide(who: Person, id: RequestId, verdict: Verdict, parts: Partial<DecideCommand> = {}): Result<Decision, Refusal> {
    this.catchUp(id);
    const request = this.request(id);
    const stage = parts.stage ?? activeStage(request)?.index ?? request.stages.length - 1;
    const person = this.directory.people.get(who.id) ?? who;
    const by = this.deciderOf(person);
    const command = { reason: "", ...parts, stage, verdict };
    return this.apply(id, this.#engine.decideStage(request, this.advanceFacts(request), by, command, this.now));
  }

  /** Somebody who is about to decide, with everything that gives them a right to. */
  protected deciderOf(person: Person): Decider {
    return { ...decider(person, ...this.groupsOf(person.id)), settings: this.settings };
  }

  cancel(who: Person, id: RequestId): Result<Decision, Refusal> {
    this.catchUp(id);
    return this.apply(id, this.#engine.decideCancellation(this.request(id), who.id, null, this.now));
  }

  giveBack(who: Person, assignmentId: AssignmentId): Result<Decision, Refusal> {
    const held = this.held(assignmentId);
    const requestId = this.newId<RequestId>();
    return this.apply(requestId, this.#engine.decideOwnRemoval(held.facts, who.id, requestId, this.now));
  }

  /** The worker reports what became of a delivery. */
  finish(id: RequestId, outcome: DeliveryOutcome = "delivered"): void {
    this.apply(id, { ok: true, value: { events: [{ kind: "deliveryFinished", at: this.now, outcome }] } });
  }

  /** The last role of an ended assignment is gone. */
  deprovision(assignmentId: AssignmentId): void {
    this.held(assignmentId).isDeprovisioned = true;
  }

  /** Moves the clock while the worker is away. */
  jumpTo(instant: Date): void {
    this.now = instant;
  }

  /** Moves the clock with the worker doing everything at the instant it is due. */
  passTo(instant: Date): void {
    this.now = instant;
    this.sweep();
  }

  /** Does what is due, the earliest first, however late; a worker that dies leaves what comes after `most` steps. */
  sweep(most = Number.POSITIVE_INFINITY): void {
    for (let step = 0; step < most; step += 1) {
      const due = [...this.requests.values()]
        .map((request) => ({ request, timer: nextTimer(request) }))
        .filter(({ timer }) => timer && isDue(timer.at, this.now))
        .sort((a, b) => (a.timer?.at.getTime() ?? 0) - (b.timer?.at.getTime() ?? 0));
      const first = due[0];
      this.expire(first?.timer?.at ?? this.now);
      if (!first) return;
      const request = this.request(first.request.id);
      // The end of access may have closed it just now (ASN-46).
      if (request !== first.request) continue;
      const { events } = this.#engine.decideTimers(request, this.advanceFacts(request), first.timer?.at ?? this.now);
      if (events.length === 0) throw new Error("a due timer has to do something");
      this.apply(request.id, { ok: true, value: { events } }, true);
    }
  }

  /** What every service does before it decides: what time has done to the request and to its target's access. */
  protected catchUp(id: RequestId): void {
    this.expire(this.now, this.request(id).targetId);
    const request = this.request(id);
    const { events } = this.#engine.decideTimers(request, this.advanceFacts(request), this.now);
    this.apply(id, { ok: true, value: { events } }, true);
  }

  /** Who was told something, as `notification → who` with groups and administrators by their kind. */
  told(notification: Notification["notification"]): string[] {
    return this.mails
      .filter((mail) => mail.notification === notification)
      .flatMap((mail) =>
        mail.to.map((to) => {
          if (to.kind === "packageAdministrators") return to.kind;
          if (to.kind === "person") return to.personId;
          return "personId" in to.approver ? to.approver.personId : to.approver.groupId;
        }),
      );
  }

  protected expire(until: Date, of: PersonId | null = null): void {
    for (const { facts } of [...this.assignments.values()]) {
      if ((of && facts.targetId !== of) || (facts.endAt && isAfter(facts.endAt, until))) continue;
      const requestId = this.newId<RequestId>();
      const result = this.#engine.decideExpiry(facts, requestId, this.now);
      if (result.ok) this.apply(requestId, result, true);
    }
  }

  protected held(id: AssignmentId): Held {
    const held = this.assignments.get(id);
    if (!held) throw new Error("no such assignment");
    return held;
  }

  protected newId<Of extends RequestId | AssignmentId>(): Of {
    this.#lastId += 1;
    return idOf<Of>(this.#lastId);
  }

  /** Writes down what the engine said, as the services do in one transaction. */
  protected apply<Value extends Result<Decision, unknown>>(id: RequestId, result: Value, isBySystem = false): Value {
    if (!result.ok) return result;
    for (const event of result.value.events) {
      const before = this.requests.get(id) ?? null;
      const next = evolve(before, event);
      this.requests.set(id, next);
      this.history.set(id, [...(this.history.get(id) ?? []), event]);
      this.log.push({ requestId: id, event, isBySystem });
      for (const effect of effectsOf(event, before, next)) {
        if (effect.kind === "notify") this.mails.push({ ...effect, at: event.at, requestId: id });
      }
      this.#keepAssignment(next, event);
    }
    return result;
  }

  #keepAssignment(request: AssignmentRequest, event: RequestEvent): void {
    const { assignmentId: id, packageId, targetId, snapshot } = request;
    const held = this.assignments.get(id);
    if (event.kind === "deliveryStarted" && intentOf(request.type) === "add") {
      const facts: AssignmentFacts = { id, packageId, targetId, snapshot, state: "delivering", ...event.period };
      this.assignments.set(id, { facts, isDeprovisioned: false });
    } else if (event.kind === "deliveryFinished" && held && intentOf(request.type) === "add") {
      held.facts = { ...held.facts, state: event.outcome };
    } else if (event.kind === "assignmentUpdated" && held) {
      held.facts = { ...held.facts, ...event.period };
    } else if (event.kind === "assignmentEnded" && held) {
      held.facts = { ...held.facts, state: "expired", endAt: event.at };
      // ASN-46, REQ-77: the services close in the same transaction what waits for that access.
      for (const waiting of [...this.requests.values()].filter((each) => each.assignmentId === id)) {
        this.apply(waiting.id, { ok: true, value: decideClosureWithAccess(waiting, event.at) }, true);
      }
    }
  }
}
