import { eq } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { accessPackages } from "@/db/schema";
import type { AccessPackageId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import { decidePackageUpdate, type PackageForm } from "@/lib/engine/package/package";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPolicyForms } from "@/lib/facts/policy-forms";
import { isPackageNameTaken, loadGivenRoles, loadStoredPackage } from "@/lib/facts/stored-packages";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { loadMaker, makePackage, type NewPackage } from "./make-package";
import { changePackage, type PackageInput } from "./package-editor";
import { allOrNothing } from "./undo";
import { refusedWhereTaken } from "./unique-name";
import { writePackageEvent } from "./write-package-event";

export type CreatePackageInput = NewPackage;

type Created = Result<AccessPackageId, PackageRefusal>;

/**
 * P20, CAT-22: makes a package with what it gives and its first policies, all or nothing. The catalog cannot be deleted
 * meanwhile.
 */
export async function createPackage(deps: Deps, input: CreatePackageInput): Promise<Created> {
  const now = await deps.clock.now();
  return whereNameIsFree(input.form, () =>
    allOrNothing((orUndo) =>
      inTransaction(deps.db, async (tx) => {
        const maker = await loadMaker(tx, input, now);
        if (!maker.ok) return maker;
        const packageId = newId(now) as AccessPackageId;
        const actor = actorOf(maker.value);
        const events = orUndo(await makePackage(tx, packageId, input, now));
        for (const event of events) await writePackageEvent(tx, { event, actor, recordedAt: now });
        return ok(packageId);
      }),
    ),
  );
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
