import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { people, requestStages, requests } from "@/db/schema";
import { isNobody, partiesOf } from "@/lib/engine/approval/approvers";
import { askedStage } from "@/lib/engine/approval/decide";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { SubjectSet } from "@/lib/engine/policy/policy";
import { activeStage, openExchange } from "@/lib/engine/request/request";
import { auditors, everybody, idOf, ledgerOwners } from "@/lib/engine/testing/cast";
import { after, manager, person, policy, stage } from "@/lib/engine/testing/facts";
import { addDays, addHours, HOUR_MS } from "@/lib/engine/time";
import { loadDecider } from "@/lib/facts/people";
import { loadAdvanceFacts, loadRequests } from "@/lib/facts/requests";
import { loadSettings } from "@/lib/facts/settings";
import { setDelegation } from "@/lib/services/set-delegation";
import { Portal } from "@/lib/services/testing/portal";
import { randomFrom } from "@/lib/services/testing/races";
import { changeSettings, insertGroup, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listAdminRequests } from "./admin/requests";
import { countApprovals, listApprovals } from "./approvals";

/**
 * What the inbox selects in SQL the engine decides by `mayDecide`. In small worlds made from one seed each, in which people
 * ask for themselves and for others, delegate to colleagues and groups, ask back, leave and come back while settings are
 * switched, both have to say the same of everybody at every instant, down to the name of the delegator.
 */
const database = testDatabase();

/** Draws that depend on the seed alone. */
function draws(seed: number) {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    often: (share: number) => random() < share,
    one: <Each>(from: readonly Each[]): Each => {
      const found = from[below(from.length)];
      if (found === undefined) throw new Error("nothing to draw from");
      return found;
    },
  };
}
type Draws = ReturnType<typeof draws>;

const groups = [ledgerOwners, auditors] as const;

async function found({ below, often, one }: Draws): Promise<{ portal: Portal; packages: AccessPackageId[] }> {
  await database.reset();
  await insertPeople(database.db, ...everybody);
  const some = () => everybody.filter(() => often(0.3));
  await insertGroup(database.db, ledgerOwners, { members: some() });
  await insertGroup(database.db, auditors, { members: some(), inside: [ledgerOwners] });
  const subject = (): SubjectSet =>
    often(0.25) ? { kind: "groupMembers", groupId: one(groups) } : often(0.2) ? manager() : person(one(everybody));
  const anyStage = () =>
    stage({
      durationDays: 4 + below(8),
      primaryApprovers: [subject(), subject()],
      fallbackPrimaryApprovers: [person(one(everybody))],
      isEscalationEnabled: often(0.5),
      escalationAfterDays: 2 + below(2),
      escalationApprovers: [subject()],
      fallbackEscalationApprovers: [person(one(everybody))],
    });
  const packages = [1, 2, 3, 4].map((number) => idOf<AccessPackageId>(number));
  for (const [index, id] of packages.entries()) {
    const terms = policy({
      policyId: idOf<PolicyId>(10 + index),
      stages: Array.from({ length: 1 + below(2) }, anyStage),
      allowedTargetScope: "allDirectoryUsers",
      requestorSettings: {
        enableOnBehalfRequestorsToAddAccess: true,
        onBehalfRequestors: [{ kind: "anyDirectoryUser" }],
      },
      ...(often(0.3) && { expiration: { type: "afterDateTime" as const, endDateTime: after(5 + below(20)) } }),
    });
    await insertPackage(database.db, id, { policies: [terms] });
  }
  return { portal: new Portal(database), packages };
}

/** One thing somebody does, possible or not; what is refused changes nothing. */
async function happen({ portal, packages }: Awaited<ReturnType<typeof found>>, { below, often, one }: Draws) {
  const who = one(everybody);
  const ids = (await portal.db.select({ id: requests.id }).from(requests)).map((row) => row.id);
  const asked = async (act: (id: RequestId, decider: Person) => Promise<unknown>) => {
    if (ids.length > 0) for (const decider of everybody) await act(one(ids), decider);
  };
  const now = await portal.clock.now();
  const doings = [
    () => portal.submit(who, one(packages), { targetId: one(everybody).id }),
    () => portal.submit(who, one(packages)),
    () => portal.submit(who, one(packages), { schedule: { startAt: null, endAt: addDays(now, 1 + below(9)) } }),
    () => asked((id, decider) => portal.askBack(decider, id)),
    () => asked((id, decider) => portal.answer(decider, id)),
    () => asked((id, decider) => (often(0.1) ? portal.decide(decider, id, "approve") : Promise.resolve())),
    () => portal.delegate(who, one(everybody), { startAt: addHours(now, below(40) - 20) }),
    () => portal.delegate(who, one(everybody), { endAt: addHours(now, 1 + below(200)) }),
    () =>
      setDelegation(portal.deps, {
        personId: who.id,
        delegatorId: who.id,
        delegate: { groupId: one(groups) },
        startAt: now,
        endAt: null,
      }),
    () => portal.undelegate(who),
    () =>
      database.db
        .update(people)
        .set({ isEnabled: often(0.7) })
        .where(eq(people.id, who.id)),
    () => changeSettings(database.db, { allowApprovalDelegation: often(0.8), allowSubmitterToApprove: often(0.5) }),
  ];
  portal.clock.advance(below(8) * HOUR_MS);
  if (often(0.3)) await portal.sweep();
  await one(doings)();
}

