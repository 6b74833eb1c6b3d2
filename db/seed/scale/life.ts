import { decideStage } from "@/lib/engine/approval/decide";
import type { Verdict } from "@/lib/engine/approval/stage";
import { roleGranted } from "@/lib/engine/assignment/delivery";
import { type AssignmentFacts, decideExpiry, decideOwnRemoval } from "@/lib/engine/assignment/end";
import type { Directory, Person } from "@/lib/engine/directory";
import type { AssignmentId, GroupId, RequestId } from "@/lib/engine/ids";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import { decideCancellation } from "@/lib/engine/request/cancel";
import { type Actor, actorOf, type Decision, type RequestEvent } from "@/lib/engine/request/events";
import { evolve } from "@/lib/engine/request/evolve";
import { type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
import type { DirectAssigner, PackageFacts } from "@/lib/engine/request/submission";
import { decideSubmission } from "@/lib/engine/request/submit";
import { decideTimers } from "@/lib/engine/request/timers";
import type { Result } from "@/lib/engine/result";
import { defaultSettings } from "@/lib/engine/settings";
import { addMs } from "@/lib/engine/time";
import { newId } from "@/lib/platform/ids";
import type { Step } from "@/lib/services/write-audit";
import type { SeededRole } from "./catalogs";

/** An event with who caused it. */
export type LivedStep = Step & { readonly actor: Actor };

const system: Actor = { kind: "system" };
const nothingHeld = { assignments: [], requests: [] };

function decided(result: Result<Decision, { readonly code: string }>): Decision {
  if (result.ok) return result.value;
  throw new Error(`the engine refuses what the large company does: ${result.error.code}`);
}

/** Who asks whom for what, and when. */
export type Wish = {
  readonly requestor: Person;
  readonly target: Person;
  readonly targetGroupIds: ReadonlySet<GroupId>;
  readonly direct: DirectAssigner | null;
  readonly package: PackageFacts;
  readonly directory: Directory;
  readonly at: Date;
};

/** One request from its submission on, as the engine says it goes. */
export class Life {
  readonly steps: LivedStep[] = [];
  readonly #facts: AdvanceFacts;

  private constructor(facts: AdvanceFacts) {
    this.#facts = facts;
  }

  static ask({ requestor, target, targetGroupIds, direct, package: wanted, directory, at }: Wish): Life {
    const holdings = { ...nothingHeld, groupIds: targetGroupIds };
    const incompatible = wanted.incompatible;
    const life = new Life({ directory, settings: defaultSettings, holdings, incompatible, assignment: null });
    const [policy] = wanted.policies;
    const bypassReason = direct && policy && policy.requestApprovalSettings.stages.length > 0 ? "Taken over." : null;
    const decision = decideSubmission(
      {
        requestor,
        requestorGroupIds: targetGroupIds,
        hasHistory: false,
        direct,
        target,
        profile: {},
        package: wanted,
        holdings,
        earlier: null,
        settings: defaultSettings,
        directory,
      },
      {
        policyId: direct ? (policy?.policyId ?? null) : null,
        answers: [],
        justification: "For the work in the new quarter.",
        schedule: { startAt: null, endAt: null },
        language: "en",
        bypassReason,
        resubmissionOf: null,
      },
      { requestId: newId(at) as RequestId, assignmentId: newId(at) as AssignmentId },
      at,
    );
    life.#live(decided(decision), actorOf(requestor));
    return life;
  }

  /** The removal by which access ends: at its end, or when its holder gives it back. */
  static end(assignment: AssignmentFacts, holder: Person, at: Date, directory: Directory): Life {
    const holdings = { ...nothingHeld, groupIds: new Set<GroupId>() };
    const incompatible = { packages: [], groups: [] };
    const life = new Life({ directory, settings: defaultSettings, holdings, incompatible, assignment });
    const isDue = assignment.endAt !== null && assignment.endAt <= at;
    const id = newId(at) as RequestId;
    const decision = isDue ? decideExpiry(assignment, id, at) : decideOwnRemoval(assignment, holder.id, id, at);
    life.#live(decided(decision), isDue ? system : actorOf(holder));
    return life;
  }

  get request(): AssignmentRequest {
    const last = this.steps.at(-1);
    if (!last) throw new Error("nothing has happened yet");
    return last.after;
  }

  /** The first who is asked decides, as a person or as a member of a group. */
  decide(verdict: Verdict, at: Date): void {
    const [asked] = activeStage(this.request)?.approvers ?? [];
    if (!asked) throw new Error("nobody is asked");
    const groupIds = "groupId" in asked ? [asked.groupId] : [];
    const candidates =
      "personId" in asked ? [asked.personId] : (this.#facts.directory.groupMembers.get(asked.groupId) ?? []);
    const id = candidates.find((each) => each !== this.request.targetId);
    const person = id && this.#facts.directory.people.get(id);
    if (!person) throw new Error("whoever is asked is gone");
    const decider = { ...person, groupIds: new Set(groupIds), delegations: [], settings: defaultSettings };
    const command = { stage: activeStage(this.request)?.index ?? 0, verdict, reason: verdict === "deny" ? "No." : "" };
    this.#live(decided(decideStage(this.request, this.#facts, decider, command, at)), actorOf(person));
  }

  cancel(by: Person, at: Date): void {
    this.#live(decided(decideCancellation(this.request, by.id, null, at)), actorOf(by));
  }

  /** Nobody decides. */
  timeOut(): void {
    const stage = activeStage(this.request);
    if (!stage) throw new Error("nothing waits");
    this.#live(decideTimers(this.request, this.#facts, stage.deadlineAt), system);
  }

  /** The worker gives or takes the roles, a second for each. */
  deliver(roles: readonly SeededRole[], kind: "roleGranted" | "roleRevoked"): void {
    const begun = this.steps.at(-1)?.event.at;
    if (!begun) return;
    const events = roles.map(({ id, label }, index): RequestEvent => {
      const at = addMs(begun, 1_000 * (index + 2));
      const role = { resourceRoleId: id, displayName: label };
      return kind === "roleGranted" ? roleGranted(role, false, at) : { kind, at, ...role };
    });
    const at = addMs(begun, 1_000 * (roles.length + 2));
    this.#live({ events: [...events, { kind: "deliveryFinished", at, outcome: "delivered" }] }, system);
  }

  #live({ events }: Decision, actor: Actor): void {
    for (const event of events) {
      const before = this.steps.at(-1)?.after ?? null;
      this.steps.push({ event, before, after: evolve(before, event), actor });
    }
  }
}
