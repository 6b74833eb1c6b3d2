import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { assignments, delegations, groups, people, requestStages, requests, stageApprovers } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { PersonId } from "@/lib/engine/ids";
import { isOpen, requestStates } from "@/lib/engine/request/states";
import { isActiveNow } from "@/lib/queries/access";
import { groupIdsOf } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { DisablingView } from "@/lib/views/directory";
import { getDeparture } from "./coverage-departure";
import type { Administrator } from "./scope";

/**
 * What would become of stages, requests, access and delegations if somebody's account were switched off now, for those who
 * may do that. Null where there is no such person.
 */
export async function getDisabling(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<DisablingView | null> {
  if (!may(viewer, "manageDirectory")) return null;
  const now = reading ?? (await currentReading());
  const departure = await getDeparture(viewer, id, now);
  if (!departure) return null;
  const { db } = now;
  const personId = id as PersonId;
  return {
    departure,
    askedIn: await countAsked(now, personId),
    held: await db.$count(assignments, and(eq(assignments.targetId, personId), isActiveNow(now.now))),
    open: await db.$count(
      requests,
      and(eq(requests.targetId, personId), inArray(requests.state, requestStates.filter(isOpen))),
    ),
    reports: await db.$count(people, and(eq(people.managerId, personId), eq(people.isEnabled, true))),
    delegate: await findDelegate(now, personId),
    delegators: await listDelegators(now, personId),
  };
}

async function countAsked({ db }: Reading, personId: PersonId): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${requestStages.requestId})::int` })
    .from(requestStages)
    .innerJoin(
      stageApprovers,
      and(eq(stageApprovers.requestId, requestStages.requestId), eq(stageApprovers.stage, requestStages.stage)),
    )
    .where(
      and(
        eq(requestStages.state, "active"),
        or(eq(stageApprovers.personId, personId), sql`${stageApprovers.groupId} in ${groupIdsOf(personId)}`),
      ),
    );
  return row?.count ?? 0;
}

async function findDelegate({ db }: Reading, personId: PersonId): Promise<string | null> {
  const delegate = alias(people, "delegate");
  const [row] = await db
    .select({ name: sql<string>`coalesce(${delegate.displayName}, ${groups.displayName})` })
    .from(delegations)
    .leftJoin(delegate, eq(delegate.id, delegations.delegateId))
    .leftJoin(groups, eq(groups.id, delegations.delegateGroupId))
    .where(eq(delegations.delegatorId, personId));
  return row?.name ?? null;
}

async function listDelegators({ db }: Reading, personId: PersonId): Promise<string[]> {
  const rows = await db
    .select({ name: people.displayName })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.delegatorId))
    .where(eq(delegations.delegateId, personId))
    .orderBy(asc(people.displayName));
  return rows.map((row) => row.name);
}
