import { fork } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, type Transaction } from "@/db/client";
import { people } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import {
  ada,
  dora,
  everybody,
  finn,
  hana,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { deferred } from "@/lib/platform/deferred";
import { removePackageRole } from "@/lib/services/change-package-roles";
import { decideStage } from "@/lib/services/decide-stage";
import { setPersonEnabled } from "@/lib/services/set-person-enabled";
import { expectInvariantsOfAll } from "@/lib/services/testing/invariants";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { releaseDeadWorkers } from "@/lib/worker/presence";
import { startWorker } from "@/lib/worker/run";
import { taskList } from ".";

const test = testDatabase();
let portal: Portal;
const open: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  const catalogId = await insertCatalog(test.db);
  const { member, owner } = await insertGroupResource(test.db, catalogId, ledgerOwners);
  await insertPackage(test.db, payments, { catalogId, roles: [member, owner] });
  await insertPackage(test.db, vendors, {
    policies: [
      policy({
        policyId: policyIds[1],
        stages: [stage({ primaryApprovers: [person(dora)], fallbackPrimaryApprovers: [person(finn)] })],
      }),
    ],
  });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
  await expectInvariantsOfAll(test.db);
});

/** What waits in the queue; not the sweep, which comes by itself at the turn of a minute. */
const jobs = async (): Promise<string[]> => {
  const { rows } = await test.pool.query<{ task: string }>(
    "select task_identifier as task from graphile_worker.jobs where task_identifier <> 'sweep' order by id",
  );
  return rows.map((row) => row.task);
};

/** Resolves when nothing waits any more; a job leaves the queue a moment after its task is done. */
async function queueIsEmpty(): Promise<void> {
  while ((await jobs()).length > 0);
}

/**
 * A worker with a pool of its own, as in a process of its own, doing the portal's real tasks by the story's clock.
 * `done` names what it has finished; `finished(n)` resolves with the n-th job, or with the n-th of that name. A sweep
 * is counted only by its name: at the turn of a minute one comes by itself.
 */
function worker() {
  const handle = createDatabase(test.url, { max: 6, name: "latchkey test worker" });
  const done: string[] = [];
  const waiting: { isOver: () => boolean; resolve: () => void }[] = [];
  const running = startWorker({
    handle,
    url: test.url,
    clock: portal.clock,
    tasks: (deps) =>
      Object.fromEntries(
        Object.entries(taskList(deps)).map(([name, task]) => [
          name,
          async (...args: Parameters<NonNullable<typeof task>>) => {
            await task?.(...args);
            done.push(name);
            for (const each of waiting) if (each.isOver()) each.resolve();
          },
        ]),
      ),
  });
  open.push({
    stop: async () => {
      await running.stop();
      await handle.close();
    },
  });
  return {
    ready: running.ready,
    done,
    finished: (count: number, name?: string) => {
      const { promise, resolve } = deferred<void>();
      const isOver = () => done.filter((each) => (name ? each === name : each !== "sweep")).length >= count;
      waiting.push({ isOver, resolve });
      if (isOver()) resolve();
      return promise;
    },
  };
}

const bothRoles = [
  { groupId: ledgerOwners, role: "member" },
  { groupId: ledgerOwners, role: "owner" },
];

async function expectDeliveredOnce(id: RequestId) {
  expect(await portal.stateOf(id)).toBe("delivered");
  expect(await portal.membershipsOf(ada)).toEqual(bothRoles);
  expect(await portal.countOf(id, "roleGranted")).toBe(2);
  expect(await portal.countOf(id, "deliveryFinished")).toBe(1);
  expect(await portal.told("accessReady", id)).toEqual([ada.displayName]);
}

describe("a job", () => {
  it("house rule on the outbox: appears with the decision that leads to it", async () => {
    const id = await portal.ask(ada, vendors);
    expect(await jobs()).toEqual([]);
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBeNull();
    expect(await jobs()).toEqual(["grantRoles"]);
  });

  it("house rule on the outbox: vanishes with a decision that is rolled back", async () => {
    const id = await portal.ask(ada, vendors);
    const committing = new Error("the server lost power");
    /** A database whose transactions do all their work and are then undone. */
    const failing = Object.create(test.db, {
      transaction: {
        value: (work: (tx: Transaction) => Promise<unknown>) =>
          test.db.transaction(async (tx) => {
            await work(tx);
            const { rows } = await tx.execute("select 1 from graphile_worker.jobs");
            expect(rows).toHaveLength(1);
            throw committing;
          }),
      },
    });
    const input = { personId: dora.id, requestId: id, stage: 0, verdict: "approve" as const, reason: "" };
    await expect(decideStage({ ...portal.deps, db: failing }, input)).rejects.toBe(committing);
    expect(await jobs()).toEqual([]);
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApproval");
    expect(await portal.countOf(id, "stageApproved")).toBe(0);
  });
});

