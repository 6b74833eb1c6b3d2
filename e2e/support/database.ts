import type { App } from "./app";

/** The log without what was tried and refused, which is kept and changes nothing (AUD-6). */
const whatWasDone: Readonly<Record<string, string>> = {
  "public.audit_events": "(select * from audit_events where result <> 'failure')",
  "public.audit_chain":
    "(select * from audit_chain where event_id in (select id from audit_events where result <> 'failure'))",
};

/**
 * What every table of the portal holds and what waits in the queue, as one checksum each: equal before and after means
 * nothing was written. The sweep that comes by itself at the turn of a minute is nobody's doing.
 */
export async function contentsOf(app: App): Promise<Record<string, string>> {
  const { pool } = app.handle;
  const { rows: tables } = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
  );
  const jobs = "(select * from graphile_worker.jobs where task_identifier <> 'sweep')";
  const contents: Record<string, string> = {};
  for (const name of [...tables.map((table) => table.name), jobs]) {
    const { rows } = await pool.query<{ sum: string }>(
      `select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${whatWasDone[name] ?? name} t`,
    );
    contents[name] = rows[0]?.sum ?? "";
  }
  return contents;
}

/** The one value of a query; tests look things up with it and prove what was written. */
export async function oneValue<Value>(app: App, query: string, parameters: readonly unknown[] = []): Promise<Value> {
  const { rows } = await app.handle.pool.query<Record<string, Value>>(query, [...parameters]);
  const [row, another] = rows;
  if (!row || another) throw new Error(`${rows.length} rows instead of one: ${query}`);
  return Object.values(row)[0] as Value;
}
