import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accessPackages, people, requests } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import type { HeldRole } from "@/lib/auth/permissions";
import { isNobody } from "@/lib/engine/approval/approvers";
import { activeStage } from "@/lib/engine/request/request";
import { loadDirectory } from "@/lib/facts/people";
import { loadRequests } from "@/lib/facts/requests";
import type { Reading } from "@/lib/queries/reading";
import { getRequest, listRequests } from "@/lib/queries/requests";
import { testDatabase } from "@/lib/testing/database";
import type { Page } from "@/lib/views/page";
import { getDashboard } from "./dashboard";
import { getAdminRequest, listAdminRequests } from "./requests";

const database = testDatabase();
const everything: { roles: readonly HeldRole[] } = { roles: [{ role: "auditor", catalogId: null }] };
let reading: Reading;

/** The ids of a list, page by page. */
async function idsOf(read: (cursor: string | null) => Promise<Page<{ id: string }>>): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: Page<{ id: string }> = await read(cursor);
    for (const row of page.rows) ids.add(row.id);
    cursor = page.next;
  } while (cursor);
  return ids;
}

beforeAll(async () => {
  await seedDemo(database.db);
  reading = { db: database.db, now: new Date() };
}, 120_000);

describe("requests as administrators see them", () => {
  test("APP-32 a request is stuck exactly where the engine finds nobody who could decide", async () => {
    // One more reason to be stuck than the demo has: everybody who runs the change advisory board is gone.
    await database.db.update(people).set({ isEnabled: false }).where(eq(people.department, "IT"));
    const pending = await database.db.select().from(requests).where(eq(requests.state, "pendingApproval"));
    const expected = new Set<string>();
    for (const row of pending) {
      const request = (await loadRequests(database.db, [row.id])).get(row.id)?.request;
      const stage = request && activeStage(request);
      if (!request || !stage) continue;
      const { stages } = request.snapshot.requestApprovalSettings;
      const directory = await loadDirectory(database.db, request.targetId, stages);
      if (isNobody(stage.approvers, directory, request)) expected.add(row.id);
    }
    const listed = await idsOf((cursor) => listAdminRequests(everything, { stuck: true, cursor }, reading));
    expect(expected.size).toBeGreaterThan(0);
    expect(expected.size).toBeLessThan(pending.length);
    expect(listed).toEqual(expected);
    const dashboard = await getDashboard(everything, reading);
    expect(dashboard).toMatchObject({ pendingRequests: pending.length, stuckRequests: expected.size });
  });

  test("REQ-69 a deleted record is in no list, and opens for administrators alone", async () => {
    const [row] = await database.db.select().from(requests).where(eq(requests.state, "delivered")).limit(1);
    if (!row) throw new Error("the demo has delivered requests");
    const viewer = { personId: row.targetId, kind: "member" as const };
    const listed = () =>
      Promise.all([
        idsOf((cursor) => listRequests(viewer, { cursor }, reading)),
        idsOf((cursor) => listAdminRequests(everything, { cursor }, reading)),
      ]);
    expect((await listed()).map((ids) => ids.has(row.id))).toEqual([true, true]);
    expect(await getRequest(viewer, row.id, reading)).not.toBeNull();
    await database.db.update(requests).set({ deletedAt: reading.now }).where(eq(requests.id, row.id));
    expect((await listed()).map((ids) => ids.has(row.id))).toEqual([false, false]);
    expect(await getRequest(viewer, row.id, reading)).toBeNull();
    expect(await getAdminRequest(everything, row.id, reading)).toMatchObject({ id: row.id, deletedAt: reading.now });
  });

  test("CAT-19 somebody with a role in one catalog sees and counts the requests of that catalog alone", async () => {
    const [one] = await database.db.select().from(accessPackages).limit(1);
    if (!one) throw new Error("the demo has packages");
    const viewer = { roles: [{ role: "catalogReader", catalogId: one.catalogId }] as const };
    const inCatalog = await database.db
      .select({ id: requests.id })
      .from(requests)
      .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
      .where(eq(accessPackages.catalogId, one.catalogId));
    const listed = await idsOf((cursor) => listAdminRequests(viewer, { cursor }, reading));
    expect(listed).toEqual(new Set(inCatalog.map((row) => row.id)));
    expect((await getDashboard(viewer, reading)).catalogs).toBe(1);
  });

  test("CAT-19 a role in no catalog shows nothing", async () => {
    const viewer = { roles: [{ role: "catalogCreator", catalogId: null }] as const };
    expect(await getDashboard(viewer, reading)).toEqual({
      catalogs: 0,
      packages: 0,
      activeAssignments: 0,
      pendingRequests: 0,
      stuckRequests: 0,
      failedDeliveries: 0,
      recent: [],
    });
  });
});
