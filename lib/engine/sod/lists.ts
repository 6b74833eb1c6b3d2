import type { AccessPackageId, GroupId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import type { Incompatibilities } from "./conflicts";
import type { NamedGroup, NamedPackage } from "./events";

/** A package with its lists as they are now. */
export type ListedPackage = NamedPackage & { readonly lists: Incompatibilities };

/**
 * Another package an editor names: one they see (DEL-23), in any catalog (SOD-6). `isEditors` says that its separation
 * of duties is theirs as well.
 */
export type OtherPackage = ListedPackage & { readonly isEditors: boolean };

/** Events in the order in which they are written; none where everything is as wanted already. */
type Decided = Result<readonly PackageEvent[], PackageRefusal>;

/** SOD-7: nothing where it is listed already, LIM-33: no more than the list may hold. */
function added(to: ListedPackage, other: NamedPackage, at: Date): Decided {
  const { packages } = to.lists;
  if (packages.some((each) => each.id === other.id)) return ok([]);
  const max = limits.incompatiblePackagesMax;
  if (packages.length >= max) return err({ code: "incompatibilitiesFull", of: to.displayName, max });
  const { id, displayName } = other;
  return ok([{ kind: "incompatiblePackageAdded", at, packageId: to.id, other: { id, displayName } }]);
}

/**
 * SOD-1, SOD-2: whoever holds the other package cannot get this one. SOD-4: also the reverse, where the list of the other
 * package is the editor's too; then both are declared or neither.
 */
export function decideIncompatiblePackage(
  facts: { readonly package: ListedPackage; readonly other: OtherPackage | null },
  command: { readonly alsoReverse: boolean },
  now: Date,
): Decided {
  const { package: wanted, other } = facts;
  if (!other) return err({ code: "packageNotFound" });
  if (other.id === wanted.id) return err({ code: "incompatibleSelf", group: null });
  const forward = added(wanted, other, now);
  if (!command.alsoReverse || !forward.ok) return forward;
  if (!other.isEditors) return err({ code: "otherPackageNotYours", other: other.displayName });
  const reverse = added(other, wanted, now);
  return reverse.ok ? ok([...forward.value, ...reverse.value]) : reverse;
}

/** SOD-1: the entry is taken off the list; the other direction stays as it is. */
export function decidePackageWithdrawal(wanted: ListedPackage, otherId: AccessPackageId, now: Date): Decided {
  const other = wanted.lists.packages.find((each) => each.id === otherId);
  return ok(other ? [{ kind: "incompatiblePackageRemoved", at: now, packageId: wanted.id, other }] : []);
}

/**
 * SOD-8: whoever is in the group cannot get this package. SOD-9: not a group the package gives, nor one around it: its
 * holders could never renew it. `givenGroupIds` are those.
 */
export function decideIncompatibleGroup(
  facts: {
    readonly package: ListedPackage;
    readonly group: NamedGroup | null;
    readonly givenGroupIds: ReadonlySet<GroupId>;
  },
  now: Date,
): Decided {
  const { package: wanted, group } = facts;
  if (!group) return err({ code: "groupNotFound" });
  if (facts.givenGroupIds.has(group.id)) return err({ code: "incompatibleSelf", group: group.displayName });
  if (wanted.lists.groups.some((each) => each.id === group.id)) return ok([]);
  const max = limits.incompatibleGroupsMax;
  if (wanted.lists.groups.length >= max) {
    return err({ code: "incompatibilitiesFull", of: wanted.displayName, max });
  }
  return ok([{ kind: "incompatibleGroupAdded", at: now, packageId: wanted.id, group }]);
}

/** SOD-1: the group is taken off the list. */
export function decideGroupWithdrawal(wanted: ListedPackage, groupId: GroupId, now: Date): Decided {
  const group = wanted.lists.groups.find((each) => each.id === groupId);
  return ok(group ? [{ kind: "incompatibleGroupRemoved", at: now, packageId: wanted.id, group }] : []);
}

/** A package and what it is tagged as an exception to (SOD-34). */
export type OverridingPackage = NamedPackage & { readonly overrides: readonly NamedPackage[] };

/**
 * SOD-34: the package is tagged as made for people who need both sides. The tag changes what is said to whoever is blocked
 * from the other package (SOD-35), so it takes the right over that one too.
 */
export function decideOverride(
  facts: { readonly package: OverridingPackage; readonly other: OtherPackage | null },
  now: Date,
): Decided {
  const { package: wanted, other } = facts;
  if (!other) return err({ code: "packageNotFound" });
  if (other.id === wanted.id) return err({ code: "overridesItself" });
  if (!other.isEditors) return err({ code: "otherPackageNotYours", other: other.displayName });
  if (wanted.overrides.some((each) => each.id === other.id)) return ok([]);
  const { id, displayName } = other;
  return ok([{ kind: "overrideAdded", at: now, packageId: wanted.id, other: { id, displayName } }]);
}

/** SOD-34: the tag is taken off. */
export function decideOverrideRemoval(wanted: OverridingPackage, otherId: AccessPackageId, now: Date): Decided {
  const other = wanted.overrides.find((each) => each.id === otherId);
  return ok(other ? [{ kind: "overrideRemoved", at: now, packageId: wanted.id, other }] : []);
}
