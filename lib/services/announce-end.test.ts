import { beforeAll, expect, it } from "vitest";
import { assignments } from "@/db/schema";
import { assignmentStates, endNoticeDays } from "@/lib/engine/assignment/assignment";
import { decideEndNotice } from "@/lib/engine/assignment/notices";
import type { AssignmentId } from "@/lib/engine/ids";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { payments, policyIds } from "@/lib/engine/testing/cast";
import { after, policy, start } from "@/lib/engine/testing/facts";
import { addMs, HOUR_MS } from "@/lib/engine/time";
import { newId } from "@/lib/platform/ids";
import { testDatabase } from "@/lib/testing/database";
import { findDue } from "./sweep-due";
import { randomFrom } from "./testing/races";
import { insertPackage, insertPeople, somebody } from "./testing/world";

const test = testDatabase();
const random = randomFrom(7);
const among = <Of>(list: readonly Of[]): Of => list[Math.floor(random() * list.length)] as Of;
/** Lengths around every border: nothing, a day, fourteen days, much more. */
const lengthsHours = [1, 23, 24, 25, 48, 335, 336, 337, 600, 1_000];

/** Access of every length, state and with every notice given before. */
const worlds = Array.from({ length: 300 }, (_, number) => {
  const startAt = addMs(start, Math.floor(random() * 40) * 6 * HOUR_MS);
  const hours = among(lengthsHours);
  return {
    who: somebody(`Holder ${number}`),
    facts: {
      id: newId(start) as AssignmentId,
      packageId: payments,
      state: among(assignmentStates),
      startAt,
      endAt: random() < 0.1 ? null : addMs(startAt, hours * HOUR_MS),
      endNoticeDays: among([null, null, ...endNoticeDays]),
      snapshot: snapshotOf(policy()),
    },
  };
});

beforeAll(async () => {
  await insertPackage(test.db, payments);
  await insertPeople(test.db, ...worlds.map(({ who }) => who));
  await test.db.insert(assignments).values(
    worlds.map(({ who, facts: { snapshot, ...facts } }) => ({
      ...facts,
      targetId: who.id,
      policyId: policyIds[0],
      policySnapshot: snapshot,
      isExtended: false,
      version: 1,
    })),
  );
});

it("ASN-3 the sweep finds the notices the engine would give, each at its instant, and no other", async () => {
  let found = 0;
  for (let hours = 0; hours <= 60 * 24; hours += 6) {
    const now = after(0, hours);
    const expected = worlds.flatMap(({ who, facts }) => {
      const result = decideEndNotice({ ...facts, targetId: who.id }, now);
      const [event] = result.ok ? result.value.events : [];
      return event ? [{ kind: "notice", id: facts.id as string, at: event.at }] : [];
    });
    const due = (await findDue(test.db, now, 10_000)).filter(({ kind }) => kind === "notice");
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    expect(due.toSorted(byId)).toEqual(expected.toSorted(byId));
    found += due.length;
  }
  expect(found).toBeGreaterThan(100);
});
