import { and, eq, isNotNull } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accessPackages, assignments, people, requests } from "@/db/schema";
import { catalogId } from "@/db/seed/catalogs";
import { seedDemo } from "@/db/seed/demo";
import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { HeldRole } from "@/lib/auth/permissions";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import { addDays } from "@/lib/engine/time";
import type { Reading } from "@/lib/queries/reading";
import { testDatabase } from "@/lib/testing/database";
import type { TwoWayPage } from "@/lib/views/page";
import {
  type AssignmentFilter,
  type AssignmentSort,
  assignmentFilterOf,
  countAssignments,
  listAssignments,
  listChangeableAssignments,
} from "./assignments";
import { assignmentsCsv, requestsCsv } from "./list-files";
import { namesInFilter } from "./list-filter";
import {
  type AdminRequestFilter,
  countAdminRequests,
  listAdminRequests,
  listChangeableRequests,
  requestFilterOf,
} from "./requests";

const database = testDatabase();
const auditor: { roles: readonly HeldRole[] } = { roles: [{ role: "auditor", catalogId: null }] };
const grace: { roles: readonly HeldRole[] } = { roles: [{ role: "catalogOwner", catalogId: catalogId("finance") }] };
let reading: Reading;

beforeAll(async () => {
  await seedDemo(database.db);
  reading = { db: database.db, now: new Date() };
}, 120_000);

type Read<Row> = (place: { cursor?: string | null; before?: string | null }) => Promise<TwoWayPage<Row>>;

/** All pages forwards, and the same pages backwards from the last one. */
async function walked<Row>(read: Read<Row>) {
  const forwards: Row[][] = [];
  let page = await read({});
  forwards.push([...page.rows]);
  while (page.next) {
    page = await read({ cursor: page.next });
    forwards.push([...page.rows]);
  }
  const backwards: Row[][] = [[...page.rows]];
  while (page.previous) {
    page = await read({ before: page.previous });
    backwards.unshift([...page.rows]);
  }
  return { forwards, backwards };
}

const assignmentsBy = (filter: AssignmentFilter, viewer = auditor) =>
  listAssignments(viewer, { ...filter, size: 500 }, reading);
const requestsBy = (filter: AdminRequestFilter, viewer = auditor) =>
  listAdminRequests(viewer, { ...filter, size: 2_000 }, reading);
const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id));

/** The parts of a file, whole. */
async function written(parts: AsyncGenerator<string>): Promise<string> {
  let file = "";
  for await (const part of parts) file += part;
  return file;
}

describe("pages", () => {
  const orders: Record<AssignmentSort, (row: { startAt: Date; endAt: Date | null; expiredAt: Date | null }) => number> =
    {
      start: (row) => row.startAt.getTime(),
      "-start": (row) => -row.startAt.getTime(),
      end: (row) => (row.expiredAt ?? row.endAt)?.getTime() ?? Number.POSITIVE_INFINITY,
      "-end": (row) => -((row.expiredAt ?? row.endAt)?.getTime() ?? Number.POSITIVE_INFINITY),
      person: () => 0,
      "-person": () => 0,
    };

  for (const sort of Object.keys(orders) as AssignmentSort[]) {
    test(`ASG-7 assignments in order of ${sort} can be walked both ways, each once`, async () => {
      const { forwards, backwards } = await walked((place) =>
        listAssignments(auditor, { sort, size: 7, ...place }, reading),
      );
      expect(backwards).toEqual(forwards);
      const rows = forwards.flat();
      expect(idsOf(rows).size).toBe(rows.length);
      expect(rows.length).toBe(await countAssignments(auditor, {}, reading));
      const keys = rows.map(orders[sort]);
      expect(keys).toEqual(keys.toSorted((one, other) => (one === other ? 0 : one - other)));
    });
  }

  test("ASG-7 requests can be walked both ways in each order", async () => {
    for (const sort of ["submitted", "-submitted", "person", "-person"] as const) {
      const { forwards, backwards } = await walked((place) =>
        listAdminRequests(auditor, { sort, size: 40, ...place }, reading),
      );
      expect(backwards).toEqual(forwards);
      expect(forwards.flat().length).toBe(await countAdminRequests(auditor, {}, reading));
    }
  });

  test("a cursor of another list, or none of ours, begins at the beginning", async () => {
    const [first] = await assignmentsBy({}).then(({ rows }) => rows);
    const byName = await listAssignments(auditor, { sort: "person", size: 5 }, reading);
    for (const cursor of [byName.next, "x", "", Buffer.from('["2026-99-99T00:00:00Z","1"]').toString("base64url")]) {
      const page = await listAssignments(auditor, { cursor, size: 5 }, reading);
      expect(page.rows[0]?.id).toBe(first?.id);
    }
  });
});

