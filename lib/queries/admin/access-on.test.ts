import { asc } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { assignments, auditEvents, requests } from "@/db/schema";
import type { AccessPackageId, AssignmentId, CatalogId, PersonId } from "@/lib/engine/ids";
import type { RequestEvent } from "@/lib/engine/request/events";
import { intentOf, type RequestType } from "@/lib/engine/request/states";
import { ada, ben, dora, everybody, hana, kim, payments, policyIds, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, start } from "@/lib/engine/testing/facts";
import { addDays, addHours, addMs } from "@/lib/engine/time";
import { builtInConnectors, type Connectors } from "@/lib/services/connectors";
import { eraseRequests } from "@/lib/services/erase-requests";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  insertApplicationRole,
  insertCatalog,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { findHeldPackages, findHolders, listAccessOn, readAccessOn } from "./access-on";
import { instantOf } from "./access-on-instant";
import type { Administrator } from "./scope";

const test = testDatabase();
const auditor: Administrator = { roles: [{ role: "auditor", catalogId: null }] };

const listed = async (at: Date, of: { personId?: PersonId; packageId?: AccessPackageId }, viewer = auditor) => {
  const filter = { at, personId: of.personId ?? null, packageId: of.packageId ?? null };
  return (await listAccessOn(viewer, filter, {}, { db: test.db, now: at })).rows;
};

let finance: CatalogId;

/** Hana administers; payments needs Dora's approval and lasts 30 days, vendors needs nobody's and lasts. */
async function newPortal(): Promise<Portal> {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, hana);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const roles = [
    await insertApplicationRole(test.db, finance, "Ledger"),
    await insertApplicationRole(test.db, finance, "Bank"),
  ];
  const terms = policy({
    stages: [stage({ primaryApprovers: [person(dora)] })],
    expiration: { type: "afterDays", days: 30 },
  });
  await insertPackage(test.db, payments, { name: "Payments", catalogId: finance, roles, policies: [terms] });
  await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: policyIds[1] })] });
  return new Portal(test);
}

const noAnswer = async () => {
  throw new Error("no answer");
};
/** Systems behind the portal that are down. */
const silent: Connectors = {
  AadGroup: { grant: noAnswer, revoke: noAnswer },
  AadApplication: { grant: noAnswer, revoke: noAnswer },
  SharePointOnline: { grant: noAnswer, revoke: noAnswer },
};

