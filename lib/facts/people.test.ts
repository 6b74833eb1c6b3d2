import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { people } from "@/db/schema";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  eli,
  everybody,
  finance,
  hana,
  jun,
  kim,
  ledgerOwners,
} from "@/lib/engine/testing/cast";
import { manager, person, sponsors, stage } from "@/lib/engine/testing/facts";
import { insertGroup, insertPeople, joinGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { loadDecider, loadDirectory, loadGroupIds, loadPerson } from "./people";

const test = testDatabase();

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  // Auditors inside finance inside the owners of the ledger.
  await insertGroup(test.db, ledgerOwners, { members: [dora] });
  await insertGroup(test.db, finance, { inside: [ledgerOwners] });
  await insertGroup(test.db, auditors, { members: [kim, hana], inside: [finance] });
});

it("WHO-20 a member of a group is a member of every group around it, and of none inside", async () => {
  expect(await loadGroupIds(test.db, kim.id)).toEqual(new Set([auditors, finance, ledgerOwners]));
  expect(await loadGroupIds(test.db, dora.id)).toEqual(new Set([ledgerOwners]));
});

it("APP-19 owning a group is not being in it", async () => {
  await joinGroup(test.db, auditors, eli, "owner");
  expect(await loadGroupIds(test.db, eli.id)).toEqual(new Set());
});

it("loads people as the cast describes them, and nobody where there is nobody", async () => {
  expect(await loadPerson(test.db, ada.id)).toEqual(ada);
  const decider = { id: kim.id, displayName: kim.displayName, isEnabled: true };
  expect(await loadDecider(test.db, kim.id)).toMatchObject(decider);
});

it("APP-17 holds whom the stages name and whom they reach: two managers up, sponsors, members at any depth", async () => {
  const stages = [
    stage({ primaryApprovers: [manager()], escalationApprovers: [manager(2)] }),
    stage({ primaryApprovers: [sponsors], fallbackPrimaryApprovers: [person(eli)] }),
    stage({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }] }),
  ];
  const directory = await loadDirectory(test.db, ada.id, stages);
  expect(new Set(directory.people.keys())).toEqual(
    new Set([ada, ben, cleo, jun, eli, dora, kim, hana].map((each) => each.id)),
  );
  expect(new Set(directory.groupMembers.get(ledgerOwners))).toEqual(new Set([dora.id, kim.id, hana.id]));
});

it("APP-27 counts no member whose account is off", async () => {
  await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, kim.id));
  const stages = [stage({ primaryApprovers: [{ kind: "groupMembers", groupId: auditors }] })];
  const directory = await loadDirectory(test.db, ada.id, stages);
  expect(directory.groupMembers.get(auditors)).toEqual([hana.id]);
});

it("APP-24 holds whom a running stage asks though they are no longer the target's manager", async () => {
  await test.db.update(people).set({ managerId: null }).where(eq(people.id, ada.id));
  const stages = [stage({ primaryApprovers: [manager()] })];
  expect([...(await loadDirectory(test.db, ada.id, stages, [ben.id])).people.keys()].toSorted()).toEqual(
    [ada.id, ben.id, jun.id].toSorted(),
  );
});
