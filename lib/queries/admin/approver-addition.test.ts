import { beforeEach, expect, test } from "vitest";
import type { HeldRole } from "@/lib/auth/permissions";
import { decideAddition } from "@/lib/engine/approval/addition";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, disabled, dora, everybody, hana, kim, payments } from "@/lib/engine/testing/cast";
import { person, policy, stage } from "@/lib/engine/testing/facts";
import { loadPerson } from "@/lib/facts/people";
import { Portal } from "@/lib/services/testing/portal";
import { insertCatalog, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { findNewApprovers } from "./approver-addition";
import { getAdminRequest } from "./requests";

const database = testDatabase();
let portal: Portal;
let catalogId: string;

beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody.map((each) => (each.id === hana.id ? disabled(hana) : each)));
  const catalog = await insertCatalog(database.db);
  catalogId = catalog;
  const policies = [policy({ stages: [stage({ primaryApprovers: [person(dora)] })] })];
  await insertPackage(database.db, payments, { catalogId: catalog, policies });
});

const reading = async () => ({ db: database.db, now: await portal.clock.now() });
const holding = (role: HeldRole["role"], where: string | null = catalogId) => ({ roles: [{ role, catalogId: where }] });

/** Every name has one of these letters. */
async function found(viewer: { roles: readonly HeldRole[] }, requestId: string): Promise<string[]> {
  const ids = new Set<string>();
  for (const letter of ["a", "e", "i", "o", "u", "y"]) {
    const { rows } = await findNewApprovers(viewer, requestId, letter, await reading());
    for (const { id } of rows) ids.add(id);
  }
  return [...ids].sort();
}

test("APP-96 the picker finds exactly whom the engine lets come to the stage", async () => {
  const requestId = await portal.ask(ada, payments);
  const request = await portal.request(requestId);
  const now = await portal.clock.now();
  const accepted: string[] = [];
  for (const { id } of everybody) {
    const facts = {
      settings: defaultSettings,
      rights: { mayKnow: true, mayAdd: true },
      person: await loadPerson(database.db, id),
    };
    if (decideAddition(request, facts, "Dora is away", now).ok) accepted.push(id);
  }
  expect(accepted).toContain(kim.id);
  expect(accepted).not.toContain(hana.id);
  expect(await found(holding("accessPackageManager"), requestId)).toEqual(accepted.sort());
});

test("APP-96 the picker finds nobody for those who may not add, and for a request that waits for nobody", async () => {
  const requestId = await portal.ask(ada, payments);
  const mayAdd = async (viewer: { roles: readonly HeldRole[] }) =>
    (await getAdminRequest(viewer, requestId, await reading()))?.mayAddApprover;
  expect(await mayAdd(holding("catalogOwner"))).toBe(true);
  for (const viewer of [
    holding("catalogReader"),
    holding("accessPackageAssignmentManager"),
    holding("auditor", null),
  ]) {
    expect(await found(viewer, requestId)).toEqual([]);
    expect(await mayAdd(viewer)).toBe(false);
  }
  const elsewhere = await insertCatalog(database.db);
  expect(await found(holding("catalogOwner", elsewhere), requestId)).toEqual([]);
  expect(await found(holding("catalogOwner"), "no id")).toEqual([]);
  await portal.cancel(ada, requestId);
  expect(await found(holding("catalogOwner"), requestId)).toEqual([]);
  expect(await mayAdd(holding("catalogOwner"))).toBe(false);
});
