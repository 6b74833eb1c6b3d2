import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, groupClosure, groupMembers, groups, people } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import { ada, ben, cleo, dora, everybody, ivo, ledgerOwners } from "@/lib/engine/testing/cast";
import { importGroups } from "@/lib/services/import-groups";
import { importPeople } from "@/lib/services/import-people";
import { rowCounts } from "@/lib/services/testing/invariants";
import { Portal } from "@/lib/services/testing/portal";
import { appoint, appointGovernanceAdministrator, insertGroup, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getImportReport, type ImportKind } from "./import-report";

const test = testDatabase({ max: 8 });
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
  await appoint(test.db, cleo, "auditor");
  await insertGroup(test.db, ledgerOwners, { name: "Ledger owners", members: [ada] });
});

const administrator = { roles: [{ role: "governanceAdministrator", catalogId: null }] } as const;
const upn = (who: Person) => `${who.id}@example.test`;
const check = async (kind: ImportKind, content: string) => {
  const report = await getImportReport(administrator, kind, content, { db: test.db, now: await portal.clock.now() });
  if (!report.ok) throw new Error(report.error.code);
  return report.value;
};
const verbs = { people: importPeople, groups: importGroups } as const;
const send = async (kind: ImportKind, content: string, digest: string, who: Person = ivo) =>
  verbs[kind](portal.deps, { actorId: who.id, content, digest });
/** Looks, agrees and writes. */
const run = async (kind: ImportKind, content: string, who: Person = ivo) =>
  send(kind, content, (await check(kind, content)).digest, who);
const codeOf = (result: Awaited<ReturnType<typeof run>>) => (result.ok ? result.value.written : result.error.code);
const trail = async () =>
  (await test.db.select({ activity: auditEvents.activity }).from(auditEvents).orderBy(asc(auditEvents.sequence))).map(
    (row) => row.activity,
  );

const file = [
  "userPrincipalName;displayName;jobTitle;manager;sponsors",
  `lea@example.test;Lea Winter;Clerk;max@example.test;${upn(ben)}`,
  "max@example.test;Max Summer;Head;;",
  `${upn(ada)};Ada Lovelace;Analyst;lea@example.test;`,
].join("\r\n");

describe("a file of people", () => {
  it("AUD-1 is written as it was shown, each person with an entry, and the same file again writes nothing", async () => {
    const before = await rowCounts(test.db);
    expect((await check("people", file)).counts).toEqual({ new: 2, changed: 1, unchanged: 0, error: 0 });
    expect(await rowCounts(test.db)).toEqual(before);
    expect(codeOf(await run("people", file))).toBe(3);
    const [lea] = await test.db.select().from(people).where(eq(people.email, "lea@example.test"));
    const [max] = await test.db.select().from(people).where(eq(people.email, "max@example.test"));
    const [changed] = await test.db.select().from(people).where(eq(people.id, ada.id));
    expect(lea).toMatchObject({ managerId: max?.id, isEnabled: true, version: 1, kind: "member" });
    expect(changed).toMatchObject({ displayName: "Ada Lovelace", managerId: lea?.id, version: 2 });
    expect(await trail()).toEqual(["Add user", "Add user", "Update user"]);
    const after = await rowCounts(test.db);
    expect((await check("people", file)).counts).toEqual({ new: 0, changed: 0, unchanged: 3, error: 0 });
    expect(codeOf(await run("people", file))).toBe(0);
    expect(await rowCounts(test.db)).toEqual(after);
  });

  it("ERR-50 is refused where the directory has changed since it was shown; two at once write it once", async () => {
    const { digest } = await check("people", file);
    await test.db.update(people).set({ jobTitle: "Analyst" }).where(eq(people.id, ada.id));
    expect(codeOf(await send("people", file, digest))).toBe("importChanged");
    const again = (await check("people", file)).digest;
    const both = await Promise.all([send("people", file, again), send("people", file, again)]);
    expect(both.map(codeOf).sort()).toEqual([3, "importChanged"]);
    expect(await trail()).toHaveLength(3);
  });

  it("DEL-22 is all or nothing, and for those who manage the directory alone", async () => {
    const before = await rowCounts(test.db);
    const wrong = `${file}\r\nzed@example.test;;;nobody@example.test;`;
    expect((await check("people", wrong)).rows[0]).toMatchObject({ line: 5, outcome: "error" });
    expect(codeOf(await run("people", wrong))).toBe("importHasErrors");
    expect(codeOf(await run("people", file, cleo))).toBe("roleNotSufficient");
    expect(codeOf(await run("people", file, dora))).toBe("roleNotSufficient");
    expect(codeOf(await send("people", "nothing", "x"))).toBe("fileUnreadable");
    expect(await getImportReport({ roles: [] }, "people", file)).toEqual({
      ok: false,
      error: { code: "roleNotSufficient" },
    });
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("takes as many rows as it says, within a transaction that ends", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `p${index}@example.test,Person ${index}`);
    const big = `userPrincipalName,displayName\n${rows.join("\n")}\n`;
    expect(codeOf(await run("people", big))).toBe(5_000);
    expect((await check("people", big)).counts.unchanged).toBe(5_000);
  }, 120_000);
});

