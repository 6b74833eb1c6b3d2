import { count, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { assignments, auditEvents, groupMembers, people, requests, roleGrants } from "@/db/schema";
import { replayRequest } from "@/lib/facts/replay";
import { loadRequests } from "@/lib/facts/requests";
import { testDatabase } from "@/lib/testing/database";
import { seedScale } from "./scale";

const test = testDatabase();
const now = new Date("2026-03-01T10:00:00Z");
const size = { people: 600, catalogs: 20, packages: 400, assignments: 1_500 };

beforeAll(async () => {
  await test.reset();
  await seedScale(test.db, size, { now });
});

const countOf = (table: typeof people | typeof assignments | typeof requests) => test.db.$count(table);

describe("the large company", () => {
  it("is as large as it was asked for", async () => {
    expect(await countOf(people)).toBe(size.people);
    expect(await countOf(assignments)).toBe(size.assignments);
    expect(await countOf(requests)).toBeGreaterThan(size.assignments / 2);
  });

  it("has requests in every state they come to, and every one is the fold of its events", async () => {
    const rows = await test.db.select({ id: requests.id, state: requests.state }).from(requests);
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(["delivered", "denied", "canceled", "pendingApproval"]),
    );
    const stored = await loadRequests(
      test.db,
      rows.map(({ id }) => id),
    );
    for (const { id } of rows) expect(await replayRequest(test.db, id)).toEqual(stored.get(id)?.request);
  });

  it("gives nobody access twice, and roles to exactly those who have access", async () => {
    const isThere = inArray(assignments.state, ["delivered"]);
    const twice = await test.db
      .select({ personId: assignments.targetId })
      .from(assignments)
      .where(isThere)
      .groupBy(assignments.targetId, assignments.packageId)
      .having(sql`count(*) > 1`);
    expect(twice).toEqual([]);
    const [wrong] = await test.db
      .select({ found: count() })
      .from(roleGrants)
      .innerJoin(assignments, eq(assignments.id, roleGrants.assignmentId))
      .where(sql`(${roleGrants.state} = 'granted') <> (${assignments.state} = 'delivered')`);
    expect(wrong).toEqual({ found: 0 });
    expect(await test.db.$count(groupMembers)).toBeGreaterThan(size.people * 2);
  });

  it("has a log in the order of time", async () => {
    expect(await test.db.$count(auditEvents)).toBeGreaterThan(size.assignments * 3);
    const { rows } = await test.db.execute(sql`
      select count(*)::int as late from (select recorded_at, lag(recorded_at) over (order by sequence) as before
        from ${auditEvents} where kind <> 'requestErased') as entry where recorded_at < before`);
    expect(rows).toEqual([{ late: 0 }]);
  });
});
