import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accessPackages, assignments, people, requests } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import { mayDecide } from "@/lib/engine/approval/decide";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import { decideRevocation } from "@/lib/engine/assignment/revocation";
import { obstacleTo } from "@/lib/engine/request/gates";
import { isBrowsable } from "@/lib/engine/request/knowledge";
import { type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
import { addDays } from "@/lib/engine/time";
import { loadAssignment } from "@/lib/facts/assignments";
import { loadDecider, loadPeople } from "@/lib/facts/people";
import { loadRequests } from "@/lib/facts/requests";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { testDatabase } from "@/lib/testing/database";
import type { Page } from "@/lib/views/page";
import { listActiveAccess } from "./access";
import { countApprovals, listApprovalHistory, listApprovals } from "./approvals";
import { listAvailablePackages, standingOf } from "./available-packages";
import { fromCursor, fromInstantCursor } from "./keyset";
import type { Reading } from "./reading";
import { listRequests } from "./requests";

/**
 * What a list selects in SQL the engine decides by its rules: on the whole demo company, every person against every
 * package and request, both have to say the same.
 */
const database = testDatabase();
let now: Date;
let everybody: (typeof people.$inferSelect)[];

const at = (instant: Date): Reading => ({ db: database.db, now: instant });

/** Every row of a list, page by page. */
async function all<Row>(read: (cursor: string | null) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await read(cursor);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor);
  return rows;
}

beforeAll(async () => {
  await seedDemo(database.db);
  now = new Date();
  everybody = await database.db.select().from(people).orderBy(asc(people.displayName));
}, 120_000);

const viewerOf = (person: typeof people.$inferSelect) => ({ personId: person.id, kind: person.kind });

describe("lists say what the engine says", () => {
  test("POR-11 Available holds exactly what the engine finds browsable, with the standing the request form shows", async () => {
    const packages = await database.db.select().from(accessPackages);
    let compared = 0;
    for (const person of everybody) {
      const listed = await all((cursor) => listAvailablePackages(viewerOf(person), { cursor }, at(now)));
      const expected = new Map<string, string>();
      for (const { id } of packages) {
        const facts = await loadSubmissionFacts(database.db, person.id, id);
        if (!facts || !isBrowsable(facts)) continue;
        const enabled = {
          ...facts,
          target: { ...facts.target, isEnabled: true },
          requestor: { ...facts.requestor, isEnabled: true },
        };
        expected.set(id, standingOf(obstacleTo(enabled, now)).kind);
        compared += 1;
      }
      expect(new Map(listed.map((row) => [row.id, row.standing.kind])), person.displayName).toEqual(expected);
    }
    expect(compared).toBeGreaterThan(100);
  }, 120_000);

  test("POR-47 the inbox holds exactly what the engine lets its reader decide, now and as stages forward and lapse", async () => {
    const ids = (await database.db.select({ id: requests.id }).from(requests)).map((row) => row.id);
    const stored = [...(await loadRequests(database.db, ids)).values()];
    let compared = 0;
    for (const instant of [now, addDays(now, 9), addDays(now, 15)]) {
      for (const person of everybody) {
        const decider = await loadDecider(database.db, person.id);
        if (!decider) throw new Error("everybody is in the directory");
        const expected = stored
          .filter(({ request }) => {
            const stage = activeStage(request);
            return stage && mayDecide(request, stage.index, decider, instant).ok;
          })
          .map(({ request }) => request.id);
        const listed = await all((cursor) => listApprovals({ personId: person.id }, { cursor }, at(instant)));
        expect(listed.map((row) => row.requestId).sort(), person.displayName).toEqual(expected.sort());
        expect(await countApprovals({ personId: person.id }, at(instant))).toBe(expected.length);
        compared += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });

  test("POR-53 the history offers to take back exactly what the engine lets its reader take back", async () => {
    const ids = (await database.db.select({ id: requests.id }).from(requests)).map((row) => row.id);
    const stored: { request: AssignmentRequest; assignment: AssignmentFacts | null }[] = [];
    for (const { request } of (await loadRequests(database.db, ids)).values()) {
      stored.push({ request, assignment: await loadAssignment(database.db, request.assignmentId) });
    }
    let compared = 0;
    for (const instant of [now, addDays(now, 60)]) {
      for (const person of everybody) {
        const by = { personId: person.id, displayName: person.displayName };
        const expected: string[] = [];
        for (const { request, assignment } of stored) {
          for (const { index } of request.stages) {
            const command = { stage: index, reason: "No longer needed" };
            const decided = decideRevocation(request, assignment, by, command, request.id, instant);
            if (decided.ok) expected.push(`${request.id} ${index}`);
          }
        }
        const history = await all((cursor) => listApprovalHistory({ personId: person.id }, { cursor }, at(instant)));
        const offered = history.filter((row) => row.canRevoke).map((row) => `${row.requestId} ${row.stage}`);
        expect(offered.toSorted(), person.displayName).toEqual(expected.toSorted());
        compared += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test("ASN-13 Active holds exactly the access that is there at that instant", async () => {
    for (const instant of [now, addDays(now, 1), addDays(now, 60)]) {
      for (const person of everybody) {
        const held = await database.db.select().from(assignments).where(eq(assignments.targetId, person.id));
        const expected = held.filter((each) => isActiveAt(each, instant)).map((each) => each.id);
        const listed = await listActiveAccess({ personId: person.id }, {}, at(instant));
        expect(listed.map((row) => row.id).sort(), person.displayName).toEqual(expected.sort());
      }
    }
  });

  test("POR-40 everybody sees the requests they are part of and no other, newest first", async () => {
    for (const person of everybody) {
      const listed = await all((cursor) => listRequests({ personId: person.id }, { cursor, size: 3 }, at(now)));
      const rows = await database.db.select().from(requests);
      const expected = rows.filter((row) => row.targetId === person.id || row.requestorId === person.id);
      expect(listed.map((row) => row.id).sort()).toEqual(expected.map((row) => row.id).sort());
      const instants = listed.map((row) => row.createdAt.getTime());
      expect(instants).toEqual([...instants].sort((a, b) => b - a));
    }
  });
});

describe("searches and cursors", () => {
  test("POR-13 Available is searched by name, description and contained resources, wildcards meaning themselves", async () => {
    const names = async (search: string) => {
      const found = new Set<string>();
      for (const person of everybody) {
        const rows = await all((cursor) => listAvailablePackages(viewerOf(person), { search, cursor }, at(now)));
        for (const row of rows) found.add(row.displayName);
      }
      return found;
    };
    expect([...(await names("  TERRITORY "))].sort()).toEqual(["Eastern Territory", "Western Territory"]);
    expect(await names("%")).toEqual(new Set());
    expect(await names("x".repeat(5_000))).toEqual(new Set());
  });

  test("POR-15 a cursor that is none of ours is read as the beginning", () => {
    const forged = [
      "",
      "nonsense",
      "x".repeat(10_000),
      Buffer.from('["a"]').toString("base64url"),
      Buffer.from('["2026-01-01","1; drop table people"]').toString("base64url"),
    ];
    for (const text of forged) {
      expect(fromCursor(text)).toBeNull();
      expect(fromInstantCursor(text)).toBeNull();
    }
  });
});

test("the facts of a person carry their sponsors and manager", async () => {
  const guests = everybody.filter((person) => person.kind === "guest");
  const found = await loadPeople(
    database.db,
    guests.map((guest) => guest.id),
  );
  for (const guest of guests) expect(found.get(guest.id)?.sponsorIds.length, guest.displayName).toBeGreaterThan(0);
});