describe("filters of assignments", () => {
  const all = () =>
    database.db
      .select({ assignment: assignments, catalogId: accessPackages.catalogId })
      .from(assignments)
      .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId));

  test("POR-61 by person, package, catalog and policy: by id, or by a part of the name", async () => {
    const rows = await all();
    const ids = (keep: (row: (typeof rows)[number]) => boolean) =>
      new Set(rows.filter(keep).map((row) => row.assignment.id as string));
    const found = async (filter: AssignmentFilter) => idsOf((await assignmentsBy(filter)).rows);
    const maya = personId("maya");
    const treasury = packageId("treasuryRelease");
    expect(await found({ person: maya })).toEqual(ids((row) => row.assignment.targetId === maya));
    expect(await found({ person: "maya.lind" })).toEqual(ids((row) => row.assignment.targetId === maya));
    expect(await found({ package: treasury })).toEqual(ids((row) => row.assignment.packageId === treasury));
    expect(await found({ package: "treasury pay" })).toEqual(ids((row) => row.assignment.packageId === treasury));
    expect(await found({ catalog: catalogId("finance") })).toEqual(
      ids((row) => row.catalogId === catalogId("finance")),
    );
    const [one] = rows;
    if (!one) throw new Error("the demo has assignments");
    const { policyId, policySnapshot } = one.assignment;
    expect(await found({ policy: policyId })).toEqual(ids((row) => row.assignment.policyId === policyId));
    expect(await found({ policy: policySnapshot.displayName.toUpperCase() })).toEqual(
      ids((row) => row.assignment.policySnapshot.displayName.includes(policySnapshot.displayName)),
    );
    expect(await found({ person: "nobody of that name" })).toEqual(new Set());
  });

  test("POR-61 by the days until the end", async () => {
    const rows = await database.db
      .select()
      .from(assignments)
      .where(and(isNotNull(assignments.endAt)));
    for (const days of [7, 30, 90]) {
      const expected = rows.filter(
        (row) => isActiveAt(row, reading.now) && row.endAt && row.endAt <= addDays(reading.now, days),
      );
      expect(idsOf((await assignmentsBy({ endsWithinDays: days })).rows)).toEqual(idsOf(expected));
    }
  });

  test("an address is read as a filter, whatever it says", () => {
    const read = (text: string) => assignmentFilterOf((name) => new URLSearchParams(text).get(name));
    expect(read("")).toMatchObject({ state: "active", sort: null, endsWithinDays: null, person: null });
    expect(read("state=expired&ends=30&sort=-end&person=maya&q=x")).toMatchObject({
      state: "expired",
      endsWithinDays: 30,
      sort: "-end",
      person: "maya",
      search: "x",
    });
    expect(read("state=constructor&ends=1e9&sort=constructor&person=%00")).toMatchObject({
      state: "active",
      endsWithinDays: null,
      sort: null,
      person: null,
    });
  });
});