const compared = { items: 0, delegated: 0, waiting: 0, stuck: 0 };

/** Holds what administrators see as stuck against the engine. */
async function compareStuck(now: Date): Promise<void> {
  const settings = await loadSettings(database.db);
  const active = await database.db
    .select({ id: requests.id })
    .from(requests)
    .innerJoin(requestStages, eq(requestStages.requestId, requests.id))
    .where(eq(requestStages.state, "active"));
  const ids = active.map((row) => row.id);
  const expected = [];
  for (const { request } of (await loadRequests(database.db, ids)).values()) {
    const { directory } = await loadAdvanceFacts(database.db, request);
    const entries = activeStage(request)?.approvers ?? [];
    if (isNobody(entries, directory, partiesOf(request, settings))) expected.push(request.id);
  }
  const everywhere = { roles: [{ role: "governanceAdministrator" as const, catalogId: null }] };
  const { rows } = await listAdminRequests(everywhere, { stuck: true, size: 200 }, { db: database.db, now });
  expect(rows.map((row) => row.id).toSorted()).toEqual(expected.toSorted());
  compared.stuck += expected.length;
}

/** Holds every inbox against the engine at one instant. */
async function compareAt(now: Date): Promise<void> {
  const ids = (await database.db.select({ id: requests.id }).from(requests)).map((row) => row.id);
  const stored = [...(await loadRequests(database.db, ids)).values()];
  for (const { id, displayName } of everybody) {
    const decider = await loadDecider(database.db, id);
    if (!decider) throw new Error("everybody is in the directory");
    const expected = stored.flatMap(({ request }) => {
      const asked = askedStage(request, decider, now);
      if (!asked) return [];
      const { stage: index, capacity, delegator } = asked;
      const isWaitingForRequestor = openExchange(request) !== null;
      const item = { requestId: request.id, stage: index, capacity, isWaitingForRequestor };
      return [{ ...item, delegator: delegator?.displayName ?? null }];
    });
    const reading = { db: database.db, now };
    const { rows, next } = await listApprovals({ personId: id }, { size: 200 }, reading);
    const listed = rows.map(({ requestId, stage: index, capacity, question, delegator }) => ({
      requestId,
      stage: index,
      capacity,
      isWaitingForRequestor: question?.answeredAt === null,
      delegator,
    }));
    const byId = (a: { requestId: string }, b: { requestId: string }) => (a.requestId < b.requestId ? -1 : 1);
    expect(listed.toSorted(byId), displayName).toEqual(expected.toSorted(byId));
    expect(next).toBeNull();
    expect(await countApprovals({ personId: id }, reading)).toBe(expected.length);
    compared.items += expected.length;
    compared.delegated += expected.filter((each) => each.delegator).length;
    compared.waiting += expected.filter((each) => each.isWaitingForRequestor).length;
  }
}

test("POR-47 inbox and engine agree in generated worlds with delegations, questions and switched settings", {
  timeout: 180_000,
}, async () => {
  for (const seed of [1, 2, 3, 4]) {
    const drawn = draws(seed);
    const world = await found(drawn);
    await changeSettings(database.db, { allowApprovalDelegation: true });
    for (let step = 1; step <= 60; step += 1) {
      await happen(world, drawn);
      if (step % 20 > 0) continue;
      const now = await world.portal.clock.now();
      for (const instant of [now, addHours(now, 12), addDays(now, 3), addDays(now, 8)]) await compareAt(instant);
    }
    for (const { id } of everybody) {
      await database.db
        .update(people)
        .set({ isEnabled: drawn.often(0.4) })
        .where(eq(people.id, id));
    }
    for (const allowSubmitterToApprove of [true, false]) {
      await changeSettings(database.db, { allowSubmitterToApprove });
      await compareStuck(await world.portal.clock.now());
    }
  }
  // The worlds have to contain what is compared.
  expect(compared.items).toBeGreaterThan(200);
  expect(compared.delegated).toBeGreaterThan(30);
  expect(compared.waiting).toBeGreaterThan(30);
  expect(compared.stuck).toBeGreaterThan(5);
});
