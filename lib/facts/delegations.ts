import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { delegations, groups, people, stageApprovers } from "@/db/schema";
import type { HeldDelegation } from "@/lib/engine/approval/decider";
import type { Delegate } from "@/lib/engine/directory-events";
import type { GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import { latest } from "@/lib/engine/time";
import type { Reader } from "./reader";
import { loadSettings } from "./settings";

/** APP-80, APP-88: everybody who named this person or one of these groups as their delegate, in force or not. */
export async function loadHeldDelegations(
  reader: Reader,
  personId: PersonId,
  groupIds: ReadonlySet<GroupId>,
): Promise<HeldDelegation[]> {
  const rows = await reader
    .select({
      delegator: { personId: people.id, displayName: people.displayName },
      isDelegatorEnabled: people.isEnabled,
      startAt: delegations.startAt,
      savedAt: delegations.savedAt,
      endAt: delegations.endAt,
    })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.delegatorId))
    .where(
      and(
        ne(delegations.delegatorId, personId),
        or(eq(delegations.delegateId, personId), inArray(delegations.delegateGroupId, [...groupIds])),
      ),
    )
    .orderBy(asc(delegations.delegatorId));
  return rows.map(({ startAt, savedAt, ...row }) => ({ ...row, takesEffectAt: latest(startAt, savedAt) }));
}

/** LIM-38: whom this person named; null where nobody. */
export async function loadDelegate(reader: Reader, delegatorId: PersonId): Promise<Delegate | null> {
  const [row] = await reader
    .select({
      personId: delegations.delegateId,
      personName: people.displayName,
      groupId: delegations.delegateGroupId,
      groupName: groups.displayName,
    })
    .from(delegations)
    .leftJoin(people, eq(people.id, delegations.delegateId))
    .leftJoin(groups, eq(groups.id, delegations.delegateGroupId))
    .where(eq(delegations.delegatorId, delegatorId));
  if (row?.personId) return { personId: row.personId, displayName: row.personName ?? "" };
  return row?.groupId ? { groupId: row.groupId, displayName: row.groupName ?? "" } : null;
}

/** APP-81, APP-82: who decides at `now` what these people are asked by name on a request, as people and as groups. */
export async function loadDelegates(
  reader: Reader,
  requestId: RequestId,
  delegatorIds: readonly PersonId[],
  now: Date,
): Promise<{ readonly personIds: PersonId[]; readonly groupIds: GroupId[] }> {
  const { allowApprovalDelegation } = await loadSettings(reader);
  if (!allowApprovalDelegation || delegatorIds.length === 0) return { personIds: [], groupIds: [] };
  const rows = await reader
    .selectDistinct({ personId: delegations.delegateId, groupId: delegations.delegateGroupId })
    .from(delegations)
    .innerJoin(people, and(eq(people.id, delegations.delegatorId), eq(people.isEnabled, true)))
    .innerJoin(
      stageApprovers,
      and(eq(stageApprovers.requestId, requestId), eq(stageApprovers.personId, delegations.delegatorId)),
    )
    .where(
      and(
        inArray(delegations.delegatorId, [...delegatorIds]),
        lte(delegations.startAt, now),
        or(isNull(delegations.endAt), gt(delegations.endAt, now)),
        sql`${stageApprovers.assignedAt} >= greatest(${delegations.startAt}, ${delegations.savedAt})`,
      ),
    );
  return {
    personIds: rows.flatMap(({ personId }) => (personId ? [personId] : [])),
    groupIds: rows.flatMap(({ groupId }) => (groupId ? [groupId] : [])),
  };
}
