import { EventEmitter } from "node:events";
import { Logger, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import type { DatabaseHandle } from "@/db/client";
import { backoffMs, pauseUnlessAborted } from "@/lib/platform/backoff";
import { type Clock, processClock } from "@/lib/platform/clock";
import { deferred } from "@/lib/platform/deferred";
import { log } from "@/lib/platform/log";
import type { WorkerDeps } from "./deps";
import { announceWorker, type Presence, releaseDeadWorkers } from "./presence";

export type WorkerOptions = {
  handle: Pick<DatabaseHandle, "db" | "pool">;
  /** The same server as the pool's. */
  url: string;
  clock?: Clock;
  /** Tasks by name; the project's own unless a test brings others. */
  tasks?: (deps: WorkerDeps) => TaskList;
  /** Jobs at a time; each needs a connection of the pool, and listening needs one more. */
  concurrency?: number;
};

export type WorkerHandle = {
  /** Resolves when the worker looks for jobs for the first time. */
  ready: Promise<void>;
  /** Lets running jobs finish (10 s at most) and stops; call it before closing the pool. */
  stop(): Promise<void>;
};

const graceMs = 10_000;
const releaseEveryMs = 15_000;
/** A runner that lived this long was well; its end starts a new row of attempts. */
const healthyMs = 60_000;

/** What the queue has to say, without payloads: they may hold what people wrote. */
const queueLogger = new Logger(() => (level, message, meta) => {
  const error = meta && "error" in meta ? { error: meta.error } : {};
  if (level === "error") log.error("job queue", { message, ...error });
  else if (level === "warning") log.warn("job queue", { message, ...error });
  else log.debug("job queue", { message });
});

/**
 * What is due every minute, and every night what is kept no longer; once over all instances. The key keeps sweeps that
 * were missed from piling up, the queue keeps two from running at a time.
 */
const cronItems = () =>
  parseCronItems([
    {
      task: "sweep",
      match: "* * * * *",
      options: { queueName: "sweep", jobKey: "sweep", jobKeyMode: "replace", maxAttempts: 3 },
    },
    {
      task: "eraseRequests",
      match: "20 3 * * *",
      options: { queueName: "erase", jobKey: "eraseRequests", jobKeyMode: "replace", maxAttempts: 3 },
    },
  ]);

async function projectTasks(): Promise<(deps: WorkerDeps) => TaskList> {
  const { taskList } = await import("./tasks");
  return taskList;
}

async function stopRunner(runner: Runner): Promise<void> {
  const timer = setTimeout(() => void runner.kill("jobs did not finish in time"), graceMs);
  // Rejects when the runner had already stopped by itself, which is what we want.
  await runner.stop().catch(() => {});
  await runner.promise.catch(() => {});
  clearTimeout(timer);
}

async function releaseLocks(pool: Pool, ownId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const released = await releaseDeadWorkers(pool, ownId);
      if (released > 0) log.warn("jobs of dead workers released", { workers: released });
    } catch (error) {
      log.debug("job locks not checked", { error });
    }
    await pauseUnlessAborted(releaseEveryMs, signal);
  }
}

/**
 * Works on the job queue in this process until stopped. A database that goes away is waited for: whatever ends the
 * runner, a new one is started, at growing intervals. Any number of processes may do this at once.
 */
export function startWorker(options: WorkerOptions): WorkerHandle {
  const { db, pool } = options.handle;
  const stopping = new AbortController();
  const clock = options.clock ?? processClock(db);
  const { promise: ready, resolve: isReady } = deferred<void>();
  let runner: Runner | undefined;

  const runOnce = async (): Promise<void> => {
    const tasks = options.tasks ?? (await projectTasks());
    const events: WorkerEvents = new EventEmitter();
    let presence: Presence | undefined;
    let ownId = "";
    events.on("pool:create", ({ workerPool }) => {
      ownId = workerPool.id;
      presence = announceWorker(options.url, ownId);
    });
    const ended = new AbortController();
    try {
      runner = await run({
        pgPool: pool,
        taskList: tasks({ db, clock }),
        parsedCronItems: cronItems(),
        concurrency: options.concurrency ?? 4,
        pollInterval: 1_000,
        noHandleSignals: true,
        logger: queueLogger,
        events,
      });
      if (stopping.signal.aborted) await stopRunner(runner);
      log.info("worker started");
      isReady();
      const releasing = releaseLocks(pool, ownId, AbortSignal.any([stopping.signal, ended.signal]));
      await runner.promise;
      ended.abort();
      await releasing;
    } finally {
      ended.abort();
      runner = undefined;
      await presence?.stop();
    }
  };

  const supervise = async (): Promise<void> => {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      const startedAt = Date.now();
      let problem: unknown;
      try {
        await runOnce();
      } catch (error) {
        problem = error;
      }
      if (stopping.signal.aborted) return;
      if (Date.now() - startedAt > healthyMs) attempt = 1;
      const retryInMs = backoffMs(attempt, Math.random());
      log.warn("worker stopped by itself, starting again", { attempt, retryInMs, error: problem });
      await pauseUnlessAborted(retryInMs, stopping.signal);
    }
  };
  const supervising = supervise();

  return {
    ready,
    stop: async () => {
      stopping.abort();
      if (runner) await stopRunner(runner);
      await supervising;
      isReady();
    },
  };
}
