import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { env } from "./env";

/** Where commands get their instant from: asked once per command, then passed on as `now`. */
export type Clock = { now(): Promise<Date> };

/** The machine's time. */
export const systemClock: Clock = { now: async () => new Date() };

/**
 * The demo's time machine: real time plus the offset stored in `demo_clock`, read on every call so that the web server,
 * the worker and every other process agree at once.
 */
export function demoClock(db: Pick<Database, "execute">): Clock {
  return {
    now: async () => {
      const { rows } = await db.execute<{ offset_ms: string }>(sql`select offset_ms from demo_clock where id = 1`);
      return new Date(Date.now() + Number(rows[0]?.offset_ms ?? 0));
    },
  };
}

/** A clock that stands still, for tests. */
export function fixedClock(at: Date): Clock {
  return { now: async () => new Date(at) };
}

export type MovableClock = Clock & { set(at: Date): void; advance(milliseconds: number): void };

/** A clock that moves only when told to, for tests. */
export function movableClock(start: Date): MovableClock {
  let at = start.getTime();
  return {
    now: async () => new Date(at),
    set: (instant) => {
      at = instant.getTime();
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/** The clock this process lives by: the time machine's in the demo, the machine's everywhere else. */
export function processClock(db: Pick<Database, "execute">): Clock {
  return env().demo ? demoClock(db) : systemClock;
}
