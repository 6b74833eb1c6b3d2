import { and, asc, eq, inArray, ne, or } from "drizzle-orm";
import { delegations, groups, people } from "@/db/schema";
import type { HeldDelegation } from "@/lib/engine/approval/decider";
import type { Delegate } from "@/lib/engine/directory-events";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { latest } from "@/lib/engine/time";
import type { Reader } from "./reader";

const held = {
  delegator: { personId: people.id, displayName: people.displayName },
  isDelegatorEnabled: people.isEnabled,
  startAt: delegations.startAt,
  savedAt: delegations.savedAt,
  endAt: delegations.endAt,
};

/** APP-81: it covers nothing from before its start, nor from before it was saved. */
const takingEffect = <Row extends { startAt: Date; savedAt: Date }>({ startAt, savedAt, ...row }: Row) => ({
  ...row,
  takesEffectAt: latest(startAt, savedAt),
});

/** APP-80, APP-88: everybody who named this person or one of these groups as their delegate, in force or not. */
export async function loadHeldDelegations(
  reader: Reader,
  personId: PersonId,
  groupIds: ReadonlySet<GroupId>,
): Promise<HeldDelegation[]> {
  const rows = await reader
    .select(held)
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.delegatorId))
    .where(
      and(
        ne(delegations.delegatorId, personId),
        or(eq(delegations.delegateId, personId), inArray(delegations.delegateGroupId, [...groupIds])),
      ),
    )
    .orderBy(asc(delegations.delegatorId));
  return rows.map(takingEffect);
}

/** The delegations these people have made, in force or not, each with its delegate. */
export async function loadGivenDelegations(reader: Reader, delegatorIds: readonly PersonId[]) {
  if (delegatorIds.length === 0) return [];
  const rows = await reader
    .select({ ...held, delegateId: delegations.delegateId, delegateGroupId: delegations.delegateGroupId })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.delegatorId))
    .where(inArray(delegations.delegatorId, [...delegatorIds]));
  return rows.map(takingEffect);
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
