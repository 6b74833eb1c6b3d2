import type { AccessPackageId, ResourceRoleId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import type { NamedRole, PackageEvent } from "./events";
import type { PackageRefusal } from "./refusals";

export type PackageRolesFacts = {
  readonly packageId: AccessPackageId;
  /** What the package gives now. */
  readonly given: readonly NamedRole[];
  /** RES-2: those of the roles asked for that are in the catalog of the package. */
  readonly available: readonly NamedRole[];
  /** SOD-9: those that would bring their holders into a group the package excludes, with the name of the group. */
  readonly excluded: ReadonlyMap<ResourceRoleId, string>;
};

export type PackageRolesCommand = {
  readonly add: readonly ResourceRoleId[];
  readonly remove: readonly ResourceRoleId[];
};

/**
 * WHO-60, RES-40: other roles for a package, what is added and what is removed in one change. A role named on both sides
 * stays. SOD-9: nothing that would keep holders from renewing it. Null where the package is as wanted already.
 */
export function decidePackageRoles(
  { packageId, given, available, excluded }: PackageRolesFacts,
  { add, remove }: PackageRolesCommand,
  now: Date,
): Result<PackageEvent | null, PackageRefusal> {
  const known = new Map(available.map((role) => [role.id, role]));
  const missing = new Set(add.filter((id) => !known.has(id)));
  if (missing.size > 0) return err({ code: "roleNotInCatalog", count: missing.size });
  const wanted = new Set(add);
  const had = new Set(given.map((role) => role.id));
  const added = available.filter(({ id }) => wanted.has(id) && !had.has(id));
  const [group] = added.flatMap(({ id }) => excluded.get(id) ?? []);
  if (group !== undefined) return err({ code: "incompatibleSelf", group });
  const removed = given.filter(({ id }) => remove.includes(id) && !wanted.has(id));
  if (added.length === 0 && removed.length === 0) return ok(null);
  return ok({ kind: "packageRolesChanged", at: now, packageId, added, removed });
}