describe("access as of an instant", () => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await newPortal();
  });

  /** Ada asks on day 0, Dora approves on day 2, it is delivered at once and ends on day 32. */
  async function given(): Promise<AssignmentId> {
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(2));
    await portal.decide(dora, id, "approve", { reason: "month-end" });
    await portal.work(id);
    return (await portal.request(id)).assignmentId;
  }

  it("ASN-13 it runs from its start up to, and not including, its end", async () => {
    await given();
    await portal.passTo(after(40));
    const ids = async (at: Date) => (await listed(at, { personId: ada.id })).map((row) => row.package.id);
    expect(await ids(addMs(after(2), -1))).toEqual([]);
    expect(await ids(after(2))).toEqual([payments]);
    expect(await ids(addMs(after(32), -1))).toEqual([payments]);
    expect(await ids(after(32))).toEqual([]);
  });

  it("an end nobody has noticed yet is an end all the same", async () => {
    await given();
    portal.clock.set(after(50));
    expect(await listed(addMs(after(32), -1), { packageId: payments })).toHaveLength(1);
    expect(await listed(after(32), { packageId: payments })).toEqual([]);
  });

  it("says by which request and whose decision it was given, what arrived, and when it ended and why", async () => {
    const assignmentId = await given();
    portal.clock.set(after(10));
    accepted(await portal.remove(hana, assignmentId, "left the project"));
    const [row] = await listed(after(5), { packageId: payments });
    expect(row).toMatchObject({
      assignmentId,
      person: { id: ada.id, displayName: ada.displayName },
      package: { id: payments, displayName: "Payments" },
      startAt: after(2),
      endAt: after(32),
      ended: { at: after(10), reason: "removedByAdministrator" },
      givenBy: [
        {
          type: "userAdd",
          requestor: ada.displayName,
          createdAt: start,
          decisions: [{ at: after(2), by: dora.displayName, stage: 0, isBypass: false, reason: "month-end" }],
        },
      ],
    });
    expect(row?.roles).toHaveLength(2);
    expect(await listed(after(10), { packageId: payments })).toEqual([]);
  });

  it("shows the end as it was set then, before and after it was moved, and what moved it", async () => {
    const assignmentId = await given();
    portal.clock.set(after(10));
    accepted(await portal.change(hana, assignmentId, { endAt: after(60) }));
    await portal.passTo(after(70));
    const ends = async (at: Date) => (await listed(at, { personId: ada.id })).map((row) => row.endAt);
    expect(await ends(addMs(after(10), -1))).toEqual([after(32)]);
    expect(await ends(after(10))).toEqual([after(60)]);
    expect(await ends(after(45))).toEqual([after(60)]);
    expect(await ends(after(60))).toEqual([]);
    const [row] = await listed(after(45), { personId: ada.id });
    expect(row?.givenBy.map((each) => [each.type, each.requestor])).toEqual([
      ["userAdd", ada.displayName],
      ["adminUpdate", hana.displayName],
    ]);
    expect((await listed(after(5), { personId: ada.id }))[0]?.givenBy).toHaveLength(1);
  });

  it("a delivery of which nothing arrived gives none, until it is tried again", async () => {
    portal.connectors = silent;
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(1));
    await portal.decide(dora, id, "approve");
    for (let hour = 0; (await portal.request(id)).state === "delivering"; hour += 1) {
      await portal.passTo(after(1, hour));
      await portal.work(id);
    }
    expect((await portal.request(id)).state).toBe("deliveryFailed");
    const failedAt = await portal.clock.now();
    expect(await listed(after(1), { personId: ada.id })).toMatchObject([{ roles: [] }]);
    expect(await listed(failedAt, { personId: ada.id })).toEqual([]);
    portal.connectors = builtInConnectors;
    portal.clock.set(after(3));
    accepted(await portal.reprocess(hana, id));
    await portal.work(id);
    expect(await listed(addMs(after(3), -1), { personId: ada.id })).toEqual([]);
    expect((await listed(after(3), { personId: ada.id }))[0]?.roles).toHaveLength(2);
  });

  it("CAT-19 those who look after single catalogs see packages of theirs, and people who were given something there", async () => {
    await given();
    await portal.hold(kim, vendors);
    const owner: Administrator = { roles: [{ role: "catalogOwner", catalogId: finance }] };
    const nobody: Administrator = { roles: [] };
    const packages = async (viewer: Administrator) => {
      const rows = [
        ...(await listed(after(3), { personId: ada.id }, viewer)),
        ...(await listed(after(3), { personId: kim.id }, viewer)),
      ];
      return rows.map((row) => row.package.displayName);
    };
    expect(await packages(auditor)).toEqual(["Payments", "Vendors"]);
    expect(await packages(owner)).toEqual(["Payments"]);
    expect(await packages(nobody)).toEqual([]);
    const reading = { db: test.db, now: after(3) };
    const names = async (found: Promise<readonly { readonly displayName: string }[]>) =>
      (await found).map((each) => each.displayName);
    expect(await names(findHolders(owner, "", reading))).toEqual([ada.displayName]);
    expect(await names(findHolders(owner, kim.id, reading))).toEqual([]);
    expect(await names(findHolders(auditor, kim.id, reading))).toEqual([kim.displayName]);
    expect(await names(findHeldPackages(owner, "", reading))).toEqual(["Payments"]);
    expect(await names(findHeldPackages(owner, vendors, reading))).toEqual([]);
    expect(await names(findHeldPackages(auditor, "VEND", reading))).toEqual(["Vendors"]);
  });

  it("REQ-70 the answer stays when the requests behind it are erased", async () => {
    const assignmentId = await given();
    portal.clock.set(after(10));
    accepted(await portal.remove(hana, assignmentId));
    await portal.sweep();
    await portal.work(await portal.removalOf(assignmentId));
    const [before] = await listed(after(5), { packageId: payments });
    portal.clock.set(after(1_000));
    expect(await eraseRequests(portal.deps)).toBe(2);
    const [row] = await listed(after(5), { packageId: payments });
    expect(row).toEqual({ ...before, givenBy: before?.givenBy.map((each) => ({ ...each, isKept: false })) });
    expect(row?.givenBy).toMatchObject([{ requestor: ada.displayName, decisions: [{ by: dora.displayName }] }]);
  });

  it("LIM-37 its file holds what the list shows over all its pages", async () => {
    await portal.hold(kim, vendors);
    await portal.hold(ada, vendors);
    const filter = { at: after(1), personId: null, packageId: vendors };
    const reading = { db: test.db, now: after(1) };
    const first = await listAccessOn(auditor, filter, { size: 1 }, reading);
    const second = await listAccessOn(auditor, filter, { size: 1, cursor: first.next }, reading);
    expect(second.next).toBeNull();
    const parts = [];
    for await (const part of readAccessOn(auditor, filter, reading)) parts.push(...part);
    expect(parts).toEqual([...first.rows, ...second.rows]);
    expect(parts).toHaveLength(2);
  });
});

