import type { Directory, Person } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { activeStage } from "@/lib/engine/request/request";
import type { PackageFacts } from "@/lib/engine/request/submission";
import { addDays, addHours } from "@/lib/engine/time";
import type { Command, CommandKind } from "./commands";
import type { Answer, Company, State } from "./company";
import { violationsOf } from "./invariants";
import { mayDecide } from "./oracle";
import { groupIdOf, packageIdOf, personIdOf, policyWith } from "./world";

/** How often each command was accepted, and refused with which code. */
export type Counts = Map<CommandKind, Map<string, number>>;

export type Run = {
  readonly steps: number;
  readonly from: Date;
  readonly to: Date;
  readonly counts: Counts;
  /** The first step that broke something, and what; null where nothing did. */
  readonly violation: { readonly step: number; readonly command: Command; readonly problems: readonly string[] } | null;
};

const at = <Thing>(things: readonly Thing[], number: number): Thing | undefined => things[number % things.length];

const changed = (directory: Directory, who: PersonId, change: Partial<Person>): Directory => {
  const person = directory.people.get(who);
  if (!person) return directory;
  return { ...directory, people: new Map([...directory.people, [who, { ...person, ...change }]]) };
};

function withMember(directory: Directory, group: GroupId, who: PersonId, isMember: boolean): Directory {
  const others = (directory.groupMembers.get(group) ?? []).filter((id) => id !== who);
  return {
    ...directory,
    groupMembers: new Map([...directory.groupMembers, [group, isMember ? [...others, who] : others]]),
  };
}

function declared(wanted: PackageFacts, command: Extract<Command, { kind: "declare" }>): PackageFacts {
  const id = packageIdOf(command.other);
  const others = wanted.incompatible.packages.filter((each) => each.id !== id);
  const packages =
    command.isDeclared && id !== wanted.id ? [...others, { id, displayName: "Another package" }] : others;
  return { ...wanted, incompatible: { ...wanted.incompatible, packages } };
}

function edited(wanted: PackageFacts, command: Extract<Command, { kind: "editPolicy" }>): PackageFacts {
  const number = command.policy % wanted.policies.length;
  return {
    ...wanted,
    policies: wanted.policies.map((policy, index) =>
      index === number
        ? { ...policyWith(command.package, index, command.terms, policy.version + 1), policyId: policy.policyId }
        : policy,
    ),
  };
}

const waiting = (state: State) => {
  const isWaiting = (each: AssignmentRequest) => each.state === "pendingApproval";
  return [...state.requests.values()].filter(isWaiting) as Extract<AssignmentRequest, { state: "pendingApproval" }>[];
};

/** Somebody who may decide on the request, picked by number; anybody where nobody may or nobody in particular is meant. */
function deciderOf(
  state: State,
  request: AssignmentRequest,
  command: { readonly who: number; readonly isAsked: boolean },
): PersonId {
  const stage = activeStage(request);
  const able = stage
    ? [...state.directory.people.keys()].filter((id) => mayDecide(state, request, stage.index, id))
    : [];
  return (command.isAsked ? at(able, command.who) : undefined) ?? personIdOf(command.who);
}

/** Decides, and has the oracle say beforehand whether that person may. */
async function decide(company: Company, state: State, command: Extract<Command, { kind: "decide" }>) {
  const pending = waiting(state);
  const request = at(pending.length > 0 && command.isAsked ? pending : [...state.requests.values()], command.request);
  if (!request) return null;
  const who = deciderOf(state, request, command);
  const stage = activeStage(request)?.index ?? request.stages.at(-1)?.index ?? 0;
  const expected = mayDecide(state, request, stage, who);
  const answer = await company.decide(who, request.id, stage, command.verdict, "Looked at it.");
  if (expected !== null && answer.ok !== expected) throw new OracleDisagrees(request, who, expected, answer);
  return answer;
}

class OracleDisagrees extends Error {
  constructor(request: AssignmentRequest, who: PersonId, expected: boolean, answer: Answer) {
    const said = answer.ok ? "accepted" : answer.error.code;
    super(`${who} ${expected ? "may" : "may not"} decide on ${request.id}, but the answer was ${said}`);
  }
}

