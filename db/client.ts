import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { DatabaseError, Pool } from "pg";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import * as schema from "./schema";

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type DatabaseHandle = { db: Database; pool: Pool; close(): Promise<void> };

export type DatabaseOptions = {
  /** Connections at most; web and in-process worker share them. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** Milliseconds after which the server gives up on one statement. */
  statementTimeoutMs?: number;
};

/** Opens a pool. Nothing connects before the first query, and a lost connection is logged, never thrown at the process. */
export function createDatabase(url: string, options: DatabaseOptions = {}): DatabaseHandle {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? "latchkey",
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 20_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    options: "-c timezone=UTC",
  });
  // Without these listeners a server restart would end the process: an idle client reports on the pool, one in use on itself.
  pool.on("error", (error) => log.warn("database connection lost", { error }));
  pool.on("connect", (client) => client.on("error", (error) => log.debug("database client lost", { error })));
  let closing: Promise<void> | undefined;
  return {
    db: drizzle(pool, { schema, casing: "snake_case" }),
    pool,
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

const shared = globalThis as { latchkeyDatabase?: DatabaseHandle };

/**
 * The process's one pool, opened on first use from DATABASE_URL. Kept on globalThis because Next's development server
 * evaluates modules again on every change.
 * @throws when DATABASE_URL is not set
 */
export function databaseHandle(): DatabaseHandle {
  if (!shared.latchkeyDatabase) {
    const url = env().databaseUrl;
    if (!url) throw new Error("DATABASE_URL is not set; `npm run demo` and `npm start` set it");
    shared.latchkeyDatabase = createDatabase(url);
  }
  return shared.latchkeyDatabase;
}

/** The process's database; see databaseHandle. */
export function database(): Database {
  return databaseHandle().db;
}

/** The server's error behind whatever wraps it (Drizzle puts it into `cause`). */
export function databaseError(error: unknown): DatabaseError | undefined {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    if (current instanceof DatabaseError) return current;
    current = current.cause;
  }
  return undefined;
}

/** The name of the unique constraint or index that a write ran into, or undefined when that is not what went wrong. */
export function uniqueViolation(error: unknown): string | undefined {
  const cause = databaseError(error);
  return cause?.code === "23505" ? (cause.constraint ?? "") : undefined;
}

/** Serialization failure and deadlock: the server undid everything and asks to be asked again. */
const worthRepeating = new Set(["40001", "40P01"]);
const attempts = 4;

/**
 * Runs `work` in one READ COMMITTED transaction. A deadlock or serialization failure re-runs the whole of `work`, three
 * times at most, so `work` must not have effects outside `tx`; every other error rolls back and is thrown on.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work, { isolationLevel: "read committed" });
    } catch (error) {
      const code = databaseError(error)?.code ?? "";
      if (attempt === attempts || !worthRepeating.has(code)) throw error;
      log.info("transaction repeated", { code, attempt });
    }
  }
}

/** Whether the demo seed made this database: it alone puts the row into `demo_clock`. */
export async function isDemoDatabase(db: Pick<Database, "execute">): Promise<boolean> {
  try {
    const { rows } = await db.execute(sql`select 1 from demo_clock where id = 1`);
    return rows.length > 0;
  } catch (error) {
    if (databaseError(error)?.code === "42P01") return false;
    throw error;
  }
}
