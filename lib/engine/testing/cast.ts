import type { Decider } from "@/lib/engine/approval/decider";
import type { Account, Directory, NamedPerson, Person } from "@/lib/engine/directory";
import type { AccessPackageId, GroupId, Id, PersonId, PolicyId } from "@/lib/engine/ids";
import { defaultSettings } from "@/lib/engine/settings";

/** The people, groups and packages of every engine test. Nobody in a test is called "user 1". */

const uuid = <Of extends Id<string>>(family: number, number: number): Of =>
  `0000000${family}-0000-7000-8000-${String(number).padStart(12, "0")}` as Of;

const person = (number: number, displayName: string, relations: Partial<Person> = {}): Person => ({
  id: uuid<PersonId>(1, number),
  displayName,
  kind: "member",
  isEnabled: true,
  managerId: null,
  sponsorIds: [],
  ...relations,
});

/** Somebody as events and refusals name them. */
export const named = ({ id, displayName }: Person): NamedPerson => ({ personId: id, displayName });

/** Manager of Ben, so the level-2 manager of Ada. */
export const cleo = person(3, "Cleo, level-2 manager");
export const ben = person(2, "Ben, manager", { managerId: cleo.id });
/** The usual requestor and target; her sponsor is Jun. */
export const jun = person(10, "Jun, sponsor");
export const ada = person(1, "Ada, employee", { managerId: ben.id, sponsorIds: [jun.id] });
export const dora = person(4, "Dora, approver");
export const eli = person(5, "Eli, alternate");
export const finn = person(6, "Finn, fallback");
export const gus = person(7, "Gus, guest", { kind: "guest" });
export const hana = person(8, "Hana, second approver");
export const ivo = person(9, "Ivo, third approver");
/** A colleague with no part in anything. */
export const kim = person(11, "Kim, colleague", { managerId: ben.id });

export const everybody: readonly Person[] = [ada, ben, cleo, dora, eli, finn, gus, hana, ivo, jun, kim];

/** A service, which is in no directory. */
export const nightly: Account = {
  id: uuid<PersonId>(1, 20),
  displayName: "Nightly sync",
  kind: "service",
  isEnabled: true,
};

/** Members are given per test; see `directoryOf`. */
export const ledgerOwners = uuid<GroupId>(2, 1);
export const auditors = uuid<GroupId>(2, 2);
export const finance = uuid<GroupId>(2, 3);

export const payments = uuid<AccessPackageId>(3, 1);
export const vendors = uuid<AccessPackageId>(3, 2);
export const reports = uuid<AccessPackageId>(3, 3);

export const policyIds = [1, 2, 3, 4].map((number) => uuid<PolicyId>(4, number)) as [
  PolicyId,
  PolicyId,
  PolicyId,
  PolicyId,
];

/** An id of any kind that no other part of the cast has. */
export const idOf = <Of extends Id<string>>(number: number): Of => uuid<Of>(9, number);

/** The cast as a directory; `changed` replaces people of the same id, `members` fills groups. */
export function directoryOf(
  changed: readonly Person[] = [],
  members: readonly (readonly [GroupId, readonly Person[]])[] = [],
): Directory {
  const people = new Map([...everybody, ...changed].map((each) => [each.id, each]));
  return { people, groupMembers: new Map(members.map(([group, list]) => [group, list.map((each) => each.id)])) };
}

/** The same person with their account switched off. */
export const disabled = (who: Person): Person => ({ ...who, isEnabled: false });

/** Somebody who is about to decide, with the groups they are in at this moment. */
export const decider = (who: Person, ...groupIds: GroupId[]): Decider => ({
  id: who.id,
  displayName: who.displayName,
  isEnabled: who.isEnabled,
  groupIds: new Set(groupIds),
  delegations: [],
  settings: defaultSettings,
});
