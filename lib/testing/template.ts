import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { migrateDatabase } from "@/db/migrate";
import { dataRoot } from "@/db/server";
import { processStart } from "@/lib/platform/process";

/** The tests' own server; it may lose its data in a power cut and is fast for it. */
export const testServer = { dataDir: join(dataRoot, "test"), database: "tests", durable: false } as const;

/** The address of another database on the same server. */
export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(serverUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync("db/migrations").sort()) {
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(join("db/migrations", name)));
  }
  return hash.update(readFileSync("node_modules/graphile-worker/package.json")).digest("hex").slice(0, 16);
}

/** Names carry the process that made the database, so that a later run can tell what a killed one left behind. */
export function ownDatabaseName(kind: "run" | "seeded"): string {
  return `${kind}_${process.pid}_${processStart(process.pid) ?? 0}_${randomBytes(4).toString("hex")}`;
}

/** Copies a database, migrations, rows and all; takes some ten milliseconds. */
export async function cloneDatabase(serverUrl: string, template: string, name: string): Promise<string> {
  await onServer(serverUrl, (client) =>
    client.query(`create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)}`),
  );
  return withDatabase(serverUrl, name);
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  );
}

/** Makes a database complete under another name first, so that a template is either whole or absent. */
async function buildDatabase(serverUrl: string, name: string, fill: (url: string) => Promise<void>): Promise<void> {
  const draft = ownDatabaseName("run");
  await onServer(serverUrl, (client) => client.query(`create database ${client.escapeIdentifier(draft)}`));
  await fill(withDatabase(serverUrl, draft));
  await onServer(serverUrl, (client) =>
    client.query(`alter database ${client.escapeIdentifier(draft)} rename to ${client.escapeIdentifier(name)}`),
  );
}

/** The name of a database with this build's migrations and no rows; made once per state of the migrations. */
export async function migratedTemplate(serverUrl: string): Promise<string> {
  const name = `template_${migrationsHash()}`;
  const exists = await onServer(serverUrl, (client) =>
    client.query("select 1 from pg_database where datname = $1", [name]),
  );
  if (!exists.rowCount) await buildDatabase(serverUrl, name, migrateDatabase);
  return name;
}

/** The name of a database with the demo company in it as of now; made anew by each run, because its dates are relative. */
export async function seededTemplate(serverUrl: string, seed: (url: string) => Promise<void>): Promise<string> {
  const name = ownDatabaseName("seeded");
  const draft = ownDatabaseName("run");
  await seed(await cloneDatabase(serverUrl, await migratedTemplate(serverUrl), draft));
  await onServer(serverUrl, (client) =>
    client.query(`alter database ${client.escapeIdentifier(draft)} rename to ${client.escapeIdentifier(name)}`),
  );
  return name;
}

/** Drops what killed runs left behind, and templates of other states of the migrations that nobody is connected to. */
export async function dropLeftovers(serverUrl: string): Promise<void> {
  const current = `template_${migrationsHash()}`;
  const names = await onServer(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname ~ '^(run|seeded|template)_'",
    );
    return rows.map((row) => row.name);
  });
  for (const name of names) {
    const [kind, pid, started] = name.split("_");
    const wanted = kind === "template" ? name === current : processStart(Number(pid)) === started;
    if (!wanted) await dropDatabase(serverUrl, name);
  }
}
