import { beforeEach, describe, expect, it } from "vitest";
import { decideManagerRemoval } from "@/lib/engine/assignment/removal";
import type { Person } from "@/lib/engine/directory";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import {
  ada,
  ben,
  cleo,
  disabled,
  dora,
  everybody,
  gus,
  idOf,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { loadAssignment } from "@/lib/facts/assignments";
import { loadDirectory } from "@/lib/facts/people";
import { loadSettings } from "@/lib/facts/settings";
import { removeReportAccess } from "@/lib/services/remove-access";
import { setPersonEnabled } from "@/lib/services/set-person-enabled";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  changeSettings,
  forbid,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getExtensionForm } from "./extension";
import { getRequest } from "./requests";
import { getReport, getTeam, hasTeam } from "./team";

const test = testDatabase();
let portal: Portal;
const reading = async () => ({ db: test.db, now: await portal.clock.now() });
const viewerOf = ({ id: personId, kind }: Person) => ({ personId, kind });
const thirtyDays = { type: "afterDays", days: 30 } as const;
const byDora = [stage({ primaryApprovers: [person(dora)] })];

/** Ada holds Payments, which her manager may extend and take back, and Vendors, which he may neither. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  const requestorSettings = {
    enableOnBehalfRequestorsToAddAccess: true,
    enableOnBehalfRequestorsToUpdateAccess: true,
    enableOnBehalfRequestorsToRemoveAccess: true,
    onBehalfRequestors: [{ kind: "requestorManager" as const }],
  };
  await insertPackage(test.db, payments, {
    name: "Payments",
    policies: [policy({ expiration: thirtyDays, requestorSettings })],
  });
  await insertPackage(test.db, vendors, {
    name: "Vendors",
    policies: [policy({ policyId: policyIds[1], expiration: { type: "afterDays", days: 10 } })],
  });
});

const bothHeld = async () => ({ payments: await portal.hold(ada, payments), vendors: await portal.hold(ada, vendors) });

describe("POR-57 the team", () => {
  it("is the direct reports with how much each holds and how much of it ends soon", async () => {
    await bothHeld();
    const team = async (who: Person) => (await getTeam(viewerOf(who), await reading())).reports;
    expect(await team(ben)).toMatchObject([
      { id: ada.id, isEnabled: true, activeCount: 2, endingSoonCount: 1 },
      { id: kim.id, activeCount: 0, endingSoonCount: 0 },
    ]);
    portal.clock.set(after(11));
    expect(await team(ben)).toMatchObject([{ activeCount: 1, endingSoonCount: 0 }, { id: kim.id }]);
    portal.clock.set(after(16));
    expect(await team(ben)).toMatchObject([{ activeCount: 1, endingSoonCount: 1 }, { id: kim.id }]);
    expect(await team(cleo)).toMatchObject([{ id: ben.id }]);
    expect(await team(ada)).toEqual([]);
  });

  it("is nobody's where the organization keeps reports' access from managers", async () => {
    expect(await hasTeam(viewerOf(ben), await reading())).toBe(true);
    expect(await hasTeam(viewerOf(ada), await reading())).toBe(false);
    await changeSettings(test.db, { managersSeeReportAssignments: false });
    expect(await hasTeam(viewerOf(ben), await reading())).toBe(false);
    expect(await getTeam(viewerOf(ben), await reading())).toEqual({ reports: null });
    expect(await getReport(viewerOf(ben), ada.id, await reading())).toBeNull();
  });
});

describe("POR-58 a report", () => {
  it("is there for the direct manager alone", async () => {
    await bothHeld();
    expect(await getReport(viewerOf(ben), ada.id, await reading())).toMatchObject({
      person: { displayName: ada.displayName, isEnabled: true },
      canAskFor: true,
    });
    for (const [who, id] of [
      [cleo, ada.id],
      [kim, ada.id],
      [ada, ada.id],
      [ben, ben.id],
      [ben, dora.id],
      [gus, ada.id],
      [ben, "nonsense"],
      [ben, crypto.randomUUID()],
    ] as const) {
      expect(await getReport(viewerOf(who), id, await reading()), `${who.displayName}, ${id}`).toBeNull();
    }
  });

  it("ASN-37, REQ-5 shows for each access what the engine lets the manager do, and what it does then", async () => {
    await bothHeld();
    const report = await getReport(viewerOf(ben), ada.id, await reading());
    const facts = { directory: await loadDirectory(test.db, ada.id, []), settings: await loadSettings(test.db) };
    for (const row of report?.access ?? []) {
      const assignmentId = row.id as AssignmentId;
      const assignment = await loadAssignment(test.db, assignmentId);
      if (!assignment) throw new Error("listed access exists");
      const { now } = await reading();
      const removal = decideManagerRemoval(assignment, facts, ben.id, { reason: "" }, idOf<RequestId>(1), now);
      expect(row.canRemove).toBe(removal.ok);
      const form = await getExtensionForm(viewerOf(ben), row.id, "en", await reading());
      expect(row.extension.kind === "possible").toBe(form?.standing.kind === "possible");
    }
    expect(report?.access).toMatchObject([
      { package: { displayName: "Vendors" }, canRemove: false, extension: { kind: "none" } },
      { package: { displayName: "Payments" }, canRemove: true },
    ]);
  });

  it("REQ-5 the manager's form names the holder, and leads to the request that waits only whoever made it", async () => {
    const { payments: held } = await bothHeld();
    portal.clock.set(after(5));
    const form = async (who: Person) => getExtensionForm(viewerOf(who), held, "en", await reading());
    expect(await form(ben)).toMatchObject({
      holder: { id: ada.id, displayName: ada.displayName },
      standing: { kind: "possible", latestEndAt: after(35) },
    });
    expect(await form(ada)).toMatchObject({ holder: null, standing: { kind: "possible" } });
    for (const who of [cleo, kim, dora]) expect(await form(who)).toBeNull();
    await changeSettings(test.db, { managersSeeReportAssignments: false });
    expect(await form(ben)).toBeNull();
  });

  it("REQ-50 an extension the report asked for is known to wait, and is not the manager's to open", async () => {
    await insertPackage(test.db, reports, {
      name: "Reports",
      policies: [
        policy({
          policyId: policyIds[2],
          expiration: thirtyDays,
          stages: byDora,
          requestorSettings: { enableOnBehalfRequestorsToUpdateAccess: true },
        }),
      ],
    });
    const id = await portal.ask(ada, reports);
    accepted(await portal.decide(dora, id, "approve"));
    await portal.work(id);
    const { assignmentId } = await portal.request(id);
    portal.clock.set(after(5));
    const standings = async () =>
      (await getReport(viewerOf(ben), ada.id, await reading()))?.access.map((row) => row.extension);
    expect(await standings()).toEqual([{ kind: "possible" }]);
    const asked = accepted(await portal.extend(ada, assignmentId)).requestId;
    expect(await standings()).toEqual([{ kind: "asked", requestId: null }]);
    const form = await getExtensionForm(viewerOf(ben), assignmentId, "en", await reading());
    expect(form?.standing).toEqual({ kind: "asked", requestId: null });
    accepted(await portal.cancel(ada, asked));
    const own = accepted(await portal.extend(ben, assignmentId)).requestId;
    expect(await standings()).toEqual([{ kind: "asked", requestId: own }]);
  });

  it("what was taken back is gone from the list, and nobody asks for somebody whose account is off", async () => {
    const { payments: held } = await bothHeld();
    const input = { personId: ben.id, assignmentId: held, reason: "The project is over." };
    expect((await getReport(viewerOf(ben), ada.id, await reading()))?.access).toHaveLength(2);
    accepted(await removeReportAccess(portal.deps, input));
    const report = await getReport(viewerOf(ben), ada.id, await reading());
    expect(report?.access.map((row) => row.package.displayName)).toEqual(["Vendors"]);
    expect(report?.canAskFor).toBe(true);
    expect(refusalOf(await removeReportAccess(portal.deps, input))).toBe("alreadyRevokedOrEnded");
    await appointGovernanceAdministrator(test.db, cleo);
    await setPersonEnabled(portal.deps, {
      personId: ada.id,
      isEnabled: disabled(ada).isEnabled,
      actorId: cleo.id,
      reason: "left",
    });
    const left = await getReport(viewerOf(ben), ada.id, await reading());
    expect(left).toMatchObject({ person: { isEnabled: false }, canAskFor: false });
  });
});

describe("ERR-12 the story of a request made for a colleague", () => {
  it("names what stood in the way to the target and to whoever sees their access, not to the colleague", async () => {
    const requestorSettings = {
      enableOnBehalfRequestorsToAddAccess: true,
      onBehalfRequestors: [{ kind: "anyDirectoryUser" as const }],
    };
    await insertPackage(test.db, reports, {
      policies: [policy({ policyId: policyIds[2], stages: byDora, requestorSettings })],
    });
    await forbid(test.db, reports, vendors);
    const id = await portal.ask(kim, reports, { targetId: ada.id });
    await portal.hold(ada, vendors);
    accepted(await portal.decide(dora, id, "approve"));
    expect(await portal.stateOf(id)).toBe("denied/conflict");
    const conflicts = async (who: Person) =>
      (await getRequest(viewerOf(who), id, await reading()))?.timeline.flatMap((entry) => entry.conflicts);
    expect(await conflicts(ada)).toEqual(["Vendors"]);
    expect(await conflicts(kim)).toEqual([]);
  });
});
