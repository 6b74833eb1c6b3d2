// biome-ignore-all lint/style/noRestrictedImports: what a query finds in a test, the real services have put there
import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { isBrowsable, mayAskFor } from "@/lib/engine/request/knowledge";
import {
  ada,
  ben,
  cleo,
  disabled,
  dora,
  everybody,
  finance,
  gus,
  idOf,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage } from "@/lib/engine/testing/facts";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { Portal } from "@/lib/services/testing/portal";
import {
  changeSettings,
  forbid,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listPackagesFor } from "./available-packages";
import { getPackage, getRequestForm } from "./package-view";
import { getRequest, hasAskedForOthers, listRequests } from "./requests";
import { findTarget, findTargets, getTargetChoice, nameOfTarget } from "./targets";

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

describe("whom one may ask for", () => {
  const [first, second, third, fourth] = policyIds;
  const forFinance = {
    allowedTargetScope: "specificDirectoryUsers" as const,
    specificAllowedTargets: [{ kind: "groupMembers" as const, groupId: finance }],
  };
  const others = (number: number) => idOf<AccessPackageId>(number);
  const worlds: readonly (readonly [AccessPackageId, AssignmentPolicy, Parameters<typeof insertCatalog>[1]?])[] = [
    [payments, policy({ policyId: first, requestorSettings: byManagers })],
    [
      vendors,
      policy({ policyId: second, requestorSettings: lets("requestorManager", "anyDirectoryUser"), ...forFinance }),
    ],
    [reports, policy({ policyId: third, allowedTargetScope: "allDirectoryUsers", requestorSettings: byAnybody })],
    [
      others(1),
      policy({ policyId: fourth, requestorSettings: { ...byAnybody, enableOnBehalfRequestorsToAddAccess: false } }),
    ],
    [others(2), policy({ policyId: idOf(12), isEnabled: false, requestorSettings: byAnybody })],
    [others(3), policy({ policyId: idOf(13), requestorSettings: byAnybody }), { isPublished: false }],
    [
      others(4),
      policy({ policyId: idOf(14), allowedTargetScope: "allDirectoryUsers", requestorSettings: byAnybody }),
      { isExternallyVisible: false },
    ],
    [others(5), policy({ policyId: idOf(15), allowedTargetScope: "notSpecified", requestorSettings: byAnybody })],
  ];
  const cast = everybody.map((each) => (each.id === kim.id ? disabled(each) : each));

  beforeEach(async () => {
    await insertPeople(test.db, ...cast);
    await insertGroup(test.db, finance, { members: [ada, dora] });
    for (const [id, terms, catalog] of worlds) {
      await insertPackage(test.db, id, { policies: [terms], catalogId: await insertCatalog(test.db, catalog) });
    }
  });

  it("WHO-37 to WHO-40, WHO-8 the searches and the list find exactly whom and what the engine lets be asked for", async () => {
    const at = await reading();
    let compared = 0;
    for (const requestor of cast) {
      const expected = new Map<string, Set<string>>();
      for (const [id] of worlds) {
        const found = new Set<string>();
        for (const target of cast) {
          const facts = await loadSubmissionFacts(test.db, requestor.id, id, { targetId: target.id });
          if (!facts?.package || target.id === requestor.id || !facts.target.isEnabled || !mayAskFor(facts)) continue;
          const { isPublished, isExternallyVisible } = facts.package.catalog;
          if (!isPublished || (target.kind === "guest" && !isExternallyVisible)) continue;
          expect(isBrowsable(facts)).toBe(true);
          found.add(target.id);
        }
        expected.set(id, found);
        const { rows } = await findTargets(viewerOf(requestor), { search: ",", packageId: id }, at);
        expect(new Set(rows.map((row) => row.id)), `${requestor.displayName} for ${id}`).toEqual(found);
        const ownReports = cast.filter((each) => each.managerId === requestor.id && found.has(each.id));
        const choice = await getTargetChoice(viewerOf(requestor), { packageId: id }, at);
        expect(choice?.reports.map((row) => row.id) ?? []).toEqual(ownReports.map((each) => each.id));
        compared += found.size;
      }
      for (const target of cast.filter((each) => each.id !== requestor.id && each.isEnabled)) {
        const listed = await listPackagesFor(viewerOf(requestor), target.id, {}, at);
        const wanted = worlds.map(([id]) => id).filter((id) => expected.get(id)?.has(target.id));
        const isKnown = wanted.length > 0 || target.managerId === requestor.id;
        expect(listed?.rows.map((row) => row.id).toSorted()).toEqual(isKnown ? wanted.toSorted() : undefined);
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it("a report is known to the manager whatever the policies say; a stranger, oneself and no id are nobody", async () => {
    const at = await reading();
    expect(await findTarget(viewerOf(ben), kim.id, at)).toMatchObject({ displayName: kim.displayName, isReport: true });
    expect(await findTarget(viewerOf(ben), ben.id, at)).toBeNull();
    for (const id of ["", "nonsense", crypto.randomUUID()]) expect(await findTarget(viewerOf(ben), id, at)).toBeNull();
    // A guest asks for nobody, so nobody's name is told.
    for (const each of everybody) expect(await findTarget(viewerOf(gus), each.id, at)).toBeNull();
    expect(await nameOfTarget(viewerOf(gus), { targetId: ada.id, packageId: reports }, at)).toBeNull();
    expect(await nameOfTarget(viewerOf(cleo), { targetId: ada.id, packageId: payments }, at)).toBeNull();
    expect(await nameOfTarget(viewerOf(ben), { targetId: ada.id, packageId: payments }, at)).toBe(ada.displayName);
  });
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
