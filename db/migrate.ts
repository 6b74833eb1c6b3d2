import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), "migrations");

/** Any number will do as long as nobody else uses it; this one is "latchkey" typed on a telephone. */
const migrationLock = 52_824_539;

/**
 * Brings the database to the schema of this build: our tables, then the job queue's. Several processes may call it at
 * once: one migrates, the others wait and find nothing left to do.
 * @throws whatever the server says; a failed migration is rolled back
 */
export async function migrateDatabase(url: string): Promise<void> {
  const pool = new Pool({
    connectionString: url,
    max: 3,
    application_name: "latchkey migrate",
    connectionTimeoutMillis: 10_000,
    options: "-c timezone=UTC",
  });
  // A connection lost between two queries shows up in the next query; the event alone must not end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    const guard = await pool.connect();
    try {
      await guard.query("select pg_advisory_lock($1)", [migrationLock]);
      await migrate(drizzle(pool), { migrationsFolder });
      await runMigrations({ pgPool: pool });
      await guard.query("select pg_advisory_unlock($1)", [migrationLock]);
    } finally {
      // Destroying the connection releases the lock on the way out of an error too.
      guard.release(true);
    }
  } finally {
    await pool.end();
  }
}

async function main(): Promise<void> {
  const { withServer } = await import("./server");
  await withServer(async (url) => {
    await migrateDatabase(url);
    process.stdout.write("The database is up to date.\n");
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
