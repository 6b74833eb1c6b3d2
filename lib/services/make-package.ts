import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, catalogs, packageResourceRoles } from "@/db/schema";
import type { Account } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, PersonId, PolicyId, ResourceRoleId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import { decidePackageCreation, type PackageForm } from "@/lib/engine/package/package";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import type { PolicyForm } from "@/lib/engine/policy/form";
import { decidePolicyCreation } from "@/lib/engine/policy/save";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadCatalogRights } from "@/lib/facts/catalogs";
import { loadAccount } from "@/lib/facts/people";
import { isPackageNameTaken, loadRolesOfCatalog } from "@/lib/facts/stored-packages";
import { newId } from "@/lib/platform/ids";
import { insertPolicy, loadPolicyFacts } from "./save-policy";
import { writeRefusedAttempt } from "./write-refused-attempt";

export type NewPackage = {
  readonly personId: PersonId;
  readonly catalogId: CatalogId;
  readonly form: PackageForm;
  readonly roleIds: readonly ResourceRoleId[];
  /** POL-1: those it starts with. */
  readonly policies: readonly PolicyForm[];
};

/**
 * P20, CAT-2: writes a package with what it gives and its first policies, by somebody who may make it (`loadMaker`), and
 * says what happened. The transaction around has to be undone where it refuses, for the package may be there already when
 * one of its policies is refused.
 */
export async function makePackage(
  tx: Transaction,
  packageId: AccessPackageId,
  input: Omit<NewPackage, "personId">,
  now: Date,
): Promise<Result<readonly PackageEvent[], PackageRefusal>> {
  const { catalogId, form } = input;
  const roleIds = [...new Set(input.roleIds)];
  const roles = await loadRolesOfCatalog(tx, catalogId, roleIds);
  const isNameTaken = await isPackageNameTaken(tx, catalogId, form.displayName, packageId);
  const facts = { isNameTaken, roles, unknownRoles: roleIds.length - roles.length };
  const decided = decidePackageCreation(facts, form, packageId, now);
  if (!decided.ok) return decided;
  await tx.insert(accessPackages).values({ id: packageId, catalogId, ...form, createdAt: now, modifiedAt: now });
  if (roles.length > 0) {
    await tx.insert(packageResourceRoles).values(roles.map(({ id }) => ({ packageId, resourceRoleId: id })));
  }
  const events = [decided.value];
  for (const policy of input.policies) {
    const added = await addPolicy(tx, packageId, policy, now);
    if (!added.ok) return added;
    events.push(added.value);
  }
  return ok(events);
}

/**
 * DEL-11, DEL-23: whoever may make packages in the catalog, which stays as it is until the transaction ends. Where it
 * refuses, that they tried is all that is written (AUD-6).
 */
export async function loadMaker(
  tx: Transaction,
  { personId, catalogId }: Pick<NewPackage, "personId" | "catalogId">,
  now: Date,
): Promise<Result<Account, PackageRefusal>> {
  const [catalog] = await tx
    .select({ id: catalogs.id })
    .from(catalogs)
    .where(and(eq(catalogs.id, catalogId), isNull(catalogs.deletedAt)))
    .for("share");
  const person = await loadAccount(tx, personId);
  const rights = await loadCatalogRights(tx, personId, catalogId);
  if (!catalog || !person?.isEnabled) return err({ code: "catalogNotFound" });
  if (rights.may("editPackages")) return ok(person);
  await writeRefusedAttempt(tx, person, "editPackages", { at: now, catalogId });
  return err({ code: rights.may("viewCatalog") ? "roleNotSufficient" : "catalogNotFound" });
}

async function addPolicy(tx: Transaction, packageId: AccessPackageId, form: PolicyForm, now: Date) {
  const policyId = newId(now) as PolicyId;
  const facts = await loadPolicyFacts(tx, { packageId, form }, policyId);
  const decided = decidePolicyCreation(facts, form, policyId, now);
  if (decided.ok) await insertPolicy(tx, { packageId, policyId, form, at: now });
  return decided;
}
