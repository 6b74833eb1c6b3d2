import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { expect, inject, it } from "vitest";
import { cloneDatabase, dropDatabase, ownDatabaseName } from "@/lib/testing/template";
import { createDatabase } from "./client";
import { migrateDatabase } from "./migrate";

it("three processes may migrate an empty database at once, and again later", async () => {
  const name = ownDatabaseName("run");
  const url = await cloneDatabase(inject("serverUrl"), "template1", name);
  await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  await migrateDatabase(url);
  const { pool, close } = createDatabase(url, { max: 1 });
  const { rows } = await pool.query(
    `select to_regclass('public.people') is not null as ours, to_regclass('graphile_worker.jobs') is not null as queue`,
  );
  expect(rows).toEqual([{ ours: true, queue: true }]);
  await close();
  await dropDatabase(inject("serverUrl"), name);
});

/** The migrations of the first release alone, in a folder of their own. */
function firstRelease(): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-migrations-"));
  cpSync("db/migrations", folder, { recursive: true });
  const journal = join(folder, "meta", "_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 2) }));
  return folder;
}

it("a database of the first release is brought up to date with what is in it", async () => {
  const name = ownDatabaseName("run");
  const url = await cloneDatabase(inject("serverUrl"), "template1", name);
  const { db, pool, close } = createDatabase(url, { max: 1 });
  const folder = firstRelease();
  await migrate(db, { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
  await pool.query(`
    insert into catalogs (id, display_name, description, state, is_externally_visible, catalog_type, created_at)
      values ('00000000-0000-7000-8000-000000000001', 'Finance', '', 'published', false, 'userManaged', '2025-01-01Z');
    insert into resources (id, catalog_id, origin_system, origin_id, display_name, description)
      values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'AadApplication', 'Bank', 'Bank', 'Accounts.');
    insert into resource_roles (id, resource_id, display_name)
      values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'User'),
        ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000002', 'Approver');
    insert into audit_events (id, occurred_at, recorded_at, kind, activity, payload)
      values ('00000000-0000-7000-8000-000000000005', '2025-01-01Z', '2025-01-01Z', 'a', 'A', '{}'),
        ('00000000-0000-7000-8000-000000000006', '2025-01-02Z', '2025-01-02Z', 'b', 'B', '{}')`);
  await migrateDatabase(url);
  const { rows } = await pool.query(
    `select c.version, c.modified_at = c.created_at as unchanged, d.origin_id, d.roles
     from catalogs c, directory_resources d`,
  );
  expect(rows).toEqual([{ version: 1, unchanged: true, origin_id: "Bank", roles: ["Approver", "User"] }]);
  const kinds = await pool.query("select enum_range(null::person_kind)::text[] as kinds");
  expect(kinds.rows).toEqual([{ kinds: ["member", "guest", "service"] }]);
  const chained = await pool.query("select position::int, event_id from audit_chain order by position");
  expect(chained.rows.map(({ position, event_id }) => [position, event_id.at(-1)])).toEqual([
    [1, "5"],
    [2, "6"],
  ]);
  await close();
  await dropDatabase(inject("serverUrl"), name);
});
