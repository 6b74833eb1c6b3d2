import { Client, type Pool } from "pg";
import { backoffMs, pauseUnlessAborted } from "@/lib/platform/backoff";
import { deferred } from "@/lib/platform/deferred";
import { log } from "@/lib/platform/log";

export type Presence = {
  /** Resolves when the database knows for the first time. */
  announced: Promise<void>;
  stop(): Promise<void>;
};

/**
 * Shows the database that a worker lives, for as long as it does: one connection that carries the worker's id as its
 * application name. It ends with the process, however the process ends.
 */
export function announceWorker(url: string, workerId: string): Presence {
  const ending = new AbortController();
  const announced = deferred<void>();
  let client: Client | undefined;

  const stay = async () => {
    for (let attempt = 1; !ending.signal.aborted; attempt += 1) {
      const current = new Client({
        connectionString: url,
        application_name: workerId,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
      });
      const gone = new Promise<void>((resolve) => {
        current.once("end", resolve);
        current.on("error", () => resolve());
      });
      client = current;
      try {
        await current.connect();
        attempt = 0;
        announced.resolve();
        await gone;
      } catch (error) {
        log.debug("worker not announced", { error });
      }
      await current.end().catch(() => {});
      if (!ending.signal.aborted)
        await pauseUnlessAborted(backoffMs(attempt + 1, Math.random(), { limitMs: 4_000 }), ending.signal);
    }
  };
  const staying = stay();
  return {
    announced: announced.promise,
    stop: async () => {
      ending.abort();
      await client?.end().catch(() => {});
      await staying;
    },
  };
}

/**
 * Gives back the jobs of workers that are gone. The queue itself waits four hours before it believes that a worker died;
 * a worker without a connection is dead at once. A lock younger than ten seconds is left alone, because its worker may
 * just be connecting. Should a living worker ever look dead, its job runs twice, which every task can take.
 * @param ownId the asking worker, which knows that it lives
 * @returns how many workers' locks were released
 */
export async function releaseDeadWorkers(pool: Pool, ownId: string): Promise<number> {
  const { rows } = await pool.query<{ released: number }>(
    `
    with dead as (
      select locked_by from graphile_worker.jobs
      where locked_by is not null and locked_by <> $1
      group by locked_by
      having max(locked_at) < now() - interval '10 seconds'
        and locked_by not in (select application_name from pg_stat_activity where datname = current_database())
    )
    select count(*)::int as released, graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead`,
    [ownId],
  );
  return rows[0]?.released ?? 0;
}
