import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, demoClock as stored } from "@/db/schema";
import {
  ada,
  dora,
  eli,
  everybody,
  hana,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, form, person, policy, stage } from "@/lib/engine/testing/facts";
import { DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { demoClock } from "@/lib/platform/clock";
import { testDatabase } from "@/lib/testing/database";
import { advanceDemoClock } from "./advance-demo-clock";
import { decideStage } from "./decide-stage";
import type { Deps } from "./deps";
import { submitRequest } from "./submit-request";
import { expectInvariantsOfAll, rowCounts } from "./testing/invariants";
import { deps as depsOf, Portal } from "./testing/portal";
import { insertCatalog, insertGroup, insertGroupResource, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();

/** The demo's own clock: real time and what the time machine has added to it. */
const demoDeps = (): Deps => ({ ...new Portal(test).deps, clock: demoClock(test.db) });

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  return async () => expectInvariantsOfAll(test.db);
});

/** Real time passes while a test runs, so instants are compared to within a minute. */
const daysSince = (begin: Date, at: Date) => Math.round(((at.getTime() - begin.getTime()) / DAY_MS) * 1_440) / 1_440;

describe("in a demo database", () => {
  beforeEach(async () => {
    await test.db.insert(stored).values({ id: 1, offsetMs: 0 });
    await insertGroup(test.db, ledgerOwners);
    const catalogId = await insertCatalog(test.db);
    const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
    const forwarded = stage({
      primaryApprovers: [person(dora)],
      isEscalationEnabled: true,
      escalationAfterDays: 8,
      escalationApprovers: [person(eli)],
    });
    await insertPackage(test.db, payments, { policies: [policy({ stages: [forwarded] })] });
    await insertPackage(test.db, vendors, {
      catalogId,
      roles: [member],
      policies: [
        policy({
          policyId: policyIds[1],
          stages: [stage({ primaryApprovers: [person(hana)] })],
          expiration: { type: "afterDays", days: 10 },
        }),
      ],
    });
    await insertPackage(test.db, reports, { policies: [policy({ policyId: policyIds[2] })] });
  });

  const ask = async (deps: Deps, who: typeof ada, packageId: typeof payments, startInDays?: number) => {
    const now = await deps.clock.now();
    const startAt = startInDays ? new Date(now.getTime() + startInDays * DAY_MS) : null;
    const input = {
      ...form({ schedule: { startAt, endAt: null } }),
      personId: who.id,
      packageId,
      clientKey: packageId,
    };
    return accepted(await submitRequest(deps, input)).requestId;
  };

  it("APP-59, APP-50, REQ-38, ASN-35 a month passes in the order in which a real one would", async () => {
    const deps = demoDeps();
    const begin = await deps.clock.now();
    await ask(deps, ada, payments);
    const scheduled = await ask(deps, kim, vendors, 3);
    accepted(
      await decideStage(deps, { personId: hana.id, requestId: scheduled, stage: 0, verdict: "approve", reason: "" }),
    );
    const end = await advanceDemoClock(deps, { byMs: 30 * DAY_MS });
    expect(daysSince(begin, end)).toBeCloseTo(30, 2);
    const events = await test.db.select().from(auditEvents).orderBy(auditEvents.sequence);
    const wanted = [
      "stageForwarded",
      "stageTimedOut",
      "deliveryStarted",
      "roleGranted",
      "assignmentEnded",
      "roleRevoked",
    ];
    const story = events
      .filter((event) => wanted.includes(event.kind))
      .map((event) => [event.kind, event.targetName, Math.round(daysSince(begin, event.occurredAt))]);
    expect(story).toEqual([
      ["deliveryStarted", kim.displayName, 3],
      ["roleGranted", kim.displayName, 3],
      ["stageForwarded", ada.displayName, 8],
      ["deliveryStarted", kim.displayName, 13],
      ["assignmentEnded", kim.displayName, 13],
      ["roleRevoked", kim.displayName, 13],
      ["stageTimedOut", ada.displayName, 14],
    ]);
    const lateMs = events.map((event) => event.recordedAt.getTime() - event.occurredAt.getTime());
    expect(Math.max(...lateMs)).toBeLessThan(HOUR_MS);
  });

  it("stops just past the next thing that falls due, and stays where nothing will", async () => {
    const deps = demoDeps();
    const begin = await deps.clock.now();
    await ask(deps, ada, payments);
    const stops: number[] = [];
    for (let step = 0; step < 3; step += 1) {
      const at = await advanceDemoClock(deps, "nextDue");
      stops.push(Math.round(daysSince(begin, at) * 100) / 100);
    }
    expect(stops).toEqual([8, 14, 14]);
    const kinds = (await test.db.select().from(auditEvents).orderBy(auditEvents.sequence)).map((event) => event.kind);
    expect(kinds).toEqual(["requestSubmitted", "stageStarted", "stageForwarded", "stageTimedOut", "requestDenied"]);
  });

  it("never goes back", async () => {
    const deps = demoDeps();
    const begin = await deps.clock.now();
    const at = await advanceDemoClock(deps, { byMs: -DAY_MS });
    expect(at.getTime()).toBeGreaterThanOrEqual(begin.getTime());
  });
});

describe("in any other database", () => {
  it.each([{ byMs: DAY_MS }, "nextDue"] as const)("is refused and does nothing: %j", async (move) => {
    const portal = new Portal(test);
    await insertPackage(test.db, payments, {
      policies: [policy({ stages: [stage({ primaryApprovers: [person(dora)] })] })],
    });
    await portal.ask(ada, payments);
    portal.clock.advance(20 * DAY_MS);
    const before = await rowCounts(test.db);
    await expect(advanceDemoClock(depsOf(test, portal.clock), move)).rejects.toThrow("demo database");
    expect(await rowCounts(test.db)).toEqual(before);
  });
});
