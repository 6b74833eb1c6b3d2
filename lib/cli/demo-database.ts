import { createDatabase, type DatabaseHandle, isDemoDatabase } from "@/db/client";
import { dropEmbedded, type Embedded, startEmbedded } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { demoDataDir, scaleDataDir } from "@/db/server";
import { env } from "@/lib/platform/env";
import { Complaint, say } from "./program";

export type DemoDatabaseOptions = {
  /** Drops what is there and begins anew; the embedded server's only. */
  readonly reset: boolean;
  /** With a large group of companies beside the demo company, in a directory of its own. */
  readonly scale: boolean;
};

async function openServer({ reset, scale }: DemoDatabaseOptions): Promise<Embedded> {
  const { databaseUrl } = env();
  const dataDir = scale ? scaleDataDir : demoDataDir;
  if (databaseUrl) {
    if (reset)
      throw new Complaint(
        "--reset drops the demo's own server only; DATABASE_URL is set, empty that database yourself",
      );
    return { url: databaseUrl, stop: async () => {} };
  }
  if (reset) await dropEmbedded(dataDir);
  // What is made anew in minutes need not survive a power cut.
  return startEmbedded({ dataDir, durable: !scale });
}

const hasPeople = async ({ pool }: DatabaseHandle): Promise<boolean> =>
  (await pool.query("select 1 from people limit 1")).rows.length > 0;

async function fill(handle: DatabaseHandle, scale: boolean): Promise<void> {
  if (!(await isDemoDatabase(handle.db))) {
    if (await hasPeople(handle))
      throw new Complaint("This database holds people the demo did not make; the demo leaves it alone.");
    say("Seeding the demo company …");
    const { seedDemo } = await import("@/db/seed/demo");
    await seedDemo(handle.db);
  }
  if (!scale) return;
  const { large, seedScale } = await import("@/db/seed/scale/scale");
  const { rows } = await handle.pool.query<{ count: number }>("select count(*)::int as count from assignments");
  const there = rows[0]?.count ?? 0;
  if (there >= large.assignments) return;
  const { pool } = handle;
  const { rows: begun } = await pool.query(
    "select 1 from people where email like '%@group.brightwater.example' limit 1",
  );
  if (begun.length > 0)
    throw new Complaint("Seeding was interrupted here. Begin anew: npm run db:seed -- scale --reset");
  const counts = await seedScale(handle.db, large, { tell: say });
  await pool.query("vacuum analyze");
  say(
    `${counts.assignments.toLocaleString("en")} assignments, ${counts.requests.toLocaleString("en")} requests, ${counts.entries.toLocaleString("en")} entries in the log`,
  );
}

/**
 * The database of the demo, migrated and, where it was empty, filled with the demo company.
 * @throws Complaint where it holds something else
 */
export async function openDemoDatabase(options: DemoDatabaseOptions): Promise<Embedded> {
  const server = await openServer(options);
  try {
    await migrateDatabase(server.url);
    const handle = createDatabase(server.url, { name: "latchkey demo seed", max: 2, statementTimeoutMs: 0 });
    try {
      await fill(handle, options.scale);
    } finally {
      await handle.close();
    }
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
