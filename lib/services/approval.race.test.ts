import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { delegations, notifications } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { dora, eli, everybody, hana, named, payments } from "@/lib/engine/testing/cast";
import { accepted, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { addDays, addHours, DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { sweepDue } from "./sweep-due";
import { expectInvariants, expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { behindLock, randomFrom, scattered, Tally, timesOver } from "./testing/races";
import { changeSettings, insertPackage, insertPeople, somebody } from "./testing/world";

/**
 * The verbs of an approval against each other, each round for a person nobody has met yet, on connections of their own:
 * in half of the rounds the contenders queue up behind that person's lock (or the delegator's, which only a change of the
 * delegation waits for), in the others they start a few round trips apart.
 */
const test = testDatabase({ max: 8 });
let portal: Portal;
const ROUNDS = 30 * timesOver;

beforeAll(async () => {
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await changeSettings(test.db, { allowApprovalDelegation: true });
  const stages = [stage({ primaryApprovers: [person(dora), person(eli)] })];
  await insertPackage(test.db, payments, { policies: [policy({ stages })] });
});

afterAll(() => expectInvariantsOfAll(test.db));

async function race(
  name: string,
  round: (who: Person, contend: typeof scattered, tally: Tally) => Promise<void>,
  lockOf: (who: Person) => PersonId = ({ id }) => id,
): Promise<Tally> {
  const tally = new Tally(name);
  for (let number = 1; number <= ROUNDS; number += 1) {
    const who = somebody(`Employee ${number} of ${name}`);
    await insertPeople(test.db, who);
    const random = randomFrom(number);
    const queued: typeof scattered = (db, _random, contenders) => behindLock(db, lockOf(who), contenders);
    await round(who, (db, _random, contenders) => (number % 2 ? scattered : queued)(db, random, contenders), tally);
    await expectInvariants(test.db, who.id);
  }
  tally.print();
  return tally;
}

const none = () => 0;
const timeout = 120_000;

it("ASK-5 a question against a decision: the decision always counts, the question only before it", {
  timeout,
}, async () => {
  const tally = await race("question × decision", async (who, contend, counts) => {
    const id = await portal.ask(who, payments);
    const [asked, decided] = await contend(test.db, none, [
      () => portal.askBack(dora, id),
      () => portal.decide(eli, id, "approve", { stage: 0 }),
    ]);
    expect(decided.ok).toBe(true);
    if (!asked.ok) expect(asked.error).toMatchObject({ code: "alreadyDecided", decidedBy: named(eli) });
    expect(await portal.stateOf(id)).toBe("delivering");
    expect(await portal.history(id)).toEqual([
      "requestSubmitted",
      "stageStarted",
      ...(asked.ok ? ["informationAsked"] : []),
      "stageApproved",
      "deliveryStarted",
    ]);
    counts.add(asked.ok ? "asked first" : "decided first");
  });
  expect(tally.rounds).toBe(ROUNDS);
});

it("ASK-6 an answer against the end of its time: answered in time or closed, never both", { timeout }, async () => {
  await race("answer × unanswered", async (who, contend, counts) => {
    const id = await portal.ask(who, payments);
    accepted(await portal.askBack(dora, id));
    const begin = await portal.clock.now();
    portal.clock.set(new Date(addDays(begin, 7).getTime() - 1));
    const [answered] = await contend(test.db, none, [
      () => portal.answer(who, id),
      async () => {
        portal.clock.advance(1);
        await sweepDue(portal.deps);
      },
    ]);
    const state = await portal.stateOf(id);
    expect(state).toBe(answered.ok ? "pendingApproval/pendingApproval" : "denied/unanswered");
    if (!answered.ok) expect(answered.error).toEqual({ code: "nothingToAnswer" });
    expect(await portal.countOf(id, "informationGiven", "requestDenied")).toBe(1);
    counts.add(answered.ok ? "answered" : "too late");
    await portal.cancel(who, id);
  });
});

it("APP-82 a delegate and the delegator decide at once: the first wins, the other learns who it was", {
  timeout,
}, async () => {
  accepted(await portal.delegate(dora, hana));
  portal.clock.advance(HOUR_MS);
  await race("delegate × delegator", async (who, contend, counts) => {
    const id = await portal.ask(who, payments);
    const [byDora, byHana] = await contend(test.db, none, [
      () => portal.decide(dora, id, "approve", { stage: 0 }),
      () => portal.decide(hana, id, "deny", { stage: 0 }),
    ]);
    const [winner, loser] = byDora.ok ? [dora, byHana] : [hana, byDora];
    expect(byDora.ok).not.toBe(byHana.ok);
    expect(loser).toMatchObject({ error: { code: "alreadyDecided", decidedBy: named(winner) } });
    const [decided] = (await portal.request(id)).stages;
    expect(decided).toMatchObject({ decision: { delegator: byHana.ok ? { personId: dora.id } : null } });
    counts.add(byHana.ok ? "delegate" : "delegator");
  });
});

it("APP-87 a delegation is taken away while the delegate decides: decided with it, or refused without", {
  timeout,
}, async () => {
  await race(
    "delegation removed × delegate",
    async (who, contend, counts) => {
      accepted(await portal.delegate(dora, hana));
      portal.clock.advance(HOUR_MS);
      const id = await portal.ask(who, payments);
      const [removed, decided] = await contend(test.db, none, [
        () => portal.undelegate(dora),
        () => portal.decide(hana, id, "approve", { stage: 0 }),
      ]);
      expect(removed.ok).toBe(true);
      expect(refusalOf(decided)).toBe(decided.ok ? null : "notAnApprover");
      expect(await portal.stateOf(id)).toBe(decided.ok ? "delivering" : "pendingApproval/pendingApproval");
      expect(await test.db.select().from(delegations).where(eq(delegations.delegatorId, dora.id))).toEqual([]);
      counts.add(decided.ok ? "decided" : "refused");
      await portal.cancel(who, id);
    },
    () => dora.id,
  );
});

it("NDG-2 two reminders at once: one is sent, the other comes too soon", { timeout }, async () => {
  await race("nudge × nudge", async (who, contend, counts) => {
    const id = await portal.ask(who, payments);
    portal.clock.advance(DAY_MS);
    const results = await contend(test.db, none, [() => portal.nudge(who, id), () => portal.nudge(who, id)]);
    expect(results.map(refusalOf).toSorted()).toEqual(["nudgeTooSoon", null]);
    const nextAt = addHours(await portal.clock.now(), 24);
    expect(results.find((each) => !each.ok)).toEqual({ ok: false, error: { code: "nudgeTooSoon", nextAt } });
    const sent = await test.db.select().from(notifications).where(eq(notifications.requestId, id));
    expect(sent.filter((each) => each.kind === "approvalReminder")).toHaveLength(2);
    counts.add("one of two");
    await portal.cancel(who, id);
  });
});
