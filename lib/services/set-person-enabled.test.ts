import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, people, roleAssignments } from "@/db/schema";
import { administratorsOf } from "@/lib/engine/administration";
import type { Person } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  eli,
  everybody,
  finn,
  hana,
  idOf,
  ivo,
  kim,
  ledgerOwners,
  payments,
} from "@/lib/engine/testing/cast";
import { after, manager, person, policy, refusalOf, stage, start } from "@/lib/engine/testing/facts";
import { loadAdministration } from "@/lib/facts/administration";
import { testDatabase } from "@/lib/testing/database";
import { activateFallbacks } from "./activate-fallbacks";
import { setPersonEnabled } from "./set-person-enabled";
import { expectInvariantsOfAll, rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertGroup,
  insertPackage,
  insertPeople,
  joinGroup,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
  return async () => expectInvariantsOfAll(test.db);
});

const switchTo = (isEnabled: boolean, who: { id: PersonId }, reason = "left the company", by: Person = ivo) =>
  setPersonEnabled(portal.deps, { personId: who.id, isEnabled, actorId: by.id, reason });

/** Switches somebody off, and lets the worker do what follows. */
async function leaves(who: Person) {
  await switchTo(false, who);
  await activateFallbacks(portal.deps, who.id);
}

const jobs = async () => {
  const { rows } = await test.db.execute(sql`select task_identifier as task from graphile_worker.jobs order by id`);
  return rows;
};

