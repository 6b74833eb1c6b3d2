import { and, count, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { accessPackages, assignments, groups, people, requestStages, requests, stageApprovers } from "@/db/schema";
import { addDays } from "@/lib/engine/time";
import { isActiveNow } from "@/lib/queries/access";
import { isNotDeleted } from "@/lib/queries/own-requests";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { InsightView, RequestOutcome } from "@/lib/views/insight";
import { seen } from "./requests";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

const WEEKS_BACK = 8;
const WEEKS_AHEAD = 8;
/** What "lately" means. */
const RECENT_DAYS = 90;
const SHOWN_MAX = 8;

/** SQL: what became of a request, in few words. */
const outcome = sql<RequestOutcome>`case
  when ${requests.state} in ('submitted', 'pendingApproval', 'scheduled', 'delivering') then 'open'
  when ${requests.state} in ('delivered', 'partiallyDelivered') then 'granted'
  when ${requests.state} = 'denied' then 'refused'
  else 'closed' end`;

/** SQL: how many whole weeks an instant lies before another. */
const weeksBefore = (instant: SQL | typeof requests.createdAt, from: Date) =>
  sql<number>`floor(extract(epoch from (${from.toISOString()}::timestamptz - ${instant})) / 604800)::int`;

/** Requests for new access only: ends and extensions are no demand. */
const isNewAccess = inArray(requests.type, ["userAdd", "onBehalfAdd", "adminAdd", "systemAdd"]);

async function weeksOf({ db, now }: Reading, viewer: Administrator): Promise<InsightView["weeks"]> {
  const weeksAgo = weeksBefore(requests.createdAt, now);
  const rows = await db
    .select({ weeksAgo, outcome, count: count() })
    .from(requests)
    .where(
      and(seen({ db, now }, viewer), isNotDeleted, isNewAccess, gte(requests.createdAt, addDays(now, -7 * WEEKS_BACK))),
    )
    .groupBy(sql`1`, sql`2`);
  return Array.from({ length: WEEKS_BACK }, (_, index) => {
    const ago = WEEKS_BACK - 1 - index;
    const of = (wanted: RequestOutcome) =>
      rows.find((row) => row.weeksAgo === ago && row.outcome === wanted)?.count ?? 0;
    const startsAt = addDays(now, -7 * (ago + 1));
    return { startsAt, open: of("open"), granted: of("granted"), refused: of("refused"), closed: of("closed") };
  });
}

/** People and groups as the running stages name them; who is in a group is asked once, as the group. */
async function waitingOf({ db, now }: Reading, viewer: Administrator): Promise<InsightView["waiting"]> {
  const asks = sql<number>`count(distinct ${requestStages.requestId})::int`;
  const rows = await db
    .select({
      personId: stageApprovers.personId,
      groupId: stageApprovers.groupId,
      personName: people.displayName,
      groupName: groups.displayName,
      count: asks,
    })
    .from(requestStages)
    .innerJoin(requests, eq(requests.id, requestStages.requestId))
    .innerJoin(
      stageApprovers,
      and(eq(stageApprovers.requestId, requestStages.requestId), eq(stageApprovers.stage, requestStages.stage)),
    )
    .leftJoin(people, eq(people.id, stageApprovers.personId))
    .leftJoin(groups, eq(groups.id, stageApprovers.groupId))
    .where(and(eq(requestStages.state, "active"), seen({ db, now }, viewer)))
    .groupBy(stageApprovers.personId, stageApprovers.groupId, people.displayName, groups.displayName)
    .orderBy(desc(asks), sql`coalesce(${people.displayName}, ${groups.displayName})`)
    .limit(SHOWN_MAX);
  return rows.map((row) => ({
    id: row.personId ?? row.groupId ?? "",
    kind: row.personId ? "person" : "group",
    name: row.personName ?? row.groupName ?? "",
    count: row.count,
  }));
}

async function decidedOf({ db, now }: Reading, viewer: Administrator): Promise<InsightView["decided"]> {
  const hours = sql`extract(epoch from (${requestStages.closedAt} - ${requestStages.activatedAt})) / 3600`;
  const percentile = (share: number) =>
    sql<number | null>`(percentile_cont(${sql.raw(String(share))}) within group (order by ${hours}))::float8`;
  const [row] = await db
    .select({ count: count(), medianHours: percentile(0.5), slowestTenthHours: percentile(0.9) })
    .from(requestStages)
    .innerJoin(requests, eq(requests.id, requestStages.requestId))
    .where(
      and(
        isNotNull(requestStages.deciderId),
        gte(requestStages.closedAt, addDays(now, -RECENT_DAYS)),
        seen({ db, now }, viewer),
      ),
    );
  return row ?? { count: 0, medianHours: null, slowestTenthHours: null };
}

async function endingOf({ db, now }: Reading, viewer: Administrator): Promise<InsightView["ending"]> {
  const weeksAhead = sql<number>`floor(extract(epoch from (${assignments.endAt} - ${now.toISOString()}::timestamptz)) / 604800)::int`;
  const rows = await db
    .select({ weeksAhead, count: count() })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(and(packagesOfSeenCatalogs(viewer), isActiveNow(now), lt(assignments.endAt, addDays(now, 7 * WEEKS_AHEAD))))
    .groupBy(sql`1`);
  return Array.from({ length: WEEKS_AHEAD }, (_, ahead) => ({
    startsAt: addDays(now, 7 * ahead),
    count: rows.find((row) => row.weeksAhead === ahead)?.count ?? 0,
  }));
}

async function askedOf({ db, now }: Reading, viewer: Administrator): Promise<InsightView["asked"]> {
  const isLate = gte(requests.createdAt, addDays(now, -RECENT_DAYS));
  const asked = db
    .select({ packageId: requests.packageId, count: count().as("asked_count") })
    .from(requests)
    .where(and(seen({ db, now }, viewer), isNotDeleted, isNewAccess, isLate))
    .groupBy(requests.packageId)
    .as("asked");
  return db
    .select({ id: accessPackages.id, name: accessPackages.displayName, count: asked.count })
    .from(asked)
    .innerJoin(accessPackages, eq(accessPackages.id, asked.packageId))
    .orderBy(desc(asked.count), accessPackages.displayName)
    .limit(SHOWN_MAX);
}

/** RPT-13, CAT-19: how asking and deciding goes in the catalogs the viewer sees. */
export async function getInsight(viewer: Administrator, reading?: Reading): Promise<InsightView> {
  const now = reading ?? (await currentReading());
  return {
    weeks: await weeksOf(now, viewer),
    waiting: await waitingOf(now, viewer),
    decided: await decidedOf(now, viewer),
    ending: await endingOf(now, viewer),
    asked: await askedOf(now, viewer),
  };
}
