import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deferred } from "@/lib/platform/deferred";
import { testDatabase } from "@/lib/testing/database";
import { createDatabase, databaseError, inTransaction, isDemoDatabase, uniqueViolation } from "./client";
import { demoClock } from "./schema";

const test = testDatabase();

describe("a session", () => {
  it("lives in UTC and says who it is", async () => {
    const { rows } = await test.db.execute(
      sql`select current_setting('TimeZone') as zone, current_setting('application_name') as name`,
    );
    expect(rows).toEqual([{ zone: "UTC", name: "latchkey test" }]);
  });

  it("that the server ends does not end the process, and the next query works", async () => {
    const handle = createDatabase(test.url, { max: 1 });
    const { rows } = await handle.pool.query<{ pid: number }>("select pg_backend_pid() as pid");
    const lost = new Promise((resolve) => handle.pool.once("error", resolve));
    await test.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await lost;
    await expect(handle.pool.query("select 1 as one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await handle.close();
  });
});

describe("inTransaction", () => {
  it("rolls back when the work throws", async () => {
    const work = inTransaction(test.db, async (tx) => {
      await tx.insert(demoClock).values({ id: 1, offsetMs: 5 });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await isDemoDatabase(test.db)).toBe(false);
  });

  it("runs the whole work again after a deadlock", async () => {
    await test.pool.query("create table pair (id int primary key, n int not null)");
    await test.pool.query("insert into pair values (1, 0), (2, 0)");
    const bothHoldOne = deferred<void>();
    let holding = 0;
    let runs = 0;
    const crosswise = (first: number, second: number) =>
      inTransaction(test.db, async (tx) => {
        runs += 1;
        await tx.execute(sql`update pair set n = n + 1 where id = ${first}`);
        holding += 1;
        if (holding === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await tx.execute(sql`update pair set n = n + 1 where id = ${second}`);
      });
    await Promise.all([crosswise(1, 2), crosswise(2, 1)]);
    const { rows } = await test.pool.query("select n from pair order by id");
    expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
    // The server may choose one of the two as victim, or both.
    expect(runs).toBeGreaterThan(2);
  });

  it("gives up after three repetitions", async () => {
    let runs = 0;
    const work = inTransaction(test.db, async (tx) => {
      runs += 1;
      await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await expect(work).rejects.toSatisfy((error: unknown) => databaseError(error)?.code === "40001");
    expect(runs).toBe(4);
  });

  it("repeats nothing else", async () => {
    let runs = 0;
    const work = inTransaction(test.db, async (tx) => {
      runs += 1;
      await tx.execute(sql`select 1 / 0`);
    });
    await expect(work).rejects.toSatisfy((error: unknown) => databaseError(error)?.code === "22012");
    expect(runs).toBe(1);
  });
});

describe("uniqueViolation", () => {
  it("names the constraint behind Drizzle's wrapping, and nothing for other errors", async () => {
    await test.db.insert(demoClock).values({ id: 1, offsetMs: 0 });
    const again = await test.db
      .insert(demoClock)
      .values({ id: 1, offsetMs: 0 })
      .then(undefined, (error: unknown) => error);
    expect(uniqueViolation(again)).toBe("demo_clock_pkey");
    const other = await test.db
      .insert(demoClock)
      .values({ id: 2, offsetMs: 0 })
      .then(undefined, (error: unknown) => error);
    expect(other).toBeInstanceOf(Error);
    expect(uniqueViolation(other)).toBeUndefined();
    await test.db.delete(demoClock).where(eq(demoClock.id, 1));
  });
});

describe("isDemoDatabase", () => {
  it("believes only the row that the demo seed makes", async () => {
    expect(await isDemoDatabase(test.db)).toBe(false);
    await test.db.insert(demoClock).values({ id: 1, offsetMs: 0 });
    expect(await isDemoDatabase(test.db)).toBe(true);
    await test.reset();
    expect(await isDemoDatabase(test.db)).toBe(false);
  });
});