describe("an account", () => {
  it("AUD-9 is switched off and on again, with who did it and why", async () => {
    expect(await switchTo(false, ada)).toEqual({ ok: true, value: { isChanged: true } });
    expect(await test.db.select().from(people).where(eq(people.id, ada.id))).toMatchObject([{ isEnabled: false }]);
    portal.clock.set(after(1));
    expect(await switchTo(true, ada, "came back")).toEqual({ ok: true, value: { isChanged: true } });
    const common = {
      actorId: ivo.id,
      actorName: ivo.displayName,
      targetId: ada.id,
      targetName: ada.displayName,
      requestId: null,
    };
    expect(await test.db.select().from(auditEvents).orderBy(auditEvents.sequence)).toMatchObject([
      { ...common, kind: "personDisabled", activity: "Disable account", reason: "left the company", occurredAt: start },
      { ...common, kind: "personEnabled", activity: "Enable account", reason: "came back", occurredAt: after(1) },
    ]);
    expect(await jobs()).toEqual([{ task: "activateFallbacks" }]);
  });

  it("ERR-23 needs a reason, has to exist, and has to change; else nothing is written", async () => {
    const before = await rowCounts(test.db);
    expect(refusalOf(await switchTo(false, ada, "  "))).toBe("reasonRequired");
    expect(refusalOf(await switchTo(false, { id: idOf<PersonId>(77) }))).toBe("personNotFound");
    expect(await switchTo(true, ada)).toEqual({ ok: true, value: { isChanged: false } });
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("ERR-1 that is off asks for nothing, APP-27 and decides nothing", async () => {
    await insertPackage(test.db, payments, {
      policies: [policy({ stages: [stage({ primaryApprovers: [person(dora), person(hana)] })] })],
    });
    const id = await portal.ask(ada, payments);
    await switchTo(false, dora);
    await switchTo(false, kim);
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBe("notAnApprover");
    expect(refusalOf(await portal.submit(kim, payments))).toBe("accountDisabled");
  });
});

describe("who may switch it", () => {
  it("DEL-22 governance administrators; auditors are told so, to everybody else there is nobody there", async () => {
    await appoint(test.db, cleo, "auditor");
    await appoint(test.db, ben, "catalogCreator");
    const before = await rowCounts(test.db);
    expect(refusalOf(await switchTo(false, ada, "left", cleo))).toBe("roleNotSufficient");
    expect(refusalOf(await switchTo(false, ada, "left", ben))).toBe("personNotFound");
    expect(refusalOf(await switchTo(false, ada, "left", dora))).toBe("personNotFound");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("P1 nobody switches off their own account", async () => {
    await appointGovernanceAdministrator(test.db, kim);
    expect(refusalOf(await switchTo(false, ivo))).toBe("ownAccount");
  });

  it("P1 of two administrators who switch each other off at once, one stays", async () => {
    await appointGovernanceAdministrator(test.db, kim);
    const both = await Promise.all([switchTo(false, kim), switchTo(false, ivo, "left", kim)]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(await loadAdministration(test.db).then(administratorsOf)).toHaveProperty("size", 1);
  });

  it("P1 an administrator through a group counts as one", async () => {
    await insertGroup(test.db, auditors);
    await insertGroup(test.db, ledgerOwners, { members: [kim], inside: [auditors] });
    await joinGroup(test.db, auditors, hana, "owner");
    await test.db
      .insert(roleAssignments)
      .values({ id: idOf(5), role: "governanceAdministrator", groupId: auditors, createdAt: start });
    expect(administratorsOf(await loadAdministration(test.db))).toEqual(new Set([ivo.id, kim.id]));
    expect(await switchTo(false, ivo, "left", kim)).toMatchObject({ ok: true });
  });
});

describe("a stage whose approvers leave", () => {
  const withFinn = (parts: Parameters<typeof stage>[0]) =>
    policy({ stages: [stage({ fallbackPrimaryApprovers: [person(finn)], ...parts })] });

  it("APP-33 keeps the item with those who remain", async () => {
    await insertPackage(test.db, payments, {
      policies: [withFinn({ primaryApprovers: [person(dora), person(hana)] })],
    });
    const id = await portal.ask(ada, payments);
    await leaves(dora);
    expect(await portal.countOf(id, "fallbacksActivated")).toBe(0);
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBe("notAnApprover");
  });

  it("APP-33 gets its fallbacks when the last one has gone; the deadline stays, and they are told", async () => {
    await insertPackage(test.db, payments, {
      policies: [withFinn({ primaryApprovers: [person(dora), person(hana)] })],
    });
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(5));
    await leaves(dora);
    await leaves(hana);
    await activateFallbacks(portal.deps, hana.id);
    expect(await portal.countOf(id, "fallbacksActivated")).toBe(1);
    expect((await portal.request(id)).stages).toMatchObject([{ state: "active", deadlineAt: after(14) }]);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName, finn.displayName, hana.displayName]);
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBeNull();
  });

  it("APP-33 counts the members of a group, at any depth and without the one who asks", async () => {
    await insertGroup(test.db, ledgerOwners, { members: [ada] });
    await insertGroup(test.db, auditors, { members: [dora], inside: [ledgerOwners] });
    await insertPackage(test.db, payments, {
      policies: [withFinn({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }] })],
    });
    const id = await portal.ask(ada, payments);
    await leaves(dora);
    expect(await portal.countOf(id, "fallbacksActivated")).toBe(1);
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBeNull();
  });

  it("APP-24 counts a manager asked at the start who no longer is one", async () => {
    await insertPackage(test.db, payments, {
      policies: [
        withFinn({
          primaryApprovers: [manager()],
          isEscalationEnabled: true,
          escalationAfterDays: 8,
          escalationApprovers: [person(eli)],
        }),
      ],
    });
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(8));
    await test.db.update(people).set({ managerId: null }).where(eq(people.id, ada.id));
    await leaves(eli);
    expect(await portal.countOf(id, "fallbacksActivated")).toBe(0);
    expect(refusalOf(await portal.decide(ben, id, "approve"))).toBeNull();
  });

  it("APP-32 waits for its deadline where no fallback is left either", async () => {
    await appointGovernanceAdministrator(test.db, kim);
    await insertPackage(test.db, payments, {
      policies: [policy({ stages: [stage({ primaryApprovers: [person(dora)] })] })],
    });
    const id = await portal.ask(ada, payments);
    await leaves(dora);
    expect(await portal.history(id)).toEqual(["requestSubmitted", "stageStarted"]);
    await portal.passTo(after(14));
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
  });

  it("APP-50 that has lapsed unseen is closed, and nobody is asked any more", async () => {
    await insertPackage(test.db, payments, { policies: [withFinn({ primaryApprovers: [person(dora)] })] });
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(20));
    await leaves(dora);
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName]);
  });

  it("APP-33 touches no request that asks others, and none that is closed", async () => {
    await insertPackage(test.db, payments, { policies: [withFinn({ primaryApprovers: [manager()] })] });
    const open = await portal.ask(ben, payments);
    const closed = await portal.ask(ada, payments);
    await portal.cancel(ada, closed);
    await leaves(ben);
    expect(await portal.countOf(closed, "fallbacksActivated")).toBe(0);
    expect(await portal.countOf(open, "fallbacksActivated")).toBe(0);
    await leaves(cleo);
    expect(await portal.countOf(open, "fallbacksActivated")).toBe(1);
  });
});
