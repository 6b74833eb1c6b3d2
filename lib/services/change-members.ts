import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupMembers } from "@/db/schema";
import type { GroupEvent, GroupRole } from "@/lib/engine/group/events";
import { decideMemberAddition, decideMemberRemoval } from "@/lib/engine/group/members";
import type { PersonId } from "@/lib/engine/ids";
import { loadAdministration } from "@/lib/facts/administration";
import { loadMembersAmong, loadMembership, loadNames } from "@/lib/facts/groups";
import { changeGroup, type GroupChanged, type GroupInput, lookForStandIns, oneOrNone } from "./change-group";
import type { Deps } from "./deps";
import { lockAdministration, lockGroup } from "./directory-editor";
import { lockPeople } from "./locks";

/** RES-4: makes people members or owners of a group. */
export const addMembers = (
  deps: Deps,
  input: GroupInput & { readonly role: GroupRole; readonly personIds: readonly PersonId[] },
): Promise<GroupChanged> =>
  changeGroup(deps, input, {
    // SOD-12: what may be in a package's way is decided behind each person's lock.
    lock: async (tx) => {
      await lockPeople(tx, input.personIds);
      await lockGroup(tx, input.groupId);
    },
    decide: async (tx, group, now) => {
      const people = await loadNames(tx, input.personIds);
      const present = await loadMembersAmong(tx, group.id, input.role, input.personIds);
      return decideMemberAddition({ groupId: group.id, people, present }, input, now);
    },
    write: (tx, events) => insertMembers(tx, events),
  });

/** The rows of people who were added. */
export async function insertMembers(tx: Transaction, events: readonly GroupEvent[]): Promise<void> {
  const rows = events.flatMap((event) => {
    if (event.kind !== "memberAdded" && event.kind !== "ownerAdded") return [];
    const role: GroupRole = event.kind === "memberAdded" ? "member" : "owner";
    return [{ groupId: event.groupId, personId: event.person.personId, role, since: event.at }];
  });
  if (rows.length > 0) await tx.insert(groupMembers).values(rows).onConflictDoNothing();
}

/** RES-4, ASN-32: takes somebody out of a group; stages left with nobody get their fallbacks from the worker (APP-33). */
export const removeMember = (
  deps: Deps,
  input: GroupInput & {
    readonly role: GroupRole;
    readonly personId: PersonId;
    readonly isDeliveredConfirmed: boolean;
  },
): Promise<GroupChanged> =>
  changeGroup(deps, input, {
    lock: async (tx) => {
      await lockPeople(tx, [input.personId]);
      await lockGroup(tx, input.groupId);
      await lockAdministration(tx);
    },
    decide: async (tx, group, now) => {
      const { role, personId } = input;
      const through = await loadMembership(tx, group.id, role, personId);
      const facts = {
        groupId: group.id,
        person: (await loadNames(tx, [personId])).get(personId) ?? null,
        isPresent: through !== null,
        through: through ?? [],
        administration: await loadAdministration(tx),
      };
      return oneOrNone(decideMemberRemoval(facts, input, now));
    },
    write: async (tx) => {
      const { groupId, personId, role } = input;
      const isIt = [eq(groupMembers.groupId, groupId), eq(groupMembers.personId, personId)];
      await tx.delete(groupMembers).where(and(...isIt, eq(groupMembers.role, role)));
      if (role === "member") await lookForStandIns(tx, groupId);
    },
  });
