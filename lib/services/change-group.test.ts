import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { groupClosure, groupMembers, groups, roleAssignments } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { GroupRole } from "@/lib/engine/group/events";
import type { GroupForm } from "@/lib/engine/group/group";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { Result } from "@/lib/engine/result";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  everybody,
  finance,
  finn,
  idOf,
  ivo,
  kim,
  ledgerOwners,
  payments,
} from "@/lib/engine/testing/cast";
import { person, policy, refusalOf, stage, start } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { activateGroupFallbacks } from "./activate-fallbacks";
import { createGroup, updateGroup } from "./change-group";
import { addMembers, removeMember } from "./change-members";
import { nestGroup, unnestGroup } from "./change-nesting";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { trailOf } from "./testing/trail";
import {
  appoint,
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
  await appoint(test.db, cleo, "auditor");
  await insertGroup(test.db, ledgerOwners, { name: "Ledger owners", members: [ada] });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  await insertGroup(test.db, finance, { name: "Finance" });
});

const form: GroupForm = { displayName: "Treasury", description: "Cash and banks." };
const create = (who: Person, parts: Partial<GroupForm> = {}) =>
  createGroup(portal.deps, { actorId: who.id, form: { ...form, ...parts } });
const update = (who: Person, parts: Partial<GroupForm>, version = 1, groupId = ledgerOwners) =>
  updateGroup(portal.deps, { actorId: who.id, groupId, version, form: { ...form, ...parts } });
const add = (people: readonly { id: PersonId }[], parts: { who?: Person; role?: GroupRole; groupId?: GroupId } = {}) =>
  addMembers(portal.deps, {
    actorId: (parts.who ?? ivo).id,
    groupId: parts.groupId ?? ledgerOwners,
    role: parts.role ?? "member",
    personIds: people.map((each) => each.id),
  });
type Removal = { who?: Person; role?: GroupRole; groupId?: GroupId; isDeliveredConfirmed?: boolean };
const take = (someone: { id: PersonId }, parts: Removal = {}) =>
  removeMember(portal.deps, {
    actorId: (parts.who ?? ivo).id,
    groupId: parts.groupId ?? ledgerOwners,
    role: parts.role ?? "member",
    personId: someone.id,
    isDeliveredConfirmed: parts.isDeliveredConfirmed ?? false,
  });
const nest = (groupId: GroupId, innerId: GroupId, who: Person = ivo) =>
  nestGroup(portal.deps, { actorId: who.id, groupId, innerId });
const unnest = (groupId: GroupId, innerId: GroupId, who: Person = ivo) =>
  unnestGroup(portal.deps, { actorId: who.id, groupId, innerId });

const codeOf = (result: Result<unknown, { code: string }>) => (result.ok ? "ok" : result.error.code);
const membersOf = async (groupId: GroupId, role: GroupRole = "member") =>
  (
    await test.db
      .select({ id: groupMembers.personId })
      .from(groupMembers)
      .where(and(eq(groupMembers.groupId, groupId), eq(groupMembers.role, role)))
      .orderBy(asc(groupMembers.personId))
  ).map((row) => row.id);
const trail = () =>
  trailOf(test.db, ({ activity, actorName: actor, targetName: target, subjectName: group }) => ({
    activity,
    actor,
    target,
    group,
  }));
const inside = async (groupId: GroupId) =>
  (await test.db.select().from(groupClosure).where(eq(groupClosure.ancestorId, groupId)))
    .map((row) => row.descendantId)
    .sort();