/** Does one command; null where there is nothing it could be about. */
async function perform(company: Company, state: State, command: Command): Promise<Answer | null> {
  const requests = [...state.requests.values()];
  switch (command.kind) {
    case "pass":
      await company.pass(addHours(state.now, command.hours), command.worker);
      return null;
    case "ask": {
      const wanted = state.packages.get(packageIdOf(command.package));
      const policies = wanted?.policies ?? [];
      return company.ask(personIdOf(command.who), personIdOf(command.who), packageIdOf(command.package), {
        policyId: command.policy % 3 === 0 ? (at(policies, command.policy)?.policyId ?? null) : null,
        schedule: {
          startAt: command.startsInDays === null ? null : addDays(state.now, command.startsInDays),
          endAt: command.endsInDays === null ? null : addDays(state.now, command.endsInDays),
        },
      });
    }
    case "decide":
      return decide(company, state, command);
    case "cancel": {
      const request = at(requests, command.request);
      return request ? company.cancel(command.isOwn ? request.targetId : personIdOf(command.who), request.id) : null;
    }
    case "giveBack": {
      const access = at(state.assignments, command.assignment);
      return access ? company.giveBack(command.isOwn ? access.targetId : personIdOf(command.who), access.id) : null;
    }
    case "askFor":
      return company.ask(personIdOf(command.who), personIdOf(command.target), packageIdOf(command.package), {});
    case "assign": {
      const policy = at(state.packages.get(packageIdOf(command.package))?.policies ?? [], command.policy);
      const reason = command.isBypassed ? "It cannot wait." : null;
      return policy
        ? company.assign(personIdOf(command.target), packageIdOf(command.package), policy.policyId, reason)
        : null;
    }
    case "extend": {
      const access = at(state.assignments, command.assignment);
      if (!access) return null;
      const endAt = command.endsInDays === null ? null : addDays(state.now, command.endsInDays);
      return company.extend(command.isOwn ? access.targetId : personIdOf(command.who), access.id, endAt);
    }
    case "remove": {
      const access = at(state.assignments, command.assignment);
      return access ? company.remove(access.id) : null;
    }
    case "clear": {
      const request = at(requests, command.request);
      return request ? company.clear(request.id) : null;
    }
    case "question": {
      const request = at(waiting(state), command.request);
      if (!request) return null;
      const asking = deciderOf(state, request, { who: command.who, isAsked: true });
      return company.question(asking, request.id, activeStage(request)?.index ?? 0);
    }
    case "answer":
    case "nudge": {
      const asked = waiting(state).filter(
        (each) => command.kind === "nudge" || each.subStatus === "waitingForRequestor",
      );
      const request = at(asked.length > 0 ? asked : requests, command.request);
      if (!request) return null;
      return company[command.kind](command.isOwn ? request.targetId : personIdOf(command.who), request.id);
    }
    case "revoke": {
      const request = at(requests, command.request);
      const stage = request?.stages.find((each) => each.state === "approved");
      if (!request) return null;
      const decider = stage && "decision" in stage ? stage.decision.personId : null;
      const who = command.isDecider && decider ? decider : personIdOf(command.who);
      return company.revoke(who, request.id, stage?.index ?? 0);
    }
    case "delegate":
      return company.delegate(personIdOf(command.who), personIdOf(command.to), addDays(state.now, command.days));
    case "work": {
      const request = at(requests, command.request);
      if (request) await company.work(request.id, command.worker, command.areSystemsUp);
      return null;
    }
    case "changeSettings":
      await company.changeSettings(command.settings);
      return null;
    case "switchAccount":
      await company.changeDirectory(
        changed(state.directory, personIdOf(command.who), { isEnabled: command.isEnabled }),
      );
      return null;
    case "changeManager": {
      const managerId = command.manager === null ? null : personIdOf(command.manager);
      await company.changeDirectory(changed(state.directory, personIdOf(command.who), { managerId }));
      return null;
    }
    case "changeMembership":
      await company.changeDirectory(
        withMember(state.directory, groupIdOf(command.group), personIdOf(command.who), command.isMember),
      );
      return null;
    case "declare":
    case "editPolicy": {
      const wanted = state.packages.get(packageIdOf(command.package));
      if (wanted) {
        await company.changePackage(command.kind === "declare" ? declared(wanted, command) : edited(wanted, command));
      }
      return null;
    }
  }
}

function count(counts: Counts, kind: CommandKind, answer: Answer | null): void {
  const outcome = answer === null || answer.ok ? "accepted" : answer.error.code;
  const ofKind = counts.get(kind) ?? new Map<string, number>();
  ofKind.set(outcome, (ofKind.get(outcome) ?? 0) + 1);
  counts.set(kind, ofKind);
}

/** Lives through a history, with a look at everything after every step; stops at the first thing that is broken. */
export async function live(company: Company, history: readonly Command[]): Promise<Run> {
  const counts: Counts = new Map();
  let before = await company.state();
  const from = before.now;
  for (const [step, command] of history.entries()) {
    let answer: Answer | null = null;
    const problems: string[] = [];
    try {
      answer = await perform(company, before, command);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    const after = await company.state();
    const isSwept = command.kind === "pass" && command.worker?.diesAfter === null;
    problems.push(...violationsOf({ before, after, answer, isSwept }));
    count(counts, command.kind, answer);
    if (problems.length > 0) {
      return { steps: step + 1, from, to: after.now, counts, violation: { step, command, problems } };
    }
    before = after;
  }
  return { steps: history.length, from, to: before.now, counts, violation: null };
}
