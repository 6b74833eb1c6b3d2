import { eq, sql } from "drizzle-orm";
import { isDemoDatabase } from "@/db/client";
import { assignments, demoClock, requests, roleGrants } from "@/db/schema";
import { endNoticeDays } from "@/lib/engine/assignment/assignment";
import { addMs } from "@/lib/engine/time";
import { invariant } from "@/lib/platform/invariant";
import type { Deps } from "./deps";
import { noticeAt, sweepDue } from "./sweep-due";

/** Moves the demo's clock by this many milliseconds, or on to the next thing time will do. */
export type ClockMove = { readonly byMs: number } | "nextDue";

/** Steps enough for years of the demo company; what is left then is found by the sweep at the end. */
const STEPS_MAX = 2_000;
/** A due time is reached when the clock stands just past it. */
const PAST_MS = 1;

async function nextDueAfter(deps: Deps, after: Date): Promise<Date | null> {
  const { rows } = await deps.db.execute<{ at: string | null }>(sql`
    select min(at) as at from (
      select min(${requests.nextDueAt}) as at from ${requests} where ${requests.nextDueAt} > ${after}
      union all
      select min(${assignments.endAt}) from ${assignments}
        where ${assignments.endAt} > ${after} and ${assignments.state} in ('delivering', 'delivered', 'partiallyDelivered')
      union all
      select min(notice) from ${assignments}, unnest(array[${sql.join(endNoticeDays.map(noticeAt), sql`, `)}]) as notice
        where notice > ${after} and ${assignments.state} in ('delivering', 'delivered', 'partiallyDelivered')
      union all
      select min(${roleGrants.nextAttemptAt}) from ${roleGrants} where ${roleGrants.nextAttemptAt} > ${after}
    ) as due`);
  const at = rows[0]?.at;
  return at ? new Date(at) : null;
}

async function moveTo(deps: Deps, from: Date, to: Date) {
  const ms = to.getTime() - from.getTime();
  const moved = await deps.db
    .update(demoClock)
    .set({ offsetMs: sql`${demoClock.offsetMs} + ${ms}` })
    .where(eq(demoClock.id, 1))
    .returning({ id: demoClock.id });
  invariant(moved.length === 1, "the time machine exists only in a demo database");
}

/**
 * The demo's time machine. It stops at every instant at which something falls due and does it there, so that a month
 * passes in the order in which a real one would: forwarded on day 8, lapsed on day 14, delivered before it ends.
 * @returns the instant the clock shows now
 */
export async function advanceDemoClock(deps: Deps, move: ClockMove): Promise<Date> {
  invariant(await isDemoDatabase(deps.db), "the time machine exists only in a demo database");
  await sweepDue(deps);
  let now = await deps.clock.now();
  const next = move === "nextDue" ? await nextDueAfter(deps, now) : null;
  const goal = move === "nextDue" ? (next ? addMs(next, PAST_MS) : now) : addMs(now, move.byMs);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const due = await nextDueAfter(deps, now);
    if (!due || addMs(due, PAST_MS) > goal) break;
    await moveTo(deps, now, addMs(due, PAST_MS));
    await sweepDue(deps);
    now = await deps.clock.now();
  }
  if (goal > now) await moveTo(deps, now, goal);
  await sweepDue(deps);
  return deps.clock.now();
}