describe("a group", () => {
  it("DEL-22 is made by whoever manages the directory, in the closure from the start", async () => {
    const made = await create(ivo);
    if (!made.ok) throw new Error("refused");
    expect(await inside(made.value)).toEqual([made.value]);
    expect(await trail()).toEqual([{ activity: "Add group", actor: ivo.displayName, target: null, group: "Treasury" }]);
    expect(codeOf(await create(cleo, { displayName: "Banks" }))).toBe("roleNotSufficient");
    expect(codeOf(await create(ben, { displayName: "Banks" }))).toBe("roleNotSufficient");
  });

  it("LIM-30 has a name of its own, also of two made at once", async () => {
    expect(codeOf(await create(ivo, { displayName: "AUDITORS" }))).toBe("groupNameTaken");
    const both = await Promise.all([create(ivo), create(ivo)]);
    expect(both.map(codeOf).sort()).toEqual(["groupNameTaken", "ok"]);
    expect(codeOf(await update(ivo, { displayName: "auditors" }))).toBe("groupNameTaken");
  });

  it("ERR-50 AUD-3 is edited by whoever read it as it is; the second of two is told by whom", async () => {
    expect(codeOf(await update(ivo, {}))).toBe("ok");
    expect(await update(ivo, { displayName: "Other" })).toMatchObject({
      ok: false,
      error: { code: "staleVersion", by: ivo.displayName, current: [{ text: "Treasury" }] },
    });
    const both = await Promise.all([update(ivo, { displayName: "A" }, 2), update(ivo, { displayName: "B" }, 2)]);
    expect(both.map(codeOf).sort()).toEqual(["ok", "staleVersion"]);
    const [row] = await test.db.select().from(groups).where(eq(groups.id, ledgerOwners));
    expect(row).toMatchObject({ version: 3, description: form.description });
    expect((await trail()).map((entry) => entry.activity)).toEqual(["Update group", "Update group"]);
  });

  it("DEL-23 auditors are told that their role does not do, to everybody else it is not there", async () => {
    const before = await rowCounts(test.db);
    for (const attempt of [
      (who: Person) => update(who, {}),
      (who: Person) => add([ben], { who }),
      (who: Person) => take(ada, { who }),
      (who: Person) => nest(finance, auditors, who),
      (who: Person) => unnest(finance, auditors, who),
    ]) {
      expect(codeOf(await attempt(cleo))).toBe("roleNotSufficient");
      expect(codeOf(await attempt(ben))).toBe("groupNotFound");
    }
    expect(codeOf(await add([ben], { groupId: idOf<GroupId>(7) }))).toBe("groupNotFound");
    expect(await rowCounts(test.db)).toEqual(before);
  });
});

