import type { Database } from "@/db/client";

class Death extends Error {}

/**
 * The database as a worker sees it that dies: so many transactions are committed, the next one is cut off before it is,
 * and nothing can be read or written after that.
 */
function mortal(db: Database, commits: number): Database {
  let left = commits;
  const dying = async (
    work: Parameters<Database["transaction"]>[0],
    config: Parameters<Database["transaction"]>[1],
  ) => {
    left -= 1;
    return db.transaction(async (tx) => {
      const result = await work(tx);
      if (left < 0) throw new Death();
      return result;
    }, config);
  };
  return new Proxy(db, {
    get: (whole, part) => {
      if (left < 0) throw new Death();
      if (part === "transaction") return dying;
      const value: unknown = Reflect.get(whole, part);
      return typeof value === "function" ? value.bind(whole) : value;
    },
  });
}

/** Has a worker do its turn; one that dies after so many transactions leaves the rest to the next. */
export async function takeTurn(
  db: Database,
  diesAfter: number | null,
  turn: (db: Database) => Promise<unknown>,
): Promise<void> {
  if (diesAfter === null) {
    await turn(db);
    return;
  }
  try {
    await turn(mortal(db, diesAfter));
  } catch (error) {
    if (!(error instanceof Death)) throw error;
  }
}
