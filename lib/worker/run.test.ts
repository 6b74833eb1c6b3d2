import type { TaskList } from "graphile-worker";
import { afterEach, expect, it } from "vitest";
import { createDatabase } from "@/db/client";
import { deferred } from "@/lib/platform/deferred";
import { testDatabase } from "@/lib/testing/database";
import { announceWorker, releaseDeadWorkers } from "./presence";
import { startWorker, type WorkerHandle } from "./run";

const test = testDatabase();
const open: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
  await test.reset();
});

/** A worker with a pool of its own, as in a process of its own. */
function worker(tasks: TaskList): WorkerHandle {
  const handle = createDatabase(test.url, { max: 6, name: "latchkey test worker" });
  const running = startWorker({ handle, url: test.url, tasks: () => ({ sweep: () => {}, ...tasks }) });
  open.push({
    stop: async () => {
      await running.stop();
      await handle.close();
    },
  });
  return running;
}

const enqueue = (task: string, payload: object = {}) =>
  test.pool.query("select graphile_worker.add_job($1, $2::json)", [task, JSON.stringify(payload)]);

it("does what SQL put into the queue, once, with two workers at it", async () => {
  const done: number[] = [];
  const all = deferred<void>();
  const count = (payload: unknown) => {
    done.push((payload as { n: number }).n);
    if (done.length === 40) all.resolve();
  };
  await Promise.all([worker({ count }).ready, worker({ count }).ready]);
  await Promise.all(Array.from({ length: 40 }, (_, n) => enqueue("count", { n })));
  await all.promise;
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
});

it("finishes the job at hand before it stops, and takes no other afterwards", async () => {
  const begun = deferred<void>();
  const finish = deferred<void>();
  let finished = 0;
  const running = worker({
    slow: async () => {
      begun.resolve();
      await finish.promise;
      finished += 1;
    },
  });
  await running.ready;
  await enqueue("slow");
  await begun.promise;
  const stopped = running.stop();
  finish.resolve();
  await stopped;
  expect(finished).toBe(1);
  await enqueue("slow");
  const { rows } = await test.pool.query("select locked_by from graphile_worker.jobs");
  expect(rows).toEqual([{ locked_by: null }]);
});

it("works on after the server has cut all its connections", async () => {
  const done = deferred<void>();
  const running = worker({ ping: () => done.resolve() });
  await running.ready;
  await test.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await enqueue("ping");
  await done.promise;
});

it("stops while the database is away", async () => {
  const handle = createDatabase("postgres://nobody:x@127.0.0.1:1/none");
  const running = startWorker({ handle, url: "postgres://nobody:x@127.0.0.1:1/none", tasks: () => ({}) });
  await running.stop();
  await running.ready;
  await handle.close();
});

it("gives the jobs of a dead worker back, and leaves a living worker's alone", async () => {
  await enqueue("ping");
  await enqueue("ping");
  const lock = (worker: string, job: string) =>
    test.pool.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '11 seconds'
       where id = (select ${job}(id) from graphile_worker._private_jobs)`,
      [worker],
    );
  await lock("pool-alive", "min");
  await lock("pool-dead", "max");
  const presence = announceWorker(test.url, "pool-alive");
  open.push(presence);
  await presence.announced;
  expect(await releaseDeadWorkers(test.pool, "pool-dead")).toBe(0);
  expect(await releaseDeadWorkers(test.pool, "pool-other")).toBe(1);
  expect(await releaseDeadWorkers(test.pool, "pool-other")).toBe(0);
  const { rows } = await test.pool.query("select locked_by from graphile_worker.jobs order by id");
  expect(rows).toEqual([{ locked_by: "pool-alive" }, { locked_by: null }]);
});
