import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import type { CatalogId, EventId } from "@/lib/engine/ids";
import { ada, ben, dora, everybody, hana, kim, payments, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, start } from "@/lib/engine/testing/facts";
import { newId } from "@/lib/platform/ids";
import type { Reading } from "@/lib/queries/reading";
import { changeSettings } from "@/lib/services/change-settings";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  insertCatalog,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import type { AuditEntry } from "@/lib/views/audit";
import { listAudit, namesIn, readAudit } from "./audit";
import { auditCsv, auditJsonLines } from "./audit-files";
import { type AuditFilter, auditFilterOf } from "./audit-filter";

const test = testDatabase();
let portal: Portal;
let finance: CatalogId;
const reading = (): Reading => ({ db: test.db, now: start });

/** Ada asks for payments and is approved on day 1; Kim asks for vendors on day 2; Hana changes a setting on day 3. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, hana);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const terms = policy({ stages: [stage({ primaryApprovers: [person(dora)] })] });
  await insertPackage(test.db, payments, { name: "Payments", catalogId: finance, policies: [terms] });
  await insertPackage(test.db, vendors, { name: "Vendors" });
  const asked = await portal.ask(ada, payments);
  portal.clock.set(after(1));
  await portal.decide(dora, asked, "approve", { reason: "month-end" });
  portal.clock.set(after(2));
  await portal.ask(kim, vendors);
  portal.clock.set(after(3));
  const edit = { name: "maxDelegationDays", read: null, value: 30 } as const;
  accepted(await changeSettings(portal.deps, { personId: hana.id, edits: [edit] }));
});

const filter = (parts: Partial<AuditFilter> = {}): AuditFilter => ({ ...auditFilterOf(() => null), ...parts });
const list = async (parts: Partial<AuditFilter> = {}) => (await listAudit(filter(parts), reading())).rows;
const all = () => test.db.select().from(auditEvents).orderBy(sql`${auditEvents.sequence} desc`);
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);

const gathered = async <Part>(parts: AsyncGenerator<Part>): Promise<Part[]> => {
  const found: Part[] = [];
  for await (const part of parts) found.push(part);
  return found;
};

describe("the audit log", () => {
  it("AUD-1 lists every event, newest first, with who did what to whom", async () => {
    const rows = await list();
    expect(idsOf(rows)).toEqual(idsOf(await all()));
    expect(rows[0]).toMatchObject({
      activity: "Update tenant setting",
      actor: { id: hana.id, name: hana.displayName },
      subject: { id: "maxDelegationDays", name: "Longest delegation" },
      target: null,
      occurredAt: after(3),
      payload: { before: null, after: 30 },
    });
    expect(rows.find((row) => row.kind === "stageApproved")).toMatchObject({
      actor: { id: dora.id },
      target: { id: ada.id },
      package: { id: payments, name: "Payments" },
      reason: "month-end",
    });
  });

  it("is narrowed to a person: what they did, what was done for them, by id or by a part of the name", async () => {
    const rows = await all();
    const about = (id: string) =>
      rows.filter((row) => [row.actorId, row.targetId, row.delegatorId].includes(id as never));
    expect(idsOf(await list({ person: ada.id }))).toEqual(idsOf(about(ada.id)));
    expect(idsOf(await list({ person: "dora" }))).toEqual(idsOf(about(dora.id)));
    expect(about(dora.id).length).toBeGreaterThan(0);
    expect(await list({ person: ben.id })).toEqual([]);
    expect(await list({ person: "nobody of that name" })).toEqual([]);
    expect(await list({ person: "%" })).toEqual([]);
  });

  it("is narrowed to a package and to a catalog, which means what is in it too", async () => {
    const rows = await all();
    const ofPayments = idsOf(rows.filter((row) => row.packageId === payments));
    expect(idsOf(await list({ package: payments }))).toEqual(ofPayments);
    expect(idsOf(await list({ package: "PAYM" }))).toEqual(ofPayments);
    expect(idsOf(await list({ catalog: finance }))).toEqual(ofPayments);
    expect(idsOf(await list({ catalog: "finan" }))).toEqual(ofPayments);
  });

  it("is narrowed to an activity and to a period, the last day included", async () => {
    expect(await list({ activity: "Update tenant setting" })).toHaveLength(1);
    expect(await list({ activity: "update tenant setting" })).toEqual([]);
    const days = (from: string, to: string) => {
      const { from: first, until } = auditFilterOf((name) => ({ from, to })[name]);
      return list({ from: first, until });
    };
    const day = (at: Date) => at.toISOString().slice(0, 10);
    const rows = await all();
    const within = rows.filter(({ occurredAt }) => [day(after(1)), day(after(2))].includes(day(occurredAt)));
    expect(idsOf(await days(day(after(1)), day(after(2))))).toEqual(idsOf(within));
    expect(within.length).toBeGreaterThan(1);
    expect(await days("2030-01-01", "2030-12-31")).toEqual([]);
  });

  it("takes what is no day, no cursor and no text as nothing", async () => {
    const odd = auditFilterOf((name) => ({ from: "2025-13-40", to: "yesterday", person: "\0 ", package: " " })[name]);
    expect(odd).toEqual(filter());
    const page = await listAudit({ ...filter(), cursor: "1 or 1=1" }, reading());
    expect(page.rows).toHaveLength((await all()).length);
  });

  it("names what is chosen by its id", async () => {
    const chosen = filter({ person: ada.id, package: payments, catalog: "Finance" });
    expect(await namesIn(chosen, reading())).toEqual({ [ada.id]: ada.displayName, [payments]: "Payments" });
  });
});

describe("its files", () => {
  /** Entries as the log has them after years. */
  const insertEntries = (count: number) =>
    test.db.insert(auditEvents).values(
      Array.from({ length: count }, (_, at) => ({
        id: newId(after(10, 0, at)) as EventId,
        occurredAt: after(10, 0, at),
        recordedAt: after(10, 0, at),
        kind: "personEnabled",
        activity: "Enable account",
        targetId: kim.id,
        targetName: `=HYPERLINK("https://evil.example") ${at}`,
        payload: { at },
      })),
    );

  it("LIM-37 hold what the list shows over all its pages, and not what is written meanwhile", async () => {
    await insertEntries(2_500);
    const wanted = filter({ activity: "Enable account" });
    const paged: AuditEntry[] = [];
    for (let cursor: string | null = null, more = true; more; ) {
      const page = await listAudit({ ...wanted, cursor }, reading());
      paged.push(...page.rows);
      cursor = page.next;
      more = cursor !== null;
    }
    const parts = readAudit(wanted, reading());
    const first = (await parts.next()).value ?? [];
    await insertEntries(1);
    const rest = (await gathered(parts)).flat();
    expect(idsOf([...first, ...rest])).toEqual(idsOf(paged));
    expect(paged).toHaveLength(2_500);
  });

  it("LIM-37 are bounded", async () => {
    await insertEntries(1_200);
    const sizes = (await gathered(readAudit(filter(), reading(), 1_100))).map((part) => part.length);
    expect(sizes).toEqual([1_000, 100]);
  });

  it("LIM-37 come as CSV without formulas, and as JSON Lines that say everything", async () => {
    await insertEntries(1);
    const csv = (await gathered(auditCsv(filter(), reading()))).join("");
    expect(csv.split("\r\n")).toHaveLength((await all()).length + 2);
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"") 0"`);
    expect(csv).toContain('"Update tenant setting"');
    const lines = (await gathered(auditJsonLines(filter(), reading()))).join("").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(idsOf(await all()));
  });

  it("LIM-37 have a header also where nothing is found", async () => {
    const nothing = filter({ activity: "Nothing of that kind" });
    expect((await gathered(auditCsv(nothing, reading()))).join("")).toContain('"Number","Occurred at (UTC)"');
    expect(await gathered(auditJsonLines(nothing, reading()))).toEqual([]);
  });
});
