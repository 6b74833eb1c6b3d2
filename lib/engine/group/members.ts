import { type AdministrationFacts, losesTheLastAdministrator, withoutMember } from "@/lib/engine/administration";
import type { NamedPerson } from "@/lib/engine/directory";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import type { GroupEvent, GroupRole } from "./events";

/**
 * RES-4: people become members or owners of a group; those who are already, and the same person named twice, change
 * nothing.
 */
export function decideMemberAddition(
  facts: {
    readonly groupId: GroupId;
    /** Those named who are in the directory. */
    readonly people: ReadonlyMap<PersonId, NamedPerson>;
    /** Who has this role in the group. */
    readonly present: ReadonlySet<PersonId>;
  },
  command: { readonly role: GroupRole; readonly personIds: readonly PersonId[] },
  now: Date,
): Result<readonly GroupEvent[], DirectoryRefusal> {
  const { groupId, people, present } = facts;
  const kind = command.role === "member" ? "memberAdded" : "ownerAdded";
  const events: GroupEvent[] = [];
  for (const personId of new Set(command.personIds)) {
    const person = people.get(personId);
    if (!person) return err({ code: "memberNotFound" });
    if (!present.has(personId)) events.push({ kind, at: now, groupId, person });
  }
  return ok(events);
}

/**
 * RES-4: somebody is taken out of a group by hand. What a package gave goes only when that is confirmed, because the
 * access stays on record without it (ASN-32); and one governance administrator always stays (P1). Null where they are
 * gone already.
 */
export function decideMemberRemoval(
  facts: {
    readonly groupId: GroupId;
    /** Null where there is no such person. */
    readonly person: NamedPerson | null;
    readonly isPresent: boolean;
    /** The packages through which they have the role. */
    readonly through: readonly string[];
    readonly administration: AdministrationFacts;
  },
  command: { readonly role: GroupRole; readonly isDeliveredConfirmed: boolean },
  now: Date,
): Result<GroupEvent | null, DirectoryRefusal> {
  const { groupId, person, isPresent, through, administration } = facts;
  if (!person) return err({ code: "memberNotFound" });
  if (!isPresent) return ok(null);
  if (through.length > 0 && !command.isDeliveredConfirmed)
    return err({ code: "deliveredMembership", packages: through });
  if (command.role === "owner") return ok({ kind: "ownerRemoved", at: now, groupId, person, through });
  const without = withoutMember(administration, { groupId, personId: person.personId });
  if (losesTheLastAdministrator(administration, without)) return err({ code: "lastAdministrator" });
  return ok({ kind: "memberRemoved", at: now, groupId, person, through });
}
