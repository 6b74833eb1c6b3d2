import type { Database } from "@/db/client";
import type { Clock } from "@/lib/platform/clock";

/** What every task and sweep is given. */
export type WorkerDeps = { db: Database; clock: Clock };
