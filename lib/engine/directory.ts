import type { GroupId, PersonId } from "./ids";

export const personKinds = ["member", "guest"] as const;
export type PersonKind = (typeof personKinds)[number];

/** Whoever can act: people, and services, which are applications that act for themselves. */
export const accountKinds = [...personKinds, "service"] as const;
export type AccountKind = (typeof accountKinds)[number];

/**
 * A person or a service, as far as acting goes. What a service may do is said by the roles it is given and by nothing
 * else: it asks for nothing, holds nothing and decides on nothing.
 */
export type Account = {
  readonly id: PersonId;
  readonly displayName: string;
  readonly kind: AccountKind;
  readonly isEnabled: boolean;
};

/** No mailbox is ever there (RFC 2606). */
const SERVICE_DOMAIN = "@services.invalid";

/** What stands in the place of the address and the sign-in name that a service has not; shown to nobody. */
export const serviceAddress = (id: PersonId): string => `${id}${SERVICE_DOMAIN}`;
export const isServiceAddress = (text: string): boolean => text.toLowerCase().endsWith(SERVICE_DOMAIN);

/** A person by the name they had at the time. */
export type NamedPerson = { readonly personId: PersonId; readonly displayName: string };

/** DEL-4: who can hold a role. */
export type Principal =
  | { readonly kind: "person"; readonly personId: PersonId }
  | { readonly kind: "group"; readonly groupId: GroupId };

/** A person as the rules see them. */
export type Person = Account & {
  readonly kind: PersonKind;
  readonly managerId: PersonId | null;
  readonly sponsorIds: readonly PersonId[];
};

/**
 * The part of the directory a decision needs. `groupMembers` holds the transitive members of approver groups, enough
 * of them to tell whether anybody eligible is left. `people` holds everyone a stage can come to: whom it names, whom
 * it reaches through the target, and those members of groups. Who is not in it counts as gone (APP-27).
 */
export type Directory = {
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly groupMembers: ReadonlyMap<GroupId, readonly PersonId[]>;
};

/** APP-31: nobody is their own manager, and a disabled account is no manager; both count as "not found". */
export function managerOf(directory: Directory, personId: PersonId): Person | null {
  const person = directory.people.get(personId);
  if (!person?.managerId || person.managerId === personId) return null;
  const manager = directory.people.get(person.managerId);
  return manager?.isEnabled ? manager : null;
}