/** Access as a reader of the log would note it down, line by line. */
type Noted = { readonly of: string; endAt: Date | null; isOver: boolean; state: string; readonly roles: Set<string> };

type LogLine = typeof auditEvents.$inferSelect;

function note(access: Map<string, Noted>, types: Map<string, RequestType>, line: LogLine): void {
  const event = line.payload as RequestEvent;
  const id = line.assignmentId ?? "";
  const held = access.get(id);
  if (event.kind === "requestSubmitted") types.set(line.requestId ?? "", event.body.type);
  const type = types.get(line.requestId ?? "") ?? "userAdd";
  const endOf = ({ endAt }: { readonly endAt: Date | null }) => (endAt ? new Date(endAt) : null);
  if (event.kind === "deliveryStarted" && intentOf(type) === "add") {
    const of = `${line.targetId} ${line.packageId}`;
    access.set(id, { of, endAt: endOf(event.period), isOver: false, state: "delivering", roles: new Set() });
  }
  if (!held) return;
  if (event.kind === "assignmentUpdated") held.endAt = endOf(event.period);
  if (event.kind === "assignmentEnded") held.isOver = true;
  if (event.kind === "reprocessStarted") held.state = "delivering";
  if (event.kind === "deliveryFinished" && intentOf(type) === "add") held.state = event.outcome;
  if (event.kind === "roleGranted") held.roles.add(event.displayName);
  if (event.kind === "roleRevoked" || event.kind === "roleKept") held.roles.delete(event.displayName);
}

/** Everything that was held at an instant, by reading the whole log up to it. */
function replayed(log: readonly LogLine[], at: Date): string[] {
  const access = new Map<string, Noted>();
  const types = new Map<string, RequestType>();
  for (const line of log.filter((each) => each.requestId && each.occurredAt <= at)) note(access, types, line);
  return [...access]
    .filter(([, { isOver, state, endAt }]) => !isOver && state !== "deliveryFailed" && !(endAt && endAt <= at))
    .map(
      ([id, { of, endAt, roles }]) => `${id} ${of} ${endAt?.toISOString() ?? "never"} ${[...roles].sort().join(", ")}`,
    )
    .sort();
}

const asked = async (at: Date) =>
  (await listAccessOn(auditor, { at, personId: null, packageId: null }, { size: 1_000 }, { db: test.db, now: at })).rows
    .map((row) => {
      const end = row.endAt?.toISOString() ?? "never";
      return `${row.assignmentId} ${row.person.id} ${row.package.id} ${end} ${[...row.roles].sort().join(", ")}`;
    })
    .sort();