describe("the worker", () => {
  it("REQ-39 delivers what was approved, and takes back what was given back", async () => {
    const { ready, finished, done } = worker();
    await ready;
    const id = await portal.ask(ada, payments);
    await finished(1);
    await expectDeliveredOnce(id);
    const { assignmentId } = await portal.request(id);
    await portal.giveBack(ada, assignmentId);
    await finished(2);
    expect(done.filter((name) => name !== "sweep")).toEqual(["grantRoles", "revokeRoles"]);
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(await portal.stateOf(await portal.removalOf(assignmentId))).toBe("delivered");
    await queueIsEmpty();
  });

  it("ASN-28 lets the holders of a package follow it", async () => {
    const { ready, finished, done } = worker();
    await ready;
    const id = await portal.ask(ada, payments);
    await finished(1);
    await appointGovernanceAdministrator(test.db, kim);
    const owner = (await portal.grantsOf((await portal.request(id)).assignmentId)).at(-1)?.resourceRoleId;
    if (!owner) throw new Error("Payments gives two roles");
    accepted(await removePackageRole(portal.deps, { personId: kim.id, packageId: payments, resourceRoleId: owner }));
    await finished(3);
    expect(done.filter((name) => name !== "sweep")).toEqual(["grantRoles", "followPackage", "grantRoles"]);
    expect(await portal.membershipsOf(ada)).toHaveLength(1);
    await queueIsEmpty();
  });

  it("RES-3 delivers and ends a package without roles", async () => {
    const id = await portal.ask(ada, vendors);
    await portal.decide(dora, id, "approve");
    const { ready, finished } = worker();
    await ready;
    await finished(1);
    const { assignmentId } = await portal.request(id);
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "delivered" });
    await portal.giveBack(ada, assignmentId);
    await finished(2);
    expect(await portal.assignment(assignmentId)).toMatchObject({
      state: "expired",
      deprovisionedAt: expect.any(Date),
    });
  });

  it("REQ-59 two workers at one job, and the job twice, deliver once", async () => {
    const one = worker();
    const other = worker();
    await Promise.all([one.ready, other.ready]);
    const id = await portal.ask(ada, payments);
    const again = "select graphile_worker.add_job('grantRoles', json_build_object('requestId', $1::text))";
    await Promise.all(Array.from({ length: 6 }, () => test.pool.query(again, [id])));
    while (one.done.length + other.done.length < 7) await test.pool.query("select 1");
    await expectDeliveredOnce(id);
  });

  it("APP-33 brings in the fallbacks when somebody is switched off", async () => {
    const id = await portal.ask(ada, vendors);
    await appointGovernanceAdministrator(test.db, kim);
    await setPersonEnabled(portal.deps, { personId: dora.id, isEnabled: false, actorId: kim.id, reason: "left" });
    const { ready, finished } = worker();
    await ready;
    await finished(1);
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBeNull();
  });

  it("house rule on timers: away for a week, sweeps up what fell due, at the instants at which it did", async () => {
    const held = await portal.hold(ada, payments, { schedule: { startAt: null, endAt: after(2) } });
    const waiting = await portal.ask(hana, vendors);
    portal.clock.set(after(15));
    await test.pool.query("delete from graphile_worker._private_jobs");
    await test.pool.query("select graphile_worker.add_job('sweep')");
    const { ready, finished } = worker();
    await ready;
    await finished(1, "sweep");
    expect(await portal.assignment(held)).toMatchObject({
      state: "expired",
      expiredAt: after(2),
      deprovisionedAt: after(15),
    });
    const [ended] = (await portal.events(await portal.removalOf(held))).filter(
      (each) => each.kind === "assignmentEnded",
    );
    expect(ended).toMatchObject({ occurredAt: after(2), recordedAt: after(15) });
    expect(await portal.stateOf(waiting)).toBe("denied/timedOut");
    const [lapsed] = (await portal.events(waiting)).filter((each) => each.kind === "stageTimedOut");
    expect(lapsed).toMatchObject({ occurredAt: after(14), recordedAt: after(15) });
    expect(await test.db.select().from(people)).toHaveLength(everybody.length);
  });
});

describe("a worker that is killed between claim and finish", () => {
  it("REQ-59 leaves nothing half done, and the next one delivers exactly once", { timeout: 60_000 }, async () => {
    const id = await portal.ask(ada, payments);
    const victim = fork(new URL("testing/hanging-worker.ts", import.meta.url), [test.url], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, LOG_LEVEL: "error" },
    });
    const exited = once(victim, "exit");
    open.push({ stop: async () => void victim.kill("SIGKILL") });
    const [message] = await once(victim, "message");
    expect(message).toBe("granting");
    victim.kill("SIGKILL");
    await exited;
    expect(await portal.countOf(id, "roleGranted")).toBe(0);
    expect(await portal.membershipsOf(ada)).toEqual([]);
    const claimed = await test.pool.query("select locked_by from graphile_worker.jobs where locked_by is not null");
    expect(claimed.rows).toHaveLength(1);
    // The queue gives a worker ten seconds to connect before it counts as dead; here they have passed.
    await test.pool.query("update graphile_worker._private_jobs set locked_at = locked_at - interval '11 seconds'");
    while ((await releaseDeadWorkers(test.pool, "this test")) === 0);
    const { ready, finished } = worker();
    await ready;
    await finished(1);
    await expectDeliveredOnce(id);
    await queueIsEmpty();
  });
});
