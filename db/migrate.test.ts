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
