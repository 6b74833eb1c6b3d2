import { beforeEach, describe, expect, it } from "vitest";
import type { CatalogId } from "@/lib/engine/ids";
import {
  ada,
  ben,
  dora,
  everybody,
  hana,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, person, policy, stage } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { insertCatalog, insertGroup, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getInsight } from "./insight";
import type { Administrator } from "./scope";

const test = testDatabase();
const auditor: Administrator = { roles: [{ role: "auditor", catalogId: null }] };
let finance: CatalogId;

/** On day 0 Ada and Kim ask for payments, Ada for vendors; on day 2 Dora approves Ada's, on day 6 she denies Kim's. */
beforeEach(async () => {
  await test.reset();
  const portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners, { name: "Ledger owners", members: [hana] });
  finance = await insertCatalog(test.db, { name: "Finance" });
  const asksDora = policy({
    stages: [stage({ primaryApprovers: [person(dora), { kind: "groupMembers", groupId: ledgerOwners }] })],
    expiration: { type: "afterDays", days: 10 },
  });
  const asksNobody = policy({ policyId: policyIds[1] });
  await insertPackage(test.db, payments, { name: "Payments", catalogId: finance, policies: [asksDora] });
  await insertPackage(test.db, vendors, { name: "Vendors", policies: [asksNobody] });
  const [ofAda, ofKim] = [await portal.ask(ada, payments), await portal.ask(kim, payments)];
  await portal.hold(ada, vendors);
  await portal.passTo(after(2));
  await portal.decide(dora, ofAda, "approve");
  await portal.work(ofAda);
  await portal.passTo(after(6));
  await portal.decide(dora, ofKim, "deny", { reason: "not now" });
  await portal.ask(ben, payments);
});

const seenBy = (viewer: Administrator, day = 8) => getInsight(viewer, { db: test.db, now: after(day) });

describe("how asking and deciding goes", () => {
  it("requests stand in the week in which they were made, by what became of them", async () => {
    const { weeks } = await seenBy(auditor);
    expect(weeks).toHaveLength(8);
    expect(weeks.at(-2)).toEqual({ startsAt: after(-6), open: 0, granted: 2, refused: 1, closed: 0 });
    expect(weeks.at(-1)).toEqual({ startsAt: after(1), open: 1, granted: 0, refused: 0, closed: 0 });
  });

  it("a running stage waits for each person and group it asks", async () => {
    const { waiting } = await seenBy(auditor);
    expect(waiting).toEqual([
      { id: dora.id, kind: "person", name: dora.displayName, count: 1 },
      { id: ledgerOwners, kind: "group", name: "Ledger owners", count: 1 },
    ]);
  });

  it("half of the stages were decided within the median", async () => {
    const { decided } = await seenBy(auditor);
    expect(decided).toMatchObject({ count: 2, medianHours: 4 * 24 });
    expect((await seenBy(auditor, 200)).decided).toEqual({ count: 0, medianHours: null, slowestTenthHours: null });
  });

  it("access stands in the week in which it ends", async () => {
    expect((await seenBy(auditor)).ending.map((week) => week.count)).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect((await seenBy(auditor, 12)).ending.every((week) => week.count === 0)).toBe(true);
  });

  it("the packages most asked for come first", async () => {
    expect((await seenBy(auditor)).asked).toEqual([
      { id: payments, name: "Payments", count: 3 },
      { id: vendors, name: "Vendors", count: 1 },
    ]);
  });

  it("CAT-19 those who look after one catalog are told of that one, and whoever has none of nothing", async () => {
    const owner = await seenBy({ roles: [{ role: "catalogOwner", catalogId: finance }] });
    expect(owner.asked.map((each) => each.name)).toEqual(["Payments"]);
    expect(owner.weeks.at(-2)).toMatchObject({ granted: 1, refused: 1 });
    const nobody = await seenBy({ roles: [] });
    expect(nobody).toMatchObject({ waiting: [], asked: [], decided: { count: 0 } });
    expect(nobody.weeks.every((week) => week.granted + week.open + week.refused + week.closed === 0)).toBe(true);
  });
});
