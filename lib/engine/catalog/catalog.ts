import { z } from "zod";
import type { CatalogId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import type { CatalogEvent } from "./events";
import type { CatalogRefusal } from "./refusals";

/** CAT-7: what an administrator says of a catalog. LIM-30, LIM-31 bound the texts. */
export const catalogFormSchema = z.object({
  displayName: z.string().trim().min(1, "Give it a name.").max(limits.nameChars, "This is too long."),
  description: z
    .string()
    .trim()
    .min(1, "Say what is in it; requestors read this.")
    .max(limits.descriptionChars, "This is too long."),
  /** CAT-10: whether its packages can be asked for at all. */
  isPublished: z.boolean(),
  /** CAT-12, CAT-16: whether guests can ask for them; off unless somebody switches it on. */
  isExternallyVisible: z.boolean(),
});
export type CatalogForm = z.infer<typeof catalogFormSchema>;

/** A catalog as it is now. */
export type Catalog = CatalogForm & {
  readonly id: CatalogId;
  /** CAT-5: the one that is always there. */
  readonly isGeneral: boolean;
  readonly version: number;
};

/** Whether another catalog has that name, compared without regard to case (CAT-8). */
type NameFacts = { readonly isNameTaken: boolean };

type Decided = Result<CatalogEvent | null, CatalogRefusal>;

/** CAT-20 is a matter of rights; who creates it and administers nothing else becomes its owner (CAT-21, `roles.ts`). */
export function decideCatalogCreation(
  { isNameTaken }: NameFacts,
  form: CatalogForm,
  catalogId: CatalogId,
  now: Date,
): Result<CatalogEvent, CatalogRefusal> {
  if (isNameTaken) return err({ code: "nameTaken", displayName: form.displayName });
  return ok({ kind: "catalogCreated", at: now, catalogId, after: form });
}

const formFields = Object.keys(catalogFormSchema.shape) as readonly (keyof CatalogForm)[];

const only = (form: CatalogForm, fields: readonly (keyof CatalogForm)[]): Partial<CatalogForm> =>
  Object.fromEntries(fields.map((field) => [field, form[field]]));

/** CAT-6, CAT-24: what is edited, by whoever read the catalog as it is (ERR-50). Null where it is as wanted already. */
export function decideCatalogUpdate(
  facts: NameFacts & { readonly catalog: Catalog; readonly lastEditor: string | null },
  command: { readonly form: CatalogForm; readonly version: number },
  now: Date,
): Decided {
  const { catalog, lastEditor } = facts;
  const changed = formFields.filter((field) => command.form[field] !== catalog[field]);
  if (command.version !== catalog.version) {
    return err({ code: "staleVersion", of: "catalog", by: lastEditor, current: only(catalog, changed) });
  }
  if (changed.length === 0) return ok(null);
  if (facts.isNameTaken) return err({ code: "nameTaken", displayName: command.form.displayName });
  return ok({
    kind: "catalogUpdated",
    at: now,
    catalogId: catalog.id,
    before: only(catalog, changed),
    after: only(command.form, changed),
  });
}

/** CAT-6, CAT-25: the General catalog stays, and a catalog with packages in it does too. */
export function decideCatalogDeletion(
  { catalog, packageCount }: { readonly catalog: Catalog; readonly packageCount: number },
  now: Date,
): Result<CatalogEvent, CatalogRefusal> {
  if (catalog.isGeneral) return err({ code: "generalCatalogProtected" });
  if (packageCount > 0) return err({ code: "catalogNotEmpty", packages: packageCount });
  return ok({
    kind: "catalogDeleted",
    at: now,
    catalogId: catalog.id,
    before: only(catalog, formFields) as CatalogForm,
  });
}
