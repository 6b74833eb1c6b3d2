import { z } from "zod";
import type { AccessPackageId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import type { NamedRole, PackageEvent } from "./events";
import type { PackageRefusal } from "./refusals";

/** What an administrator says of a package, beside what it gives and under which policies. LIM-30, LIM-31. */
export const packageFormSchema = z.object({
  displayName: z.string().trim().min(1, "Give it a name.").max(limits.nameChars, "This is too long."),
  description: z
    .string()
    .trim()
    .min(1, "Say what it gives and whom it is for; requestors read this.")
    .max(limits.descriptionChars, "This is too long."),
  /** WHO-3, WHO-10: in no list, to be had by its link; off unless somebody switches it on. */
  isHidden: z.boolean(),
});
export type PackageForm = z.infer<typeof packageFormSchema>;
const formFields = Object.keys(packageFormSchema.shape) as readonly (keyof PackageForm)[];

/** A package as it is stored now. */
export type StoredPackage = PackageForm & {
  readonly id: AccessPackageId;
  readonly version: number;
  /** Who saved it last; null where nobody has since it was made. */
  readonly lastEditor: string | null;
};

/** LIM-30: whether another package of the catalog has that name, whatever its case. */
type NameFacts = { readonly isNameTaken: boolean };

/** P20, CAT-2: a package of a catalog, with roles of that catalog's resources. */
export function decidePackageCreation(
  facts: NameFacts & { readonly roles: readonly NamedRole[]; readonly unknownRoles: number },
  form: PackageForm,
  packageId: AccessPackageId,
  now: Date,
): Result<PackageEvent, PackageRefusal> {
  if (facts.isNameTaken) return err({ code: "nameTaken", displayName: form.displayName });
  if (facts.unknownRoles > 0) return err({ code: "roleNotInCatalog", count: facts.unknownRoles });
  return ok({ kind: "packageCreated", at: now, packageId, after: form, roles: facts.roles });
}

const only = (form: PackageForm, fields: readonly (keyof PackageForm)[]): Partial<PackageForm> =>
  Object.fromEntries(fields.map((field) => [field, form[field]]));

/** P22, WHO-62, ERR-50: what is said of a package changes, by whoever read it as it is. Null where it is as wanted. */
export function decidePackageUpdate(
  { stored, isNameTaken }: NameFacts & { readonly stored: StoredPackage },
  command: { readonly form: PackageForm; readonly version: number },
  now: Date,
): Result<PackageEvent | null, PackageRefusal> {
  const fields = formFields.filter((field) => command.form[field] !== stored[field]);
  if (command.version !== stored.version) return err({ code: "staleVersion", by: stored.lastEditor, fields });
  if (fields.length === 0) return ok(null);
  if (isNameTaken) return err({ code: "nameTaken", displayName: command.form.displayName });
  const { id: packageId } = stored;
  return ok({
    kind: "packageUpdated",
    at: now,
    packageId,
    before: only(stored, fields),
    after: only(command.form, fields),
  });
}
