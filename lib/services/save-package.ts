import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { accessPackages, catalogs, packageResourceRoles } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, PersonId, PolicyId, ResourceRoleId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import { decidePackageCreation, decidePackageUpdate, type PackageForm } from "@/lib/engine/package/package";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import type { PolicyForm } from "@/lib/engine/policy/form";
import { decidePolicyCreation } from "@/lib/engine/policy/save";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadCatalogRights } from "@/lib/facts/catalogs";
import { loadPerson } from "@/lib/facts/people";
import { loadPolicyForms } from "@/lib/facts/policy-forms";
import { isPackageNameTaken, loadGivenRoles, loadRolesOfCatalog, loadStoredPackage } from "@/lib/facts/stored-packages";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { changePackage, type PackageInput } from "./package-editor";
import { insertPolicy, loadPolicyFacts } from "./save-policy";
import { refusedWhereTaken } from "./unique-name";
import { writePackageEvent } from "./write-package-event";

export type CreatePackageInput = {
  readonly personId: PersonId;
  readonly catalogId: CatalogId;
  readonly form: PackageForm;
  readonly roleIds: readonly ResourceRoleId[];
  /** POL-1: those it starts with. */
  readonly policies: readonly PolicyForm[];
};

type Created = Result<AccessPackageId, PackageRefusal>;

/**
 * P20, CAT-22: makes a package with what it gives and its first policies, all or nothing. The catalog cannot be deleted
 * meanwhile.
 */
export async function createPackage(deps: Deps, input: CreatePackageInput): Promise<Created> {
  const now = await deps.clock.now();
  try {
    return await whereNameIsFree(input.form, () =>
      inTransaction(deps.db, async (tx) => {
        const maker = await loadMaker(tx, input);
        if (!maker.ok) return maker;
        const packageId = newId(now) as AccessPackageId;
        const made = await makePackage(tx, packageId, input, now);
        if (!made.ok) return made;
        const { id: personId, displayName } = maker.value;
        const actor = { kind: "person", personId, displayName } as const;
        for (const event of made.value) await writePackageEvent(tx, { event, actor, recordedAt: now });
        return ok(packageId);
      }),
    );
  } catch (error) {
    if (error instanceof PolicyRefused) return err(error.refusal);
    throw error;
  }
}

/** LIM-30 */
const whereNameIsFree = <Value>(
  { displayName }: PackageForm,
  work: () => Promise<Result<Value, PackageRefusal>>,
): Promise<Result<Value, PackageRefusal>> =>
  refusedWhereTaken<Value, PackageRefusal>("access_packages_name_key", { code: "nameTaken", displayName }, work);

/** P20: the copy of a package: what it gives and its policies, in the same catalog (CAT-3) and under another name. */
export async function duplicatePackage(
  deps: Deps,
  { packageId, ...input }: PackageInput & { readonly form: PackageForm },
): Promise<Created> {
  const source = await loadStoredPackage(deps.db, packageId);
  if (!source) return err({ code: "packageNotFound" });
  const roles = await loadGivenRoles(deps.db, packageId);
  const made = await createPackage(deps, {
    ...input,
    catalogId: source.catalogId,
    roleIds: roles.map((role) => role.id),
    policies: await loadPolicyForms(deps.db, packageId),
  });
  // DEL-23: to whoever does not see the catalog there is no package to copy.
  return !made.ok && made.error.code === "catalogNotFound" ? err({ code: "packageNotFound" }) : made;
}

/** Undoes the transaction: a package is made with all of its policies or not at all. */
class PolicyRefused extends Error {
  readonly refusal: PackageRefusal;

  constructor(refusal: PackageRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** DEL-11, DEL-23: whoever may make packages in the catalog; it stays as it is until the transaction ends. */
async function loadMaker(
  tx: Transaction,
  { personId, catalogId }: CreatePackageInput,
): Promise<Result<Person, PackageRefusal>> {
  const [catalog] = await tx
    .select({ id: catalogs.id })
    .from(catalogs)
    .where(and(eq(catalogs.id, catalogId), isNull(catalogs.deletedAt)))
    .for("share");
  const person = await loadPerson(tx, personId);
  const rights = await loadCatalogRights(tx, personId, catalogId);
  if (!catalog || !person?.isEnabled || !rights.may("viewCatalog")) return err({ code: "catalogNotFound" });
  return rights.may("editPackages") ? ok(person) : err({ code: "roleNotSufficient" });
}

async function makePackage(
  tx: Transaction,
  packageId: AccessPackageId,
  { catalogId, form, policies, ...input }: CreatePackageInput,
  now: Date,
): Promise<Result<PackageEvent[], PackageRefusal>> {
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
  for (const policy of policies) events.push(await addPolicy(tx, packageId, policy, now));
  return ok(events);
}

async function addPolicy(tx: Transaction, packageId: AccessPackageId, form: PolicyForm, now: Date) {
  const policyId = newId(now) as PolicyId;
  const facts = await loadPolicyFacts(tx, { packageId, form }, policyId);
  const decided = decidePolicyCreation(facts, form, policyId, now);
  if (!decided.ok) throw new PolicyRefused(decided.error);
  await insertPolicy(tx, { packageId, policyId, form, at: now });
  return decided.value;
}

/** P22, WHO-62, ERR-50: edits what is said of a package. */
export const updatePackage = (
  deps: Deps,
  input: PackageInput & { readonly form: PackageForm; readonly version: number },
): Promise<Result<PackageEvent | null, PackageRefusal>> =>
  whereNameIsFree(input.form, () =>
    changePackage(deps, input, "editPackages", {
      decide: async (tx, now) => {
        const stored = await loadStoredPackage(tx, input.packageId);
        if (!stored) return err({ code: "packageNotFound" });
        const isNameTaken = await isPackageNameTaken(tx, stored.catalogId, input.form.displayName, stored.id);
        return decidePackageUpdate({ stored, isNameTaken }, input, now);
      },
      write: async (tx, { packageId, at }) => {
        const values = { ...input.form, version: input.version + 1, modifiedAt: at };
        await tx.update(accessPackages).set(values).where(eq(accessPackages.id, packageId));
      },
    }),
  );
