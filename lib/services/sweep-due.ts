import { and, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { assignments, requests, roleGrants } from "@/db/schema";
import { type EndNoticeDays, endNoticeDays } from "@/lib/engine/assignment/assignment";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import { typesFor } from "@/lib/engine/request/states";
import { addDays } from "@/lib/engine/time";
import { announceEnd } from "./announce-end";
import { grantRoles } from "./deliver-roles";
import type { Deps } from "./deps";
import { expireAssignment } from "./end-assignment";
import { revokeRoles } from "./revoke-roles";
import { runTimers } from "./run-timers";

type DueKind = "timer" | "expiry" | "notice" | "grant" | "revoke";
export type Due = { readonly kind: DueKind; readonly id: string; readonly at: Date };

/** How many due things one look finds; the sweep looks again until nothing is due. */
const BATCH = 200;

const isRemoval = inArray(requests.type, typesFor("remove"));

const isThere = inArray(assignments.state, ["delivering", "delivered", "partiallyDelivered"]);

/**
 * SQL: the instant at which this notice of an end is to be given, null where it is not to be given (any more); the same
 * as the engine's `noticesAhead` (ASN-3, ASN-23).
 */
export const noticeAt = (days: EndNoticeDays) => sql<string | null>`case when
  coalesce(${assignments.endNoticeDays} > ${days}, true)
    and ${assignments.endAt} - ${assignments.startAt} >= make_interval(hours => ${24 * days})
  then ${assignments.endAt} - make_interval(hours => ${24 * days}) end`;

const [longest, last] = endNoticeDays;

/** SQL: notices that are due by `until`; only of ends within the longest notice, which the index on the end finds. */
const dueNotices = (until: Date, most: number) => sql`
  select 'notice', id, at from (
    select ${assignments.id} as id, coalesce(
        case when ${noticeAt(last)} <= ${until.toISOString()} then ${noticeAt(last)} end, ${noticeAt(longest)}) as at
      from ${assignments}
      where ${and(isThere, gt(assignments.endAt, until), lte(assignments.endAt, addDays(until, longest)))}) as notices
  where at <= ${until.toISOString()} order by at limit ${most}`;

/**
 * What time alone will do by `until`, the earliest first (house rule: due times are columns, never fired once). A
 * delivery without a role left to work on is due as well: it only has to be closed (RES-3), should its job be lost.
 */
export async function findDue(db: Deps["db"], until: Date, most = BATCH): Promise<Due[]> {
  const { rows } = await db.execute<{ kind: DueKind; id: string; at: string }>(sql`
    (select 'timer' as kind, ${requests.id} as id, ${requests.nextDueAt} as at from ${requests}
      where ${and(isNotNull(requests.nextDueAt), lte(requests.nextDueAt, until))} order by at limit ${most})
    union all
    (select 'expiry', ${assignments.id}, ${assignments.endAt} as at from ${assignments}
      where ${and(isThere, lte(assignments.endAt, until))} order by at limit ${most})
    union all
    (${dueNotices(until, most)})
    union all
    (select case when ${isRemoval} then 'revoke' else 'grant' end, ${requests.id},
        coalesce(min(${roleGrants.nextAttemptAt}), ${requests.startAt}) as at
      from ${requests} left join ${roleGrants} on ${roleGrants.assignmentId} = ${requests.assignmentId}
        and (${roleGrants.state} = 'pendingRevoke' or (${roleGrants.state} = 'pendingGrant' and not ${isRemoval}))
      where ${requests.state} = 'delivering'
        and (${isRemoval} or not exists (select 1 from ${assignments}
          where ${assignments.id} = ${requests.assignmentId} and ${assignments.endAt} <= ${until.toISOString()}))
      group by ${requests.id}
      having coalesce(min(${roleGrants.nextAttemptAt}), ${requests.startAt}) <= ${until.toISOString()}
      order by at limit ${most})
    order by at, kind limit ${most}`);
  return rows.map((row) => ({ kind: row.kind, id: row.id, at: new Date(row.at) }));
}

const handlers = {
  timer: (deps, { id, at }) => runTimers(deps, id as RequestId, at),
  expiry: (deps, { id }) => expireAssignment(deps, id as AssignmentId),
  notice: (deps, { id }) => announceEnd(deps, id as AssignmentId),
  grant: (deps, { id }) => grantRoles(deps, id as RequestId),
  revoke: (deps, { id }) => revokeRoles(deps, id as RequestId),
} satisfies Record<DueKind, (deps: Deps, due: Due) => Promise<void>>;

const keyOf = ({ kind, id, at }: Due) => `${kind}:${id}:${at.getTime()}`;

/**
 * Does everything that is due, in the order in which it fell due, each in its own transaction. One that fails is logged,
 * left for the next sweep and holds up no other. Several sweeps at once do no harm: each step looks again under its lock.
 * What one step leads to may fall due before the next: the roles of access that ended on Monday are taken back before
 * Tuesday's access is judged for conflicts. So only things of one kind and one instant are done between two looks.
 * @returns how many things were done
 */
export async function sweepDue(deps: Deps): Promise<number> {
  const seen = new Set<string>();
  let skipped = 0;
  let done = 0;
  for (;;) {
    const now = await deps.clock.now();
    const due = (await findDue(deps.db, now, BATCH + skipped)).filter((each) => !seen.has(keyOf(each)));
    const [first] = due;
    if (!first) return done;
    for (const each of due) {
      if (each.kind !== first.kind || each.at.getTime() !== first.at.getTime()) break;
      // Once per sweep: what is still due afterwards failed, or would keep the sweep going in circles.
      seen.add(keyOf(each));
      try {
        await handlers[each.kind](deps, each);
        done += 1;
      } catch (error) {
        skipped += 1;
        deps.log.error("a due step failed", { kind: each.kind, id: each.id, error });
      }
    }
  }
}
