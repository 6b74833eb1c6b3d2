import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { groups, people } from "@/db/schema";
import { decideDelegation } from "@/lib/engine/approval/delegation";
import type { TenantSettings } from "@/lib/engine/settings";
import { auditors, everybody, ledgerOwners } from "@/lib/engine/testing/cast";
import { addDays } from "@/lib/engine/time";
import { loadCandidate, loadDelegationFacts } from "@/lib/facts/delegation-change";
import { Portal } from "@/lib/services/testing/portal";
import { changeSettings, insertGroup, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { findDelegates, getActiveDelegation, getDelegation } from "./delegation";

const database = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody);
  await insertGroup(database.db, ledgerOwners, { members: everybody.slice(0, 2) });
  await insertGroup(database.db, auditors, { members: everybody.slice(2, 4), inside: [ledgerOwners] });
  await changeSettings(database.db, { allowApprovalDelegation: true });
});

const reading = async () => ({ db: database.db, now: await portal.clock.now() });
const [first, second] = everybody;

/** Every name has one of these letters. */
const letters = ["a", "e", "i", "o", "u", "y"];

async function found(personId: (typeof everybody)[number]["id"]): Promise<string[]> {
  const ids = new Set<string>();
  for (const letter of letters) {
    const { rows, isMore } = await findDelegates({ personId }, letter, await reading());
    expect(isMore).toBe(false);
    for (const row of rows) ids.add(row.id);
  }
  return [...ids].sort();
}

const choices: readonly (readonly [string, Partial<TenantSettings>])[] = [
  ["whoever they like", {}],
  ["their manager", { delegatesAreDirectManagers: true }],
  ["members of a group and of those inside it", { delegateGroupIds: [ledgerOwners] }],
  ["their manager or members of a group", { delegatesAreDirectManagers: true, delegateGroupIds: [auditors] }],
  ["nobody, where it is switched off", { allowApprovalDelegation: false }],
];

test.each(choices)("APP-86 the picker finds exactly whom the engine lets people name: %s", async (_, settings) => {
  await changeSettings(database.db, settings);
  const gone = everybody.at(-1)?.id;
  if (gone) await database.db.update(people).set({ isEnabled: false }).where(eq(people.id, gone));
  const now = await portal.clock.now();
  const groupIds = (await database.db.select({ id: groups.id }).from(groups)).map(({ id }) => id);
  for (const { id: personId, displayName } of everybody) {
    const facts = await loadDelegationFacts(database.db, personId, personId);
    if (!facts) throw new Error("everybody is in the directory");
    const wanted = [...everybody.map(({ id }) => ({ personId: id })), ...groupIds.map((groupId) => ({ groupId }))];
    const expected: string[] = [];
    for (const each of wanted) {
      const candidate = await loadCandidate(database.db, each);
      const decided = decideDelegation(facts, { by: personId, candidate, startAt: now, endAt: null }, now);
      if (decided.ok) expected.push("personId" in each ? each.personId : each.groupId);
    }
    expect(await found(personId), displayName).toEqual(expected.sort());
  }
});

test("APP-85, APP-87 a delegation is ahead, active and over; a removed one is nothing", async () => {
  if (!first || !second) throw new Error("a cast of two at least");
  const viewer = { personId: first.id };
  const now = await portal.clock.now();
  await portal.delegate(first, second, { startAt: addDays(now, 1), endAt: addDays(now, 3) });
  const phases: [string | undefined, boolean, string | undefined][] = [];
  for (const days of [0, 1, 2.9, 3]) {
    const then = { db: database.db, now: addDays(now, days) };
    const { own } = await getDelegation(viewer, then);
    const { held } = await getDelegation({ personId: second.id }, then);
    phases.push([own?.phase, (await getActiveDelegation(viewer, then)) !== null, held[0]?.phase]);
  }
  expect(phases).toEqual([
    ["ahead", false, "ahead"],
    ["active", true, "active"],
    ["active", true, "active"],
    ["over", false, undefined],
  ]);
  await portal.undelegate(first);
  expect((await getDelegation(viewer, await reading())).own).toBeNull();
});

test("APP-91 with a delegate who is switched off nobody decides", async () => {
  if (!first || !second) throw new Error("a cast of two at least");
  await portal.delegate(first, second);
  await database.db.update(people).set({ isEnabled: false });
  const { own } = await getDelegation({ personId: first.id }, await reading());
  expect(own).toMatchObject({ phase: "active", isDelegateEnabled: false });
  expect(await getActiveDelegation({ personId: first.id }, await reading())).toBeNull();
});