const groupFile = [
  "displayName,description,members,owners,groups",
  `Treasury,Cash and banks,${upn(ben)};${upn(dora)},${upn(cleo)},Cashiers`,
  `Cashiers,,${upn(ada)},,`,
  `Ledger owners,,${upn(ada)};${upn(ben)},,Treasury`,
].join("\n");

describe("a file of groups", () => {
  it("RES-4 WHO-20 is written as it was shown, nested as it says, and the same file again writes nothing", async () => {
    expect((await check("groups", groupFile)).counts).toEqual({ new: 2, changed: 1, unchanged: 0, error: 0 });
    expect(codeOf(await run("groups", groupFile))).toBe(3);
    const inside = await test.db
      .select({ name: groups.displayName })
      .from(groupClosure)
      .innerJoin(groups, eq(groups.id, groupClosure.descendantId))
      .where(eq(groupClosure.ancestorId, ledgerOwners))
      .orderBy(asc(groups.displayName));
    expect(inside.map((row) => row.name)).toEqual(["Cashiers", "Ledger owners", "Treasury"]);
    expect(await test.db.$count(groupMembers, sql`true`)).toBe(6);
    const activities = await trail();
    expect(activities.filter((name) => name === "Add group")).toHaveLength(2);
    expect(activities.filter((name) => name === "Add member to group")).toHaveLength(6);
    expect(activities.filter((name) => name === "Add owner to group")).toHaveLength(1);
    const after = await rowCounts(test.db);
    expect(codeOf(await run("groups", groupFile))).toBe(0);
    expect(await rowCounts(test.db)).toEqual(after);
  });

  it("ERR-50 is refused where the directory has changed since; two at once write it once", async () => {
    const { digest } = await check("groups", groupFile);
    await test.db.delete(groupMembers);
    expect(codeOf(await send("groups", groupFile, digest))).toBe("importChanged");
    const again = (await check("groups", groupFile)).digest;
    const both = await Promise.all([send("groups", groupFile, again), send("groups", groupFile, again)]);
    expect(both.map(codeOf).sort()).toEqual([3, "importChanged"]);
  });

  it("is the same file whatever ends its lines, as a form may change them on the way", async () => {
    const asSent = groupFile.replaceAll("\n", "\r\n");
    expect((await check("groups", asSent)).digest).toBe((await check("groups", groupFile)).digest);
    expect(codeOf(await send("groups", asSent, (await check("groups", groupFile)).digest))).toBe(3);
  });

  it("WHO-20 a circle or an unknown name is told, and nothing is written", async () => {
    const circle = "displayName,groups\nTreasury,Cashiers\nCashiers,Treasury\n";
    expect((await check("groups", circle)).rows[0]?.issues).toEqual([
      { column: "groups", message: "A circle: Cashiers is in Treasury is in Cashiers." },
    ]);
    expect(codeOf(await run("groups", circle))).toBe("importHasErrors");
    expect(await test.db.$count(groups, sql`true`)).toBe(1);
  });
});