/** What people, the worker and time do; things are picked by number among those there are. */
const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("ask" as const), who: fc.nat(2), what: fc.nat(1), inDays: fc.nat(4) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("approve" as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("work" as const), areSystemsUp: fc.nat(3).map((n) => n > 0) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), hours: fc.nat(150), isSwept: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      which: fc.nat(9),
      days: fc.integer({ min: 1, max: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("end" as const), which: fc.nat(9), isGivenBack: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retry" as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("revoke" as const), which: fc.nat(9) }) },
);
type AnyStep = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one step, or nothing where the rules refuse it. */
async function take(portal: Portal, step: AnyStep): Promise<void> {
  const now = await portal.clock.now();
  const all = await test.db.select().from(requests).orderBy(asc(requests.id));
  const held = await test.db.select().from(assignments).orderBy(asc(assignments.id));
  const picked = <Thing>(things: readonly Thing[], number: number) => things[number % things.length];
  switch (step.kind) {
    case "ask": {
      const startAt = step.inDays === 0 ? null : addDays(now, step.inDays);
      const who = picked([ada, kim, ben], step.who) ?? ada;
      await portal.submit(who, picked([payments, vendors], step.what) ?? payments, {
        schedule: { startAt, endAt: null },
      });
      return;
    }
    case "approve":
      for (const { id, state } of all) if (state === "pendingApproval") await portal.decide(dora, id, "approve");
      return;
    case "work":
      portal.connectors = step.areSystemsUp ? builtInConnectors : silent;
      for (const { id, state } of all) if (state === "delivering") await portal.work(id);
      return;
    case "pass":
      if (step.isSwept) await portal.passTo(addHours(now, step.hours));
      else portal.clock.set(addHours(now, step.hours));
      return;
    case "move": {
      const which = picked(held, step.which);
      if (which) await portal.change(hana, which.id, { endAt: addDays(now, step.days) });
      return;
    }
    case "end": {
      const which = picked(held, step.which);
      const holder = [ada, kim, ben].find((each) => each.id === which?.targetId) ?? ada;
      if (which) await (step.isGivenBack ? portal.giveBack(holder, which.id) : portal.remove(hana, which.id));
      return;
    }
    case "retry": {
      const which = picked(all, step.which);
      if (which) await portal.reprocess(hana, which.id);
      return;
    }
    case "revoke": {
      const which = picked(all, step.which);
      if (which) await portal.revoke(dora, which.id);
    }
  }
}

it("for any history and any instant of it, the answer is what a reader of the log would say", {
  timeout: 240_000,
}, async () => {
  let answers = 0;
  const property = fc.asyncProperty(fc.array(anyStep, { minLength: 30, maxLength: 60 }), async (steps) => {
    const portal = await newPortal();
    for (const step of steps) await take(portal, step);
    const log = await test.db.select().from(auditEvents).orderBy(asc(auditEvents.sequence));
    const turns = log
      .filter(({ kind }) => /^(delivery|assignment|reprocess|role)/.test(kind))
      .map((line) => line.occurredAt.getTime());
    for (const turn of new Set(turns)) {
      for (const at of [new Date(turn - 1), new Date(turn)]) {
        const expected = replayed(log, at);
        answers += expected.length;
        expect(await asked(at)).toEqual(expected);
      }
    }
  });
  await fc.assert(property, { seed: 11, numRuns: 6, endOnFailure: true });
  expect(answers).toBeGreaterThan(100);
});

describe("the day that is meant", () => {
  const now = new Date("2026-11-21T15:00:00Z");
  it.each([
    ["2026-11-20", "2026-11-20T23:59:59.999Z", false],
    ["2026-11-21", "2026-11-21T15:00:00.000Z", false],
    ["2026-11-20T08:30:00.000Z", "2026-11-20T08:30:00.000Z", false],
    ["2026-11-22", "2026-11-21T15:00:00.000Z", true],
    ["2026-02-30", "2026-11-21T15:00:00.000Z", false],
    ["yesterday", "2026-11-21T15:00:00.000Z", false],
  ])("%s is %s", (text, at, isFuture) => {
    expect(instantOf(text, now)).toEqual({ at: new Date(at), isFuture });
  });
});
