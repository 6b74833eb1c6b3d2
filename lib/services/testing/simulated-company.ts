import { and, asc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  assignmentPolicies,
  assignments,
  auditEvents,
  delegations,
  groupMembers,
  incompatiblePackages,
  people,
  policyTargets,
  requests,
} from "@/db/schema";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { Directory } from "@/lib/engine/directory";
import type { GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import type { PackageFacts } from "@/lib/engine/request/submission";
import { err } from "@/lib/engine/result";
import { form, start } from "@/lib/engine/testing/facts";
import type { Company, Delegated, LoggedEvent } from "@/lib/engine/testing/simulation/company";
import { administrator, firstSettings, type World } from "@/lib/engine/testing/simulation/world";
import { latest } from "@/lib/engine/time";
import { loadPackage } from "@/lib/facts/packages";
import { loadPeople } from "@/lib/facts/people";
import { loadRequestEvents } from "@/lib/facts/replay";
import { loadRequests } from "@/lib/facts/requests";
import { loadSettings } from "@/lib/facts/settings";
import { movableClock } from "@/lib/platform/clock";
import type { TestDatabase } from "@/lib/testing/database";
import { answerQuestion } from "../answer-question";
import { askRequestor } from "../ask-requestor";
import { assignDirectly } from "../assign-directly";
import { cancelAsAdministrator, cancelRequest } from "../cancel-request";
import { builtInConnectors, type Connectors } from "../connectors";
import { decideStage } from "../decide-stage";
import { grantRoles } from "../deliver-roles";
import { removeOwnAccess } from "../end-assignment";
import { extendAccess } from "../extend-access";
import { nudgeApprovers } from "../nudge-approvers";
import { removeAccess } from "../remove-access";
import { revokeApproval } from "../revoke-approval";
import { revokeRoles } from "../revoke-roles";
import { setDelegation } from "../set-delegation";
import { submitRequest } from "../submit-request";
import { findDue, sweepDue } from "../sweep-due";
import { takeTurn } from "./mortal-worker";
import { deps } from "./portal";
import {
  appointGovernanceAdministrator,
  changeSettings,
  forbid,
  forbidGroup,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
  insertPolicy,
  joinGroup,
} from "./world";

const noAnswer = async () => {
  throw new Error("no answer");
};

/** Systems behind the portal that are down. */
const silent: Connectors = {
  AadGroup: { grant: noAnswer, revoke: noAnswer },
  AadApplication: { grant: noAnswer, revoke: noAnswer },
  SharePointOnline: { grant: noAnswer, revoke: noAnswer },
};

/** Writes a world's people, groups and packages; every package grants a role of each of two applications. */
async function insertWorld(db: Database, { directory, packages }: World): Promise<void> {
  const everybody = [...directory.people.values()];
  await insertPeople(db, ...everybody);
  for (const [id, ids] of directory.groupMembers) {
    await insertGroup(db, id, { members: everybody.filter((each) => ids.includes(each.id)) });
  }
  const catalogId = await insertCatalog(db);
  for (const { id, displayName, policies } of packages) {
    const roles = [
      await insertApplicationRole(db, catalogId, `Application of ${displayName}`),
      await insertApplicationRole(db, catalogId, `Archive of ${displayName}`),
    ];
    await insertPackage(db, id, { name: displayName, catalogId, roles, policies });
  }
  for (const { id, incompatible } of packages) {
    for (const other of incompatible.packages) await forbid(db, id, other.id);
    for (const group of incompatible.groups) await forbidGroup(db, id, group.id);
  }
  const chief = directory.people.get(administrator);
  if (chief) await appointGovernanceAdministrator(db, chief);
  await changeSettings(db, firstSettings);
}

async function readDirectory(db: Database, { directory }: World): Promise<Directory> {
  const members = new Map<GroupId, PersonId[]>();
  for (const id of directory.groupMembers.keys()) members.set(id, []);
  const rows = await db.select().from(groupMembers).where(eq(groupMembers.role, "member"));
  for (const { groupId, personId } of rows) members.get(groupId)?.push(personId);
  return { people: await loadPeople(db, [...directory.people.keys()]), groupMembers: members };
}

async function writeDirectory(db: Database, before: Directory, after: Directory): Promise<void> {
  for (const [id, person] of after.people) {
    const { isEnabled, managerId } = person;
    if (person !== before.people.get(id))
      await db.update(people).set({ isEnabled, managerId }).where(eq(people.id, id));
  }
  for (const [id, members] of after.groupMembers) {
    if (members === before.groupMembers.get(id)) continue;
    await db.delete(groupMembers).where(eq(groupMembers.groupId, id));
    for (const personId of members) {
      const person = after.people.get(personId);
      if (person) await joinGroup(db, id, person);
    }
  }
}

async function writePackage(db: Database, { id, policies, incompatible }: PackageFacts): Promise<void> {
  await db.delete(incompatiblePackages).where(eq(incompatiblePackages.packageId, id));
  for (const other of incompatible.packages) await forbid(db, id, other.id);
  const ids = policies.map((each) => each.policyId);
  await db.delete(policyTargets).where(inArray(policyTargets.policyId, ids));
  await db.delete(assignmentPolicies).where(inArray(assignmentPolicies.id, ids));
  for (const each of policies) await insertPolicy(db, id, each);
}

/** What happened so far, read on from where it was read last. */
class Log {
  readonly #db: Database;
  readonly #events: LoggedEvent[] = [];
  #last = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  async read(): Promise<readonly LoggedEvent[]> {
    const rows = await this.#db
      .select({ sequence: auditEvents.sequence, requestId: auditEvents.requestId, actorId: auditEvents.actorId })
      .from(auditEvents)
      .where(and(gt(auditEvents.sequence, this.#last), isNotNull(auditEvents.requestId)))
      .orderBy(asc(auditEvents.sequence));
    const unread = new Map<RequestId, LoggedEvent["event"][]>();
    for (const { sequence, requestId, actorId } of rows) {
      if (!requestId) continue;
      if (!unread.has(requestId)) {
        const events = await loadRequestEvents(this.#db, requestId);
        unread.set(requestId, events.slice(-rows.filter((row) => row.requestId === requestId).length));
      }
      const event = unread.get(requestId)?.shift();
      if (event) this.#events.push({ requestId, event, isBySystem: actorId === null });
      this.#last = sequence;
    }
    return [...this.#events];
  }
}

/** All requests; one that has not been written since is the same object as before. */
class Requests {
  readonly #db: Database;
  readonly #known = new Map<RequestId, { readonly request: AssignmentRequest; readonly version: number }>();

  constructor(db: Database) {
    this.#db = db;
  }

  async read(): Promise<ReadonlyMap<RequestId, AssignmentRequest>> {
    const rows = await this.#db
      .select({ id: requests.id, version: requests.version })
      .from(requests)
      .orderBy(requests.id);
    const stale = rows.filter(({ id, version }) => this.#known.get(id)?.version !== version).map((row) => row.id);
    for (const [id, stored] of await loadRequests(this.#db, stale)) this.#known.set(id, stored);
    return new Map([...this.#known].map(([id, stored]) => [id, stored.request]));
  }
}

async function readDelegations(db: Database): Promise<Delegated[]> {
  const rows = await db.select().from(delegations);
  return rows.flatMap(({ delegatorId, delegateId, startAt, savedAt, endAt }) =>
    delegateId && endAt ? [{ delegatorId, delegateId, takesEffectAt: latest(startAt, savedAt), endAt }] : [],
  );
}

async function readAssignments(db: Database): Promise<AssignmentFacts[]> {
  const rows = await db.select().from(assignments).orderBy(assignments.id);
  return rows.map((row) => ({ ...row, snapshot: policySnapshotSchema.parse(row.policySnapshot) }));
}

/** A company that lives in PostgreSQL, by the services the portal itself uses. */
export async function simulatedCompany(test: TestDatabase, world: World): Promise<Company> {
  await test.reset();
  const { db } = test;
  await insertWorld(db, world);
  const clock = movableClock(start);
  const services = (connectors = builtInConnectors) => deps(test, clock, connectors);
  const log = new Log(db);
  const known = new Requests(db);
  let forms = 0;
  const newForm = () => {
    forms += 1;
    return `form ${forms}`;
  };
  const state: Company["state"] = async () => {
    const packages = new Map<PackageFacts["id"], PackageFacts>();
    for (const { id } of world.packages) {
      const wanted = await loadPackage(db, id);
      if (wanted) packages.set(id, wanted);
    }
    return {
      now: await clock.now(),
      directory: await readDirectory(db, world),
      packages,
      requests: await known.read(),
      assignments: await readAssignments(db),
      delegations: await readDelegations(db),
      settings: await loadSettings(db),
      log: await log.read(),
    };
  };
  return {
    state,
    pass: async (to, worker) => {
      clock.set(to);
      if (!worker) return;
      await takeTurn(db, worker.diesAfter, (seen) => sweepDue({ ...services(), db: seen }));
      if (worker.diesAfter !== null) return;
      const [left] = await findDue(db, to);
      if (left) throw new Error(`a sweep left something undone: ${left.kind} ${left.id}`);
    },
    ask: (personId, targetId, packageId, parts) =>
      submitRequest(services(), { ...form(parts), personId, targetId, packageId, clientKey: newForm() }),
    assign: async (targetId, packageId, policyId, bypassReason) => {
      const input = { ...form(), actorId: administrator, packageId, policyId, targetIds: [targetId], bypassReason };
      const assigned = await assignDirectly(services(), { ...input, clientKey: newForm() });
      const [one] = assigned.ok ? assigned.value.results : [];
      return one?.result ?? assigned;
    },
    remove: async (assignmentId) => {
      const [one] = await removeAccess(services(), {
        personId: administrator,
        assignmentIds: [assignmentId],
        reason: "",
      });
      return one?.result ?? err({ code: "requestNotFound" });
    },
    clear: (requestId) => cancelAsAdministrator(services(), { personId: administrator, requestId, reason: "" }),
    extend: (personId, assignmentId, endAt) =>
      extendAccess(services(), {
        personId,
        assignmentId,
        endAt,
        answers: [],
        justification: "Still needed.",
        language: "en",
        clientKey: newForm(),
      }),
    question: (personId, requestId, stage) =>
      askRequestor(services(), { personId, requestId, stage, question: "What for?" }),
    answer: (personId, requestId) => answerQuestion(services(), { personId, requestId, answer: "For the audit." }),
    nudge: (personId, requestId) => nudgeApprovers(services(), { personId, requestId }),
    revoke: (personId, requestId, stage) =>
      revokeApproval(services(), { personId, requestId, stage, reason: "Not any more." }),
    delegate: async (personId, to, endAt) =>
      setDelegation(services(), {
        personId,
        delegatorId: personId,
        delegate: { personId: to },
        startAt: await clock.now(),
        endAt,
      }),
    decide: (personId, requestId, stage, verdict, reason) =>
      decideStage(services(), { personId, requestId, stage, verdict, reason }),
    cancel: (personId, requestId) => cancelRequest(services(), { personId, requestId }),
    giveBack: (personId, assignmentId) => removeOwnAccess(services(), { personId, assignmentId }),
    work: async (requestId, { diesAfter }, areSystemsUp) => {
      const request = (await known.read()).get(requestId);
      const turn = request && intentOf(request.type) === "remove" ? revokeRoles : grantRoles;
      const given = services(areSystemsUp ? builtInConnectors : silent);
      // Two workers at one job, as when the first one's answer is lost.
      const one = () => takeTurn(db, diesAfter, (seen) => turn({ ...given, db: seen }, requestId));
      await Promise.all([one(), one()]);
    },
    changeSettings: (settings) => changeSettings(db, settings),
    changeDirectory: async (directory) => writeDirectory(db, (await state()).directory, directory),
    changePackage: (wanted) => writePackage(db, wanted),
  };
}
