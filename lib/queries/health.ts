import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { log } from "@/lib/platform/log";

const patienceMs = 1_500;

/** Whether the database answers quickly. Never throws. */
export async function isDatabaseReachable(): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answer = async () => {
    try {
      await database().execute(sql`select 1`);
      return true;
    } catch (error) {
      log.warn("health check failed", { error });
      return false;
    }
  };
  const ok = await Promise.race([answer(), late]);
  clearTimeout(timer);
  return ok;
}