describe("filters of requests", () => {
  test("REQ-71 by package, state, type, target and date", async () => {
    const rows = await database.db.select().from(requests);
    const ids = (keep: (row: (typeof rows)[number]) => boolean) => idsOf(rows.filter(keep));
    const found = async (text: string) =>
      idsOf((await requestsBy(requestFilterOf((name) => new URLSearchParams(text).get(name)))).rows);
    const treasury = packageId("treasuryRelease");
    const nora = personId("nora");
    expect(await found("")).toEqual(ids(() => true));
    expect(await found(`package=${treasury}&state=denied`)).toEqual(
      ids((row) => row.packageId === treasury && row.state === "denied"),
    );
    expect(await found("type=userRemove")).toEqual(ids((row) => row.type === "userRemove"));
    expect(await found(`person=${nora}&type=userAdd`)).toEqual(
      ids((row) => row.targetId === nora && row.type === "userAdd"),
    );
    const day = addDays(reading.now, -30).toISOString().slice(0, 10);
    const start = new Date(`${day}T00:00:00Z`);
    expect(await found(`from=${day}`)).toEqual(ids((row) => row.createdAt >= start));
    expect(await found(`to=${day}`)).toEqual(ids((row) => row.createdAt < addDays(start, 1)));
    expect(await found("from=nonsense&type=nonsense&state=nonsense")).toEqual(ids(() => true));
    expect(await found("q=quinn")).toEqual(ids((row) => row.targetId === nora));
  });
});

describe("who sees and changes what", () => {
  test("DEL-23 nothing of other catalogs, whatever is asked for, nor the names of what is there", async () => {
    const marketing = { catalog: catalogId("market"), package: packageId("campaign") };
    expect((await assignmentsBy(marketing, grace)).rows).toEqual([]);
    expect((await requestsBy(marketing, grace)).rows).toEqual([]);
    expect(await namesInFilter(grace, reading, marketing)).toEqual({});
    expect(await namesInFilter(auditor, reading, marketing)).toMatchObject({
      [marketing.package]: expect.any(String),
      [marketing.catalog]: expect.any(String),
    });
  });

  test("REQ-68 those who may only look change none; owners those of their catalog", async () => {
    expect(await listChangeableAssignments(auditor, {}, reading)).toEqual([]);
    expect(await listChangeableRequests(auditor, {}, reading)).toEqual([]);
    const both: { roles: readonly HeldRole[] } = { roles: [...auditor.roles, ...grace.roles] };
    const own = (await assignmentsBy({ catalog: catalogId("finance") })).rows.map((row) => row.id);
    expect(await listChangeableAssignments(both, {}, reading)).toEqual(own);
    const ownRequests = (await requestsBy({ catalog: catalogId("finance") })).rows.map((row) => row.id);
    expect(await listChangeableRequests(both, {}, reading)).toEqual(ownRequests.slice(0, 500));
  });
});

describe("files", () => {
  test("ASG-4 exactly the filtered list, each row once, in its order, over all pages", async () => {
    const filter = { state: "all", catalog: catalogId("finance"), sort: "end" } as const;
    const file = await written(assignmentsCsv(auditor, filter, reading));
    const [header, ...lines] = file.replace("\uFEFF", "").trimEnd().split("\r\n");
    expect(header).toContain(
      '"AssignmentId","TargetId","ObjectId","DisplayName","PrincipalName","Email","Policy","Status","StartUTC","EndUTC"',
    );
    const { rows } = await assignmentsBy(filter);
    expect(lines.map((line) => line.slice(1, 37))).toEqual(rows.map((row) => row.id));
  });

  test("ASG-4 names that a spreadsheet would run are made harmless", async () => {
    await database.db
      .update(people)
      .set({ displayName: "=HYPERLINK(1)" })
      .where(eq(people.id, personId("amelie")));
    const filter = { person: personId("amelie") };
    expect(await written(assignmentsCsv(auditor, filter, reading))).toContain(`"'=HYPERLINK(1)"`);
    expect(await written(requestsCsv(auditor, filter, reading))).toContain(`"'=HYPERLINK(1)"`);
  });

  test("DEL-23 a file holds nothing of other catalogs", async () => {
    const file = await written(requestsCsv(grace, {}, reading));
    expect(file.trimEnd().split("\r\n").length - 1).toBe(await countAdminRequests(grace, {}, reading));
    expect(file).not.toContain("Marketing Campaign");
  });
});
