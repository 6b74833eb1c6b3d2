import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, incompatibleGroups, incompatiblePackages, overridePackages } from "@/db/schema";
import type { AccessPackageId, GroupId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { err, type Result } from "@/lib/engine/result";
import {
  decideGroupWithdrawal,
  decideIncompatibleGroup,
  decideIncompatiblePackage,
  decideOverride,
  decideOverrideRemoval,
  decidePackageWithdrawal,
} from "@/lib/engine/sod/lists";
import {
  loadGivenGroupIds,
  loadListedPackage,
  loadNamedGroup,
  loadOtherPackage,
  loadOverridingPackage,
} from "@/lib/facts/separation-of-duties";
import type { Deps } from "./deps";
import { changePackages, type PackageInput } from "./package-editor";

export type OtherPackageInput = PackageInput & { readonly otherId: AccessPackageId };
export type IncompatibleGroupInput = PackageInput & { readonly groupId: GroupId };

type Decided = Result<readonly PackageEvent[], PackageRefusal>;
type Decide = (tx: Transaction, now: Date) => Promise<Decided>;

const notFound: Decided = err({ code: "packageNotFound" });

/** SOD-10: by those who configure the separation of duties of the package, with the other package locked as well. */
const changeLists = (deps: Deps, input: PackageInput, decide: Decide, otherIds: readonly AccessPackageId[] = []) =>
  changePackages(deps, input, "configureSeparationOfDuties", { otherIds, decide, write: writeEntry });

/** SOD-2, SOD-4: whoever holds the other package cannot get this one; on demand the other way round as well. */
export const addIncompatiblePackage = (
  deps: Deps,
  input: OtherPackageInput & { readonly alsoReverse: boolean },
): Promise<Decided> =>
  changeLists(
    deps,
    input,
    async (tx, now) => {
      const wanted = await loadListedPackage(tx, input.packageId);
      if (!wanted) return notFound;
      const other = await loadOtherPackage(tx, input.personId, input.otherId);
      return decideIncompatiblePackage({ package: wanted, other }, input, now);
    },
    [input.otherId],
  );

/** SOD-1: also where the other package is in a catalog the editor does not see: the list is theirs. */
export const removeIncompatiblePackage = (deps: Deps, input: OtherPackageInput): Promise<Decided> =>
  changeLists(deps, input, async (tx, now) => {
    const wanted = await loadListedPackage(tx, input.packageId);
    return wanted ? decidePackageWithdrawal(wanted, input.otherId, now) : notFound;
  });

/** SOD-8: whoever is in the group cannot get this package. */
export const addIncompatibleGroup = (deps: Deps, input: IncompatibleGroupInput): Promise<Decided> =>
  changeLists(deps, input, async (tx, now) => {
    const wanted = await loadListedPackage(tx, input.packageId);
    if (!wanted) return notFound;
    const group = await loadNamedGroup(tx, input.groupId);
    const givenGroupIds = await loadGivenGroupIds(tx, input.packageId);
    return decideIncompatibleGroup({ package: wanted, group, givenGroupIds }, now);
  });

/** SOD-1 */
export const removeIncompatibleGroup = (deps: Deps, input: IncompatibleGroupInput): Promise<Decided> =>
  changeLists(deps, input, async (tx, now) => {
    const wanted = await loadListedPackage(tx, input.packageId);
    return wanted ? decideGroupWithdrawal(wanted, input.groupId, now) : notFound;
  });

/** SOD-34: tags this package as made for people who need what the other one gives, too. */
export const addOverride = (deps: Deps, input: OtherPackageInput): Promise<Decided> =>
  changeLists(
    deps,
    input,
    async (tx, now) => {
      const wanted = await loadOverridingPackage(tx, input.packageId);
      if (!wanted) return notFound;
      const other = await loadOtherPackage(tx, input.personId, input.otherId);
      return decideOverride({ package: wanted, other }, now);
    },
    [input.otherId],
  );

/** SOD-34 */
export const removeOverride = (deps: Deps, input: OtherPackageInput): Promise<Decided> =>
  changeLists(deps, input, async (tx, now) => {
    const wanted = await loadOverridingPackage(tx, input.packageId);
    return wanted ? decideOverrideRemoval(wanted, input.otherId, now) : notFound;
  });

/** Writes one entry of one list, or takes it off. */
async function writeEntry(tx: Transaction, event: PackageEvent): Promise<void> {
  const { packageId, at } = event;
  switch (event.kind) {
    case "incompatiblePackageAdded":
      await tx.insert(incompatiblePackages).values({ packageId, incompatiblePackageId: event.other.id });
      break;
    case "incompatiblePackageRemoved": {
      const { packageId: listing, incompatiblePackageId: listed } = incompatiblePackages;
      await tx.delete(incompatiblePackages).where(and(eq(listing, packageId), eq(listed, event.other.id)));
      break;
    }
    case "incompatibleGroupAdded":
      await tx.insert(incompatibleGroups).values({ packageId, groupId: event.group.id });
      break;
    case "incompatibleGroupRemoved": {
      const { packageId: listing, groupId: listed } = incompatibleGroups;
      await tx.delete(incompatibleGroups).where(and(eq(listing, packageId), eq(listed, event.group.id)));
      break;
    }
    case "overrideAdded":
      await tx.insert(overridePackages).values({ packageId, overriddenPackageId: event.other.id });
      break;
    case "overrideRemoved": {
      const { packageId: overriding, overriddenPackageId: overridden } = overridePackages;
      await tx.delete(overridePackages).where(and(eq(overriding, packageId), eq(overridden, event.other.id)));
      break;
    }
    default:
      return;
  }
  await tx.update(accessPackages).set({ modifiedAt: at }).where(eq(accessPackages.id, packageId));
}
