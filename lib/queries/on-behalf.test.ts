import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import { ada, ben, cleo, dora, everybody, gus, kim, payments, policyIds, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { changeSettings, forbid, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listPackagesFor } from "./available-packages";
import { getPackage, getRequestForm } from "./package-view";
import { getRequest, hasAskedForOthers, listRequests } from "./requests";

const test = testDatabase();
let portal: Portal;
const reading = async () => ({ db: test.db, now: await portal.clock.now() });
const viewerOf = ({ id: personId, kind }: Person) => ({ personId, kind });

const lets = (...kinds: readonly ("requestorManager" | "anyDirectoryUser")[]) => ({
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: kinds.map((kind) => ({ kind })),
});
const byManagers = lets("requestorManager");
const byAnybody = lets("anyDirectoryUser");
const forAdaOnly = {
  allowedTargetScope: "specificDirectoryUsers" as const,
  specificAllowedTargets: [{ kind: "singleUser" as const, userId: ada.id }],
};
const byDora = [stage({ primaryApprovers: [person(dora)] })];
const thirtyDays = { type: "afterDays", days: 30 } as const;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
});

describe("the form for somebody else", () => {
  beforeEach(async () => {
    await insertPeople(test.db, ...everybody);
  });

  const form = async (who: Person, targetId: string, more: { again?: string } = {}) =>
    getRequestForm(viewerOf(who), payments, "en", { for: targetId, ...more }, await reading());

  it("WHO-39 is the target's: their policy, their approvers, their standing, in a package that is not for the reader", async () => {
    const terms = { ...forAdaOnly, stages: byDora, expiration: thirtyDays, requestorSettings: byManagers };
    await insertPackage(test.db, payments, { policies: [policy(terms)] });
    const found = await form(ben, ada.id);
    expect(found).toMatchObject({
      target: { id: ada.id, displayName: ada.displayName, isReport: true },
      standing: { kind: "requestable" },
      policies: [{ stages: [{ approvers: { people: [{ id: dora.id }] } }] }],
    });
    expect(await getRequestForm(viewerOf(ben), payments, "en", {}, await reading())).toBeNull();
  });

  it("ERR-2, WHO-37 is not there for anybody else's report, a colleague, a former manager, nor for an id of nobody", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ requestorSettings: byManagers })] });
    expect(await form(ben, ada.id)).not.toBeNull();
    for (const [who, targetId] of [
      [cleo, ada.id],
      [kim, ada.id],
      [ada, kim.id],
      [gus, ada.id],
      [ben, dora.id],
      [ben, crypto.randomUUID()],
      [ben, "nonsense"],
      [ben, ""],
    ] as const) {
      expect(await form(who, targetId), `${who.displayName} for ${targetId}`).toBeNull();
      const panel = await getPackage(viewerOf(who), payments, { for: targetId }, await reading());
      expect(panel, `${who.displayName} for ${targetId}`).toBeNull();
    }
    // Asked for by their own id it is everybody's own form.
    expect(await form(kim, kim.id)).toMatchObject({ target: null, standing: { kind: "requestable" } });
  });

  it("ERR-12 a colleague is told neither names nor dates of what the target holds; the manager is", async () => {
    const requestorSettings = lets("requestorManager", "anyDirectoryUser");
    await insertPackage(test.db, payments, { name: "Payments", policies: [policy({ requestorSettings })] });
    await insertPackage(test.db, vendors, {
      name: "Vendors",
      policies: [policy({ policyId: policyIds[1], expiration: thirtyDays })],
    });
    await forbid(test.db, payments, vendors);
    await portal.hold(ada, vendors);
    const conflicts = async (who: Person) => {
      const { standing } = (await form(who, ada.id)) ?? {};
      return standing?.kind === "blocked" && "conflicts" in standing.refusal
        ? standing.refusal.conflicts.map((each) => each.displayName)
        : null;
    };
    expect(await conflicts(ben)).toEqual(["Vendors"]);
    expect(await conflicts(kim)).toEqual([]);
    expect(JSON.stringify(await form(kim, ada.id))).not.toContain("Vendors");
    await changeSettings(test.db, { managersSeeReportAssignments: false });
    expect(await conflicts(ben)).toEqual([]);
    expect(JSON.stringify(await form(ben, ada.id))).not.toContain("Vendors");
  });

  it("ERR-12 nor the warnings, nor what of it they have, nor how they stand in the list", async () => {
    const requestorSettings = lets("requestorManager", "anyDirectoryUser");
    await insertPackage(test.db, payments, { policies: [policy({ requestorSettings, expiration: thirtyDays })] });
    await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: policyIds[1] })] });
    await forbid(test.db, vendors, payments);
    await portal.hold(ada, vendors);
    expect((await form(ben, ada.id))?.warnings).toHaveLength(1);
    expect(await form(kim, ada.id)).toMatchObject({ warnings: [], rolesHeld: [] });
    expect(JSON.stringify(await form(kim, ada.id))).not.toContain("Vendors");
    const assignmentId = await portal.hold(ada, payments);
    const standing = async (who: Person) => ({
      form: (await form(who, ada.id))?.standing,
      list: (await listPackagesFor(viewerOf(who), ada.id, {}, await reading()))?.rows.map((row) => row.standing),
    });
    const held = { kind: "held", assignmentId, endAt: after(30) };
    expect(await standing(ben)).toEqual({ form: held, list: [held] });
    expect(await standing(kim)).toEqual({
      form: { kind: "held", assignmentId: null, endAt: null },
      list: [{ kind: "requestable" }],
    });
  });

  it("REQ-48 leads to the open request only whoever is part of it", async () => {
    const requestorSettings = lets("requestorManager", "anyDirectoryUser");
    await insertPackage(test.db, payments, { policies: [policy({ requestorSettings, stages: byDora })] });
    const requestId = await portal.ask(kim, payments, { targetId: ada.id });
    const standing = async (who: Person) => (await form(who, ada.id))?.standing;
    expect(await standing(kim)).toEqual({ kind: "requested", requestId });
    expect(await standing(ben)).toEqual({ kind: "requested", requestId: null });
    expect(await standing(ada)).toEqual({ kind: "requested", requestId });
  });

  it("POR-44 a denied request is asked for again by whoever made it, with its words, and by nobody for another", async () => {
    const requestorSettings = lets("requestorManager", "anyDirectoryUser");
    await insertPackage(test.db, payments, { policies: [policy({ requestorSettings, stages: byDora })] });
    const again = await portal.ask(ben, payments, { targetId: ada.id, justification: "For the plant." });
    accepted(await portal.decide(dora, again, "deny"));
    expect((await getRequest(viewerOf(ben), again, await reading()))?.askAgain).toBe("request");
    expect((await form(ben, ada.id, { again }))?.again).toMatchObject({ requestId: again, isResubmission: true });
    expect((await form(ben, kim.id, { again }))?.again).toBeNull();
    expect((await form(kim, ada.id, { again }))?.again).toBeNull();
    expect((await form(ada, ada.id, { again }))?.again).toMatchObject({ justification: "For the plant." });
  });
});

