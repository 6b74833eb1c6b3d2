import { drizzle } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient } from "pg";
import type { Database } from "@/db/client";
import * as schema from "@/db/schema";

type Statement = { readonly text: string; readonly name?: string };

const isStatement = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";

/** The connection, giving every statement that takes parameters a name, so that the server plans it once. */
function preparing(client: PoolClient): PoolClient {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `seed${names.size}`;
    names.set(text, name);
    return name;
  };
  const query = (first: unknown, values?: unknown, ...rest: unknown[]) => {
    const isNamed = isStatement(first) && Array.isArray(values) && values.length > 0;
    const statement = isNamed ? { ...first, name: nameOf(first.text) } : first;
    return Reflect.apply(client.query, client, [statement, values, ...rest]);
  };
  return new Proxy(client, {
    get: (target, key) => {
      if (key === "query") return query;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/**
 * Does work that repeats few statements thousands of times on one connection that plans each of them once: planning is
 * otherwise half of what the server does. The connection is closed afterwards.
 */
export async function onPreparedConnection(db: Database, work: (db: Database) => Promise<void>): Promise<void> {
  const pool: unknown = "$client" in db ? db.$client : undefined;
  if (!(pool instanceof Pool)) return work(db);
  const client = await pool.connect();
  try {
    await work(drizzle(preparing(client), { schema, casing: "snake_case" }));
  } finally {
    client.release(true);
  }
}
