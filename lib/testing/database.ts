import type { Pool } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createDatabase, type Database, type DatabaseHandle } from "@/db/client";
import { invariant } from "@/lib/platform/invariant";
import { cloneDatabase, dropDatabase, ownDatabaseName } from "./template";

export type TestDatabase = {
  readonly db: Database;
  readonly pool: Pool;
  readonly handle: DatabaseHandle;
  readonly url: string;
  /** Empties every table, the job queue included. */
  reset(): Promise<void>;
};

async function truncateAll(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // History refuses to be emptied; between tests it must be, so triggers are off in this transaction.
    await client.query("set local session_replication_role = replica");
    const { rows } = await client.query<{ tables: string | null }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables from pg_tables
       where schemaname = 'public'
         or (schemaname = 'graphile_worker' and tablename in ('_private_jobs', '_private_job_queues'))`,
    );
    if (rows[0]?.tables) await client.query(`truncate ${rows[0].tables}`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/**
 * A PostgreSQL database of its own for the calling test file (or `describe`), cloned from the migrated template:
 * `const test = testDatabase()` at the top, `test.db` inside tests.
 */
export function testDatabase(options: { max?: number } = {}): TestDatabase {
  const name = ownDatabaseName("run");
  let handle: DatabaseHandle | undefined;
  let url: string | undefined;

  beforeAll(async () => {
    url = await cloneDatabase(inject("serverUrl"), inject("template"), name);
    handle = createDatabase(url, { max: options.max ?? 8, name: "latchkey test" });
  });
  afterAll(async () => {
    await handle?.close();
    await dropDatabase(inject("serverUrl"), name);
  });

  const open = () => {
    invariant(handle, "the test database exists inside tests and hooks only");
    return handle;
  };
  return {
    get db() {
      return open().db;
    },
    get pool() {
      return open().pool;
    },
    get handle() {
      return open();
    },
    get url() {
      invariant(url, "the test database exists inside tests and hooks only");
      return url;
    },
    reset: () => truncateAll(open().pool),
  };
}