describe("the list of one's requests", () => {
  it("REQ-71 tells those for oneself from those one made for others, and shows who asked", async () => {
    await insertPeople(test.db, ...everybody);
    await insertPackage(test.db, payments, {
      policies: [policy({ requestorSettings: byAnybody, stages: byDora })],
    });
    const own = await portal.ask(kim, payments);
    const forAda = await portal.ask(kim, payments, { targetId: ada.id });
    const parts = async (who: Person) => {
      const ids = async (part: "all" | "forMe" | "forOthers") =>
        (await listRequests(viewerOf(who), { part }, await reading())).rows.map((row) => row.id).toSorted();
      return { all: await ids("all"), forMe: await ids("forMe"), forOthers: await ids("forOthers") };
    };
    expect(await parts(kim)).toEqual({ all: [own, forAda].toSorted(), forMe: [own], forOthers: [forAda] });
    expect(await parts(ada)).toEqual({ all: [forAda], forMe: [forAda], forOthers: [] });
    expect(await hasAskedForOthers(viewerOf(kim), await reading())).toBe(true);
    expect(await hasAskedForOthers(viewerOf(ada), await reading())).toBe(false);
    const seen = await getRequest(viewerOf(ada), forAda, await reading());
    // WHO-43: what somebody else asked for is the target's to cancel.
    expect(seen).toMatchObject({ requestor: { displayName: kim.displayName }, canCancel: true });
  });
});
