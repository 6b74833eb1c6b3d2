import { deliveryOutcome } from "@/lib/engine/assignment/delivery";
import type { PersonId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { intentOf } from "@/lib/engine/request/states";
import type { Engine } from "@/lib/engine/testing/scenarios";
import { BusyOffice } from "./busy-office";
import type { Company } from "./company";
import { administrator, firstSettings, type World } from "./world";

/** A company in memory. */
export function officeCompany(world: World, start: Date, engine: Partial<Engine> = {}): Company {
  const office = new BusyOffice(start, world.packages, engine);
  office.directory = world.directory;
  office.settings = { ...office.settings, ...firstSettings };
  const person = (id: PersonId) => {
    const found = office.directory.people.get(id);
    invariant(found, "a simulated company asks only people it has");
    return found;
  };
  return {
    state: async () => ({
      now: office.now,
      directory: office.directory,
      packages: new Map(office.packages),
      requests: new Map(office.requests),
      assignments: [...office.assignments.values()].map((held) => held.facts),
      delegations: [...office.delegations.values()],
      settings: office.settings,
      log: [...office.log],
    }),
    pass: async (to, worker) => {
      office.jumpTo(to);
      if (worker) office.sweep(worker.diesAfter ?? undefined);
    },
    ask: async (who, target, packageId, form) =>
      office.submit(person(who), packageId, { ...form, ...(target !== who && { target: person(target) }) }),
    assign: async (target, packageId, policyId, bypassReason) =>
      office.assign(person(administrator), person(target), packageId, policyId, bypassReason),
    remove: async (assignmentId) => office.remove(person(administrator), assignmentId),
    clear: async (id) => office.clear(person(administrator), id),
    extend: async (who, assignmentId, endAt) => office.extend(person(who), assignmentId, endAt),
    question: async (who, id, stage) => office.question(person(who), id, stage),
    answer: async (who, id) => office.answer(person(who), id),
    nudge: async (who, id) => office.nudge(person(who), id),
    revoke: async (who, id, stage) => office.revoke(person(who), id, stage),
    delegate: async (who, to, endAt) => office.delegate(person(who), person(to), endAt),
    decide: async (who, id, stage, verdict, reason) => office.decide(person(who), id, verdict, { stage, reason }),
    cancel: async (who, id) => office.cancel(person(who), id),
    giveBack: async (who, assignmentId) => office.giveBack(person(who), assignmentId),
    work: async (id, { diesAfter }, areSystemsUp) => {
      const request = office.request(id);
      if (request.state !== "delivering" || !areSystemsUp || diesAfter !== null) return;
      const isRemoval = intentOf(request.type) === "remove";
      if (isRemoval) office.deprovision(request.assignmentId);
      const outcome = deliveryOutcome([{ state: "granted", nextAttemptAt: null }]);
      if (outcome) office.finish(id, outcome);
    },
    changeSettings: async (settings) => {
      office.settings = { ...office.settings, ...settings };
    },
    changeDirectory: async (directory) => {
      office.directory = directory;
    },
    changePackage: async (wanted) => {
      office.packages.set(wanted.id, wanted);
    },
  };
}
