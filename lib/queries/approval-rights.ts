import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { delegations, people, requestStages, requests, stageApprovers } from "@/db/schema";
import type { ApproverCapacity } from "@/lib/engine/approval/stage";
import type { PersonId } from "@/lib/engine/ids";
import type { TenantSettings } from "@/lib/engine/settings";
import { groupIdsOf } from "./membership";

/** What the engine says of one request and one person, as conditions on the stages of all. For queries that join both. */

const delegator = alias(people, "delegator");

/** Whose rights are asked for, and what the organization allows. */
export type Asked = { readonly personId: PersonId; readonly settings: TenantSettings };

/** SQL: an entry that asks this person themself, by name or through a group at any depth (APP-19, APP-26). */
export const asks = (personId: PersonId) => sql`
  (${stageApprovers.personId} = ${personId} or ${stageApprovers.groupId} in ${groupIdsOf(personId)})`;

/** SQL: neither for nor by this person (APP-66, APP-67, POR-52). */
export const isNotOwn = (
  personId: PersonId | typeof delegations.delegatorId,
  { allowSubmitterToApprove }: TenantSettings,
) => and(ne(requests.targetId, personId), allowSubmitterToApprove ? undefined : ne(requests.requestorId, personId));

/** SQL: entries that ask somebody by name who named this person as their delegate; `delegatedRights` of the engine. */
const delegatedEntries = (selected: SQL, { personId, settings }: Asked, now: Date) => sql`
  select ${selected} from ${stageApprovers}
  join ${requests} on ${requests.id} = ${stageApprovers.requestId}
  join ${delegations} on ${delegations.delegatorId} = ${stageApprovers.personId}
  join ${people} ${delegator} on ${delegator.id} = ${delegations.delegatorId} and ${delegator.isEnabled}
  where ${delegations.delegatorId} <> ${personId}
    and (${delegations.delegateId} = ${personId} or ${delegations.delegateGroupId} in ${groupIdsOf(personId)})
    and ${delegations.startAt} <= ${now.toISOString()}::timestamptz
    and (${delegations.endAt} is null or ${delegations.endAt} > ${now.toISOString()}::timestamptz)
    and ${stageApprovers.assignedAt} >= greatest(${delegations.startAt}, ${delegations.savedAt})
    and ${isNotOwn(delegations.delegatorId, settings)}`;

/** SQL: everything that gives this person a right, of themself or of somebody else; `rightOf` of the engine. */
function rights(asked: Asked, now: Date): SQL {
  const entries = sql`
    select ${stageApprovers.requestId}, ${stageApprovers.stage}, ${stageApprovers.capacity},
      null::uuid as delegator_id, null::text as delegator_name
    from ${stageApprovers}`;
  // Two branches, because people and groups have an index each.
  const own = sql`${entries} where ${stageApprovers.personId} = ${asked.personId}
    union all ${entries} where ${stageApprovers.groupId} in ${groupIdsOf(asked.personId)}`;
  if (!asked.settings.allowApprovalDelegation) return own;
  const parts = sql`${stageApprovers.requestId}, ${stageApprovers.stage}, ${stageApprovers.capacity},
    ${delegator.id}, ${delegator.displayName}`;
  return sql`${own} union all ${delegatedEntries(parts, asked, now)}`;
}

/** SQL: the instant the requested access would end has not come (REQ-74). */
const isNotPointless = (now: Date) => sql`coalesce(
  ${requests.requestedEndAt}, (${requests.policySnapshot} -> 'expiration' ->> 'endDateTime')::timestamptz, 'infinity'
) > ${now.toISOString()}::timestamptz`;

/** SQL: time has not closed it; while a question waits, its own time counts and not the stage's (ASK-2). */
const isInTime = (now: Date) => sql`case ${requests.subStatus}
  when 'waitingForRequestor' then ${requests.nextDueAt} else ${requestStages.deadlineAt} end
  > ${now.toISOString()}::timestamptz`;

/** SQL: what the viewer may decide at this instant; the same as the engine's `mayDecide`. */
export const mayDecideNow = (asked: Asked, now: Date): SQL | undefined =>
  and(
    eq(requestStages.state, "active"),
    isInTime(now),
    isNotPointless(now),
    isNotOwn(asked.personId, asked.settings),
    sql`(${requestStages.requestId}, ${requestStages.stage}) in (
      select held.request_id, held.stage from (${rights(asked, now)}) as held)`,
    sql`exists (select 1 from ${people} where ${people.id} = ${asked.personId} and ${people.isEnabled})`,
  );

/** How the viewer is asked: the own right first, then the engine's order. Capacities are declared in that order. */
export const rightFor = (asked: Asked, now: Date) =>
  sql<{ capacity: ApproverCapacity; delegator: string | null }>`(
    select json_build_object('capacity', held.capacity, 'delegator', held.delegator_name)
    from (${rights(asked, now)}) as held
    where held.request_id = ${requestStages.requestId} and held.stage = ${requestStages.stage}
    order by held.delegator_id is not null, held.capacity, held.delegator_id limit 1)`;

/**
 * SQL: the viewer is asked about the request now, in a stage of it at present, or was asked or decided in one before;
 * what the inbox and its history show (POR-47, POR-51). For queries of requests.
 */
export const isApproverOf = (asked: Asked, now: Date): SQL => {
  const { personId, settings } = asked;
  const waiting = sql`select ${requestStages.requestId} from ${requestStages}
    join ${requests} on ${requests.id} = ${requestStages.requestId} where ${mayDecideNow(asked, now)}`;
  const wasAsked = sql`select ${stageApprovers.requestId} from ${stageApprovers} where ${asks(personId)}`;
  const hasDecided = sql`exists (select 1 from ${requestStages}
    where ${requestStages.requestId} = ${requests.id} and ${requestStages.deciderId} = ${personId})`;
  return sql`(${requests.id} in (${waiting})
    or (${isNotOwn(personId, settings)} and (${requests.id} in (${wasAsked}) or ${hasDecided})))`;
};
