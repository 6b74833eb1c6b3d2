import { eq } from "drizzle-orm";
import { groupClosure, groups } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { Candidate, DelegationFacts } from "@/lib/engine/approval/delegation";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { loadDelegate } from "./delegations";
import { loadGroupIds, loadPerson } from "./people";
import type { Reader } from "./reader";
import { loadRoles } from "./roles";
import { loadSettings } from "./settings";

/** What a change of somebody's delegation depends on; null where there is no such person. */
export async function loadDelegationFacts(
  reader: Reader,
  actorId: PersonId,
  delegatorId: PersonId,
): Promise<DelegationFacts | null> {
  const delegator = await loadPerson(reader, delegatorId);
  if (!delegator) return null;
  return {
    settings: await loadSettings(reader),
    delegator,
    mayActForAnybody: may({ roles: await loadRoles(reader, actorId) }, "changeSettings"),
    current: await loadDelegate(reader, delegatorId),
  };
}

/** Somebody or a group as a delegate to be; null where there is none. */
export async function loadCandidate(
  reader: Reader,
  wanted: { readonly personId: PersonId } | { readonly groupId: GroupId },
): Promise<Candidate | null> {
  if ("personId" in wanted) {
    const person = await loadPerson(reader, wanted.personId);
    if (!person) return null;
    const { id: personId, displayName, isEnabled } = person;
    return { delegate: { personId, displayName }, isEnabled, groupIds: await loadGroupIds(reader, personId) };
  }
  const { groupId } = wanted;
  const [group] = await reader.select().from(groups).where(eq(groups.id, groupId));
  if (!group) return null;
  const around = await reader
    .select({ id: groupClosure.ancestorId })
    .from(groupClosure)
    .where(eq(groupClosure.descendantId, groupId));
  const groupIds = new Set(around.map(({ id }) => id));
  return { delegate: { groupId, displayName: group.displayName }, isEnabled: true, groupIds };
}
