import { decideAnswer, decideQuestion } from "@/lib/engine/approval/ask";
import type { Decider, HeldDelegation } from "@/lib/engine/approval/decider";
import { decideDelegation } from "@/lib/engine/approval/delegation";
import { decideAdminRemoval, decideClearance } from "@/lib/engine/assignment/removal";
import { decideRevocation } from "@/lib/engine/assignment/revocation";
import { decideUpdate } from "@/lib/engine/assignment/update";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, AssignmentId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { Decision } from "@/lib/engine/request/events";
import { decideNudge } from "@/lib/engine/request/nudge";
import type { Refusal } from "@/lib/engine/request/refusals";
import { intentOf, isOpen } from "@/lib/engine/request/states";
import { ok, type Result } from "@/lib/engine/result";
import { Office } from "@/lib/engine/testing/scenarios";
import type { Delegated } from "./company";

type Answer = Result<Decision, Refusal>;

const named = ({ id, displayName }: Person) => ({ personId: id, displayName });

/** The office with everything else that can be done in it; still nothing in it knows a rule. */
export class BusyOffice extends Office {
  readonly delegations = new Map<PersonId, Delegated>();

  protected override deciderOf(person: Person): Decider {
    const held = [...this.delegations.values()].filter((each) => each.delegateId === person.id);
    return {
      ...super.deciderOf(person),
      delegations: held.flatMap(({ delegatorId, takesEffectAt, endAt }): HeldDelegation[] => {
        const delegator = this.directory.people.get(delegatorId);
        if (!delegator) return [];
        return [{ delegator: named(delegator), isDelegatorEnabled: delegator.isEnabled, takesEffectAt, endAt }];
      }),
    };
  }

  assign(who: Person, target: Person, packageId: AccessPackageId, policyId: PolicyId, bypassReason: string | null) {
    return this.submit(who, packageId, { target, policyId, bypassReason, direct: { mayBypass: true } });
  }

  extend(who: Person, assignmentId: AssignmentId, endAt: Date | null): Answer {
    const { targetId } = this.held(assignmentId).facts;
    this.expire(this.now, targetId);
    const { facts: assignment } = this.held(assignmentId);
    const wanted = this.packages.get(assignment.packageId);
    const target = this.directory.people.get(targetId);
    if (!wanted || !target) throw new Error("access belongs to somebody, and to a package");
    const open = [...this.requests.values()].find(
      (each) => each.assignmentId === assignmentId && intentOf(each.type) !== "add" && isOpen(each.state),
    );
    const requestId = this.newId<RequestId>();
    const facts = {
      requestor: who,
      target,
      assignment,
      policy: wanted.policies.find((each) => each.policyId === assignment.snapshot.policyId) ?? null,
      openRequestId: open?.id ?? null,
      settings: this.settings,
      holdings: this.holdingsOf(targetId),
      incompatible: wanted.incompatible,
      directory: this.directory,
    };
    const command = { endAt, answers: [], justification: "Still needed.", language: "en" };
    return this.apply(requestId, decideUpdate(facts, command, requestId, this.now));
  }

  remove(who: Person, assignmentId: AssignmentId): Answer {
    this.expire(this.now, this.held(assignmentId).facts.targetId);
    const requestId = this.newId<RequestId>();
    const { facts } = this.held(assignmentId);
    return this.apply(requestId, decideAdminRemoval(facts, who.id, { reason: "" }, requestId, this.now));
  }

  question(who: Person, id: RequestId, stage: number): Answer {
    this.catchUp(id);
    const command = { stage, question: "What for?" };
    return this.apply(id, decideQuestion(this.request(id), this.settings, this.deciderOf(who), command, this.now));
  }

  answer(who: Person, id: RequestId): Answer {
    this.catchUp(id);
    return this.apply(id, decideAnswer(this.request(id), named(who), "For the audit.", this.now));
  }

  nudge(who: Person, id: RequestId): Answer {
    this.catchUp(id);
    return this.apply(id, decideNudge(this.request(id), who.id, this.now));
  }

  revoke(who: Person, id: RequestId, stage: number): Answer {
    const request = this.request(id);
    this.expire(this.now, request.targetId);
    const requestId = this.newId<RequestId>();
    const held = this.assignments.get(request.assignmentId)?.facts ?? null;
    const decision = decideRevocation(
      request,
      held,
      named(who),
      { stage, reason: "Not any more." },
      requestId,
      this.now,
    );
    if (!decision.ok) return decision;
    this.apply(id, ok(decision.value.revoked));
    return this.apply(requestId, ok(decision.value.ended));
  }

  clear(who: Person, id: RequestId): Answer {
    this.catchUp(id);
    const request = this.request(id);
    const requestId = this.newId<RequestId>();
    const held = this.assignments.get(request.assignmentId)?.facts ?? null;
    const decision = decideClearance(request, held, who.id, { reason: "" }, requestId, this.now);
    if (!decision.ok) return decision;
    this.apply(requestId, ok(decision.value.ended));
    return this.apply(id, ok(decision.value.canceled));
  }

  delegate(who: Person, to: Person, endAt: Date): Result<unknown, Refusal> {
    const current = this.delegations.get(who.id);
    const facts = {
      settings: this.settings,
      delegator: who,
      mayActForAnybody: false,
      current: current ? named(this.directory.people.get(current.delegateId) ?? to) : null,
    };
    const candidate = { delegate: named(to), isEnabled: to.isEnabled, groupIds: this.groupsOf(to.id) };
    const decision = decideDelegation(facts, { by: who.id, candidate, startAt: this.now, endAt }, this.now);
    if (!decision.ok) return decision;
    this.delegations.set(who.id, { delegatorId: who.id, delegateId: to.id, takesEffectAt: this.now, endAt });
    return decision;
  }
}
