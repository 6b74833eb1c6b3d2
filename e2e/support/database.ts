import type { App } from "./app";

/** The log without what was tried and refused, which is kept and changes nothing (AUD-6). */
const whatWasDone: Readonly<Record<string, string>> = {
  "public.audit_events": "(select * from audit_events where result <> 'failure')",
  "public.audit_chain":
    "(select * from audit_chain where event_id in (select id from audit_events where result <> 'failure'))",
};

/**
 * What every table of the portal holds and what waits in the queue at one moment, as one checksum each: equal before and
 * after means nothing was written. For companies without a worker, whose tables nothing else changes meanwhile.
 */
export async function contentsOf(app: App): Promise<Record<string, string>> {
  const client = await app.handle.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows: tables } = await client.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
    );
    const contents: Record<string, string> = {};
    for (const name of [...tables.map((table) => table.name), "graphile_worker.jobs"]) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${whatWasDone[name] ?? name} t`,
      );
      contents[name] = rows[0]?.sum ?? "";
    }
    return contents;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** The one value of a query; tests look things up with it and prove what was written. */
export async function oneValue<Value>(app: App, query: string, parameters: readonly unknown[] = []): Promise<Value> {
  const { rows } = await app.handle.pool.query<Record<string, Value>>(query, [...parameters]);
  const [row, another] = rows;
  if (!row || another) throw new Error(`${rows.length} rows instead of one: ${query}`);
  return Object.values(row)[0] as Value;
}
