import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import { ada, ben, everybody, kim, payments } from "@/lib/engine/testing/cast";
import { accepted, after, manager, policy, stage } from "@/lib/engine/testing/facts";
import { PAGE_SIZE } from "@/lib/queries/keyset";
import { createToken } from "@/lib/services/create-token";
import { revokeToken } from "@/lib/services/revoke-token";
import { Portal } from "@/lib/services/testing/portal";
import { insertPackage, insertPeople, somebody } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listTokensOfEverybody } from "./admin/api-tokens";
import { listOwnTokens } from "./api-tokens";
import { demoMailbox } from "./demo-mailbox";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
});

const administrator = { roles: [{ role: "governanceAdministrator", catalogId: null }] } as const;
const auditor = { roles: [{ role: "auditor", catalogId: null }] } as const;
const reading = async () => ({ db: test.db, now: await portal.clock.now() });

const make = async (who: Person, displayName: string, days = 90) => {
  const wish = { displayName, scopes: ["EntitlementManagement.Read.All"] as const, days };
  accepted(await createToken(portal.deps, { ...wish, personId: who.id, by: "person" }));
};
const own = async (who: Person) => listOwnTokens({ personId: who.id }, await reading());

describe("one's own tokens", () => {
  it("are those that work and those that lately expired, newest first, and nothing by which they are known", async () => {
    await make(ada, "First", 10);
    portal.clock.set(after(1));
    await make(ada, "Second");
    await make(ben, "Ben's");
    expect((await own(ada)).map((row) => [row.displayName, row.isExpired])).toEqual([
      ["Second", false],
      ["First", false],
    ]);
    expect(JSON.stringify(await own(ada))).not.toMatch(/lk_|hash/);
    portal.clock.set(after(10));
    expect((await own(ada)).map((row) => row.isExpired)).toEqual([false, true]);
    portal.clock.set(after(41));
    expect((await own(ada)).map((row) => row.displayName)).toEqual(["Second"]);
  });

  it("are no longer there once they are revoked", async () => {
    await make(ada, "First");
    const [row] = await own(ada);
    accepted(await revokeToken(portal.deps, { tokenId: row?.id ?? "", actorId: ada.id }));
    expect(await own(ada)).toEqual([]);
  });
});

describe("everybody's tokens", () => {
  it("are for whoever may revoke them, page by page, without those that are over", async () => {
    const many = Array.from({ length: PAGE_SIZE + 3 }, (_, index) => somebody(`Person ${index}`));
    await insertPeople(test.db, ...many);
    await make(ada, "Short", 1);
    portal.clock.set(after(2));
    for (const who of many) await make(who, "Report");
    const first = await listTokensOfEverybody(administrator, null, await reading());
    const second = await listTokensOfEverybody(administrator, first.next, await reading());
    expect(first.rows).toHaveLength(PAGE_SIZE);
    expect(second).toMatchObject({ next: null });
    const owners = [...first.rows, ...second.rows].map((row) => row.ownerName);
    expect(new Set(owners)).toEqual(new Set(many.map((who) => who.displayName)));
    expect(await listTokensOfEverybody(auditor, null, await reading())).toEqual({ rows: [], next: null });
  });
});

describe("the demo's mailbox", () => {
  it("holds what people were told, of one or of all, for whoever may move the clock", async () => {
    const approved = policy({ stages: [stage({ primaryApprovers: [manager()] })] });
    await insertPackage(test.db, payments, { name: "Payments", policies: [approved] });
    const requestId = await portal.ask(ada, payments);
    const all = await demoMailbox(administrator, null, await reading());
    const toApprover = await demoMailbox(administrator, "BEN", await reading());
    expect(all.length).toBeGreaterThan(0);
    const byName = await demoMailbox(administrator, all[0]?.to.displayName ?? "", await reading());
    expect(byName[0]).toMatchObject({ requestId, accessPackage: "Payments", kind: all[0]?.kind });
    expect(await demoMailbox(administrator, all[0]?.to.id ?? "", await reading())).toEqual(byName);
    expect(toApprover.every((message) => message.to.displayName.toLowerCase() === "ben")).toBe(true);
    expect(await demoMailbox(administrator, kim.displayName, await reading())).toEqual([]);
    expect(await demoMailbox(auditor, null, await reading())).toEqual([]);
    expect(await demoMailbox(administrator, "\0", await reading())).toEqual([]);
  });
});
