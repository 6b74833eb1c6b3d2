import { and, asc, eq, inArray, ne, or } from "drizzle-orm";
import { delegations, people } from "@/db/schema";
import type { HeldDelegation } from "@/lib/engine/approval/decider";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { latest } from "@/lib/engine/time";
import type { Reader } from "./reader";

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
