import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, tenantSettings } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import { defaultSettings, type SettingName } from "@/lib/engine/settings";
import { ada, auditors, dora, eli, everybody, hana, idOf, payments } from "@/lib/engine/testing/cast";
import { accepted, after, refusalOf, start } from "@/lib/engine/testing/facts";
import { loadSettings } from "@/lib/facts/settings";
import { testDatabase } from "@/lib/testing/database";
import { changeSettings } from "./change-settings";
import { Portal } from "./testing/portal";
import { appoint, appointGovernanceAdministrator, insertCatalog, insertGroup, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;

/** Hana and Eli administer the portal, Dora audits it. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, auditors, { name: "Auditors" });
  await appointGovernanceAdministrator(test.db, hana);
  await appointGovernanceAdministrator(test.db, eli);
  await appoint(test.db, dora, "auditor");
});

const change = (
  who: Person,
  wanted: Partial<Record<SettingName, unknown>>,
  read: Partial<Record<SettingName, unknown>> = {},
) =>
  changeSettings(portal.deps, {
    personId: who.id,
    edits: Object.entries(wanted).map(([each, value]) => {
      const name = each as SettingName;
      return { name, value, read: name in read ? read[name] : defaultSettings[name] };
    }),
  });

const rows = () => test.db.select().from(tenantSettings).orderBy(asc(tenantSettings.name));
const log = () =>
  test.db.select().from(auditEvents).where(eq(auditEvents.result, "success")).orderBy(asc(auditEvents.sequence));

describe("the settings of the organization", () => {
  it("AUD-8 are changed with an entry for each: who, when, what it was and what it is", async () => {
    accepted(await change(hana, { allowApprovalDelegation: true, maxDelegationDays: 30 }));
    expect(await loadSettings(test.db)).toEqual({
      ...defaultSettings,
      allowApprovalDelegation: true,
      maxDelegationDays: 30,
    });
    expect(await rows()).toEqual([
      { name: "allowApprovalDelegation", value: true, changedAt: start, changedById: hana.id },
      { name: "maxDelegationDays", value: 30, changedAt: start, changedById: hana.id },
    ]);
    expect(await log()).toMatchObject([
      {
        activity: "Update tenant setting",
        actorId: hana.id,
        actorName: hana.displayName,
        occurredAt: start,
        subjectId: "allowApprovalDelegation",
        subjectName: "Approvers may name a delegate",
        payload: { before: false, after: true },
      },
      { subjectId: "maxDelegationDays", payload: { before: null, after: 30 } },
    ]);
  });

  it("have no row while they are at their default, and the log still knows who put them back", async () => {
    accepted(await change(hana, { maxDelegationDays: 30 }));
    portal.clock.set(after(1));
    accepted(await change(eli, { maxDelegationDays: null }, { maxDelegationDays: 30 }));
    expect(await rows()).toEqual([]);
    expect(await log()).toMatchObject([
      { actorId: hana.id },
      { actorId: eli.id, occurredAt: after(1), payload: { before: 30, after: null } },
    ]);
  });

  it("keep groups by the names they had, and take no group that is not there", async () => {
    accepted(await change(hana, { delegateGroupIds: [auditors] }));
    expect(await log()).toMatchObject([{ payload: { groups: [{ groupId: auditors, displayName: "Auditors" }] } }]);
    const gone = await change(hana, { delegateGroupIds: [idOf(77)] }, { delegateGroupIds: [auditors] });
    expect(gone).toEqual({
      ok: false,
      error: { code: "invalidSettings", issues: [{ name: "delegateGroupIds", problem: "unknownGroup" }] },
    });
  });

  it("ERR-50 tell the second of two administrators what the first one did, and save nothing of the second", async () => {
    accepted(await change(hana, { informationAnswerDays: 3 }));
    const second = await change(eli, { informationAnswerDays: 10, allowSubmitterToApprove: true });
    expect(second).toEqual({
      ok: false,
      error: {
        code: "staleVersion",
        settings: [{ name: "informationAnswerDays", now: "3 days", by: hana.displayName }],
      },
    });
    expect(await loadSettings(test.db)).toMatchObject({ informationAnswerDays: 3, allowSubmitterToApprove: false });
    accepted(await change(eli, { informationAnswerDays: 10 }, { informationAnswerDays: 3 }));
    expect(await log()).toHaveLength(2);
  });

  it("ERR-50 of ten at the same moment one gets through, and the same form twice is once", async () => {
    const values = Array.from({ length: 10 }, (_, at) => at + 1);
    const results = await Promise.all(values.map((days) => change(hana, { maxDelegationDays: days })));
    expect(results.map(refusalOf).filter((code) => code === null)).toHaveLength(1);
    expect(results.map(refusalOf).filter((code) => code === "staleVersion")).toHaveLength(9);
    const { maxDelegationDays } = await loadSettings(test.db);
    expect(await change(hana, { maxDelegationDays })).toEqual({ ok: true, value: [] });
    expect(await log()).toHaveLength(1);
  });

  it("DEL-23 are changed by governance administrators only: auditors are told so, others find nothing", async () => {
    const catalogId = await insertCatalog(test.db);
    await appoint(test.db, ada, "catalogOwner", catalogId);
    const wanted = { allowApprovalDelegation: true };
    expect(refusalOf(await change(dora, wanted))).toBe("roleNotSufficient");
    expect(refusalOf(await change(ada, wanted))).toBe("settingsNotFound");
    expect(refusalOf(await change({ ...ada, id: idOf(88) }, wanted))).toBe("settingsNotFound");
    expect([await rows(), await log()]).toEqual([[], []]);
  });

  it("take effect for the next request", async () => {
    accepted(await change(hana, { isLicenceValid: false }));
    expect(refusalOf(await portal.submit(ada, payments))).toBe("licenceLapsed");
    expect(await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "requestSubmitted"))).toEqual([]);
  });
});