describe("who is in it", () => {
  it("RES-4 several join at once, as members or as owners, and each is told of in the log", async () => {
    expect(codeOf(await add([ada, ben, kim]))).toBe("ok");
    expect(codeOf(await add([ben], { role: "owner" }))).toBe("ok");
    expect(await membersOf(ledgerOwners)).toEqual([ada.id, ben.id, kim.id].sort());
    expect(await membersOf(ledgerOwners, "owner")).toEqual([ben.id]);
    const common = { actor: ivo.displayName, group: "Ledger owners" };
    expect(await trail()).toEqual([
      { ...common, activity: "Add member to group", target: ben.displayName },
      { ...common, activity: "Add member to group", target: kim.displayName },
      { ...common, activity: "Add owner to group", target: ben.displayName },
    ]);
  });

  it("RES-4 of two who add the same person at once, one does; taking out twice is once", async () => {
    const both = await Promise.all([add([ben]), add([ben])]);
    expect(both.map(codeOf)).toEqual(["ok", "ok"]);
    expect(await trail()).toHaveLength(1);
    await Promise.all([take(ben), take(ben)]);
    expect(await membersOf(ledgerOwners)).toEqual([ada.id]);
    expect((await trail()).map((entry) => entry.activity)).toEqual(["Add member to group", "Remove member from group"]);
    expect(codeOf(await add([{ id: idOf<PersonId>(7) }]))).toBe("memberNotFound");
    expect(codeOf(await take({ id: idOf<PersonId>(7) }))).toBe("memberNotFound");
  });

  it("ASN-32 what a package gave goes only when that is confirmed; the access stays on record", async () => {
    const catalogId = await insertCatalog(test.db);
    const { member } = await insertGroupResource(test.db, catalogId, auditors);
    await insertPackage(test.db, payments, { name: "Payments", catalogId, roles: [member] });
    const assignmentId = await portal.hold(ben, payments);
    const removal = { groupId: auditors };
    expect(await take(ben, removal)).toEqual({
      ok: false,
      error: { code: "deliveredMembership", packages: ["Payments"] },
    });
    expect(codeOf(await take(ben, { ...removal, isDeliveredConfirmed: true }))).toBe("ok");
    expect(await membersOf(auditors)).toEqual([]);
    expect((await portal.assignment(assignmentId)).state).toBe("delivered");
  });

  it("P1 the last administrator does not leave the group that makes them one", async () => {
    await test.db.delete(roleAssignments).where(eq(roleAssignments.role, "governanceAdministrator"));
    await test.db
      .insert(roleAssignments)
      .values({ id: idOf(5), role: "governanceAdministrator", groupId: auditors, createdAt: start });
    await nestDirectly(auditors, ledgerOwners);
    expect(codeOf(await take(ada, { who: ada }))).toBe("lastAdministrator");
    expect(codeOf(await unnest(auditors, ledgerOwners, ada))).toBe("lastAdministrator");
    await add([kim], { who: ada });
    const both = await Promise.all([take(ada, { who: kim }), take(kim, { who: ada })]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
  });

  it("APP-33 when the last one a stage asks leaves the group, the fallbacks are asked", async () => {
    await insertPackage(test.db, payments, {
      policies: [
        policy({
          stages: [
            stage({
              primaryApprovers: [{ kind: "groupMembers", groupId: finance }],
              fallbackPrimaryApprovers: [person(finn)],
            }),
          ],
        }),
      ],
    });
    await nest(finance, auditors);
    await add([dora], { groupId: auditors });
    const id = await portal.ask(kim, payments);
    await take(dora, { groupId: auditors });
    await activateGroupFallbacks(portal.deps, auditors);
    expect(await portal.countOf(id, "fallbacksActivated")).toBe(1);
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBeNull();
  });
});

const nestDirectly = async (parentId: GroupId, childId: GroupId) => {
  await appointGovernanceAdministrator(test.db, ivo);
  await nest(parentId, childId);
  await test.db.delete(roleAssignments).where(eq(roleAssignments.personId, ivo.id));
};

describe("groups in groups", () => {
  it("WHO-20 count at any depth from then on, and no longer once they are taken out", async () => {
    await nest(finance, auditors);
    await nest(auditors, ledgerOwners);
    expect(await inside(finance)).toEqual([finance, auditors, ledgerOwners].sort());
    await unnest(finance, auditors);
    expect(await inside(finance)).toEqual([finance]);
    expect((await trail()).map((entry) => [entry.activity, entry.group])).toEqual([
      ["Add member to group", "Finance"],
      ["Add member to group", "Auditors"],
      ["Remove member from group", "Finance"],
    ]);
  });

  it("WHO-20 no group contains itself; the circle is named", async () => {
    await nest(finance, auditors);
    await nest(auditors, ledgerOwners);
    expect(await nest(ledgerOwners, finance)).toEqual({
      ok: false,
      error: { code: "groupCircle", names: ["Ledger owners", "Auditors", "Finance", "Ledger owners"] },
    });
    expect(codeOf(await nest(finance, finance))).toBe("groupCircle");
    expect(codeOf(await nest(finance, idOf<GroupId>(7)))).toBe("memberNotFound");
  });

  it("WHO-20 of two who put groups into each other at once, one does", async () => {
    const both = await Promise.all([nest(finance, auditors), nest(auditors, finance)]);
    expect(both.map(codeOf).sort()).toEqual(["groupCircle", "ok"]);
    const others = await Promise.all([nest(finance, ledgerOwners), nest(auditors, ledgerOwners), create(ivo)]);
    expect(others.map(codeOf)).toEqual(["ok", "ok", "ok"]);
  });
});
