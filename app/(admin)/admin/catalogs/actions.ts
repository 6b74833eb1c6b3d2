"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { attributesInput } from "@/lib/client/attributes-input";
import { catalogRefused } from "@/lib/client/catalog-refusal-notice";
import { principalInput } from "@/lib/client/principal-input";
import { typedText } from "@/lib/client/typed-text";
import { catalogFormSchema } from "@/lib/engine/catalog/catalog";
import { originSystems } from "@/lib/engine/catalog/resources";
import { catalogRoles } from "@/lib/engine/catalog/roles";
import type { CatalogId, ResourceId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import {
  assignCatalogRole,
  createCatalog,
  deleteCatalog,
  removeCatalogRole,
  updateCatalog,
} from "@/lib/services/change-catalog";
import { addResource, removeResource } from "@/lib/services/change-resources";
import { liveDeps } from "@/lib/services/deps";
import { setResourceAttributes } from "@/lib/services/set-resource-attributes";
import { address } from "../address";

/** A box that is ticked or not. */
const ticked = z
  .string()
  .optional()
  .transform((value) => value === "on");

const catalogId = z.uuid().transform((id) => id as CatalogId);

const formInput = z.object({
  displayName: typedText(limits.nameChars).pipe(catalogFormSchema.shape.displayName),
  description: typedText(limits.descriptionChars).pipe(catalogFormSchema.shape.description),
  isPublished: ticked,
  isExternallyVisible: ticked,
});

/** CAT-20: makes a catalog and opens it. */
export async function createCatalogAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = formInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const made = await createCatalog(liveDeps(), { personId, form: parsed.data });
  if (!made.ok) return catalogRefused(form, made.error);
  redirect(address(`/admin/catalogs/${made.value}`));
}

const updateInput = formInput.extend({ catalogId, version: z.coerce.number().int() });

/** CAT-24: saves what was edited and shows the catalog. */
export async function updateCatalogAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = updateInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { catalogId: id, version, ...fields } = parsed.data;
  const saved = await updateCatalog(liveDeps(), { personId, catalogId: id, version, form: fields });
  if (!saved.ok) {
    // The page reads the catalog anew, so that saving again knowingly replaces what is there now (ERR-50).
    if (saved.error.code === "staleVersion") refresh();
    return catalogRefused(form, saved.error);
  }
  redirect(address(`/admin/catalogs/${id}`));
}

const deletionInput = z.object({ catalogId });

/** CAT-25 */
export async function deleteCatalogAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = deletionInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const deleted = await deleteCatalog(liveDeps(), { personId, ...parsed.data });
  if (!deleted.ok) return catalogRefused(form, deleted.error);
  redirect(address("/admin/catalogs"));
}

const roleInput = z.object({
  catalogId,
  role: z.enum(catalogRoles, "Choose what they may do."),
  principal: principalInput("Choose who gets the role."),
});

/** DEL-8: lets a person or a group look after the catalog. */
export async function assignCatalogRoleAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = roleInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const assigned = await assignCatalogRole(liveDeps(), { personId, ...parsed.data });
  if (!assigned.ok) return catalogRefused(form, assigned.error);
  refresh();
  return done(assigned.value ? "The role is given, from the next click on." : "They have that role already.");
}

const removalInput = roleInput.extend({ isLastOwnerConfirmed: ticked });

/** CAT-27, CAT-28 */
export async function removeCatalogRoleAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = removalInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const removed = await removeCatalogRole(liveDeps(), { personId, ...parsed.data });
  if (!removed.ok) return catalogRefused(form, removed.error);
  refresh();
  return done("The role is taken away.");
}

const additionInput = z.object({
  catalogId,
  originSystem: z.enum(originSystems),
  originId: typedText(limits.descriptionChars),
});

/** CAT-31, CAT-36: puts a group, an application or a site into the catalog. */
export async function addResourceAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = additionInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { catalogId: id, ...origin } = parsed.data;
  const added = await addResource(liveDeps(), { personId, catalogId: id, origin });
  if (!added.ok) return catalogRefused(form, added.error);
  refresh();
  return done("It is in the catalog now.");
}

const resourceInput = z.object({ catalogId, resourceId: z.uuid().transform((id) => id as ResourceId) });

/** CAT-40 */
export async function removeResourceAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = resourceInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const removed = await removeResource(liveDeps(), { personId, ...parsed.data });
  if (!removed.ok) return catalogRefused(form, removed.error);
  refresh();
  return done("It is not in the catalog any more.");
}

const attributesVersion = resourceInput.extend({ version: z.coerce.number().int() });

/** CAT-46, CAT-57: says what of a profile a resource needs from now on. */
export async function setAttributesAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const fields = fieldsOf(form);
  const parsed = attributesVersion.safeParse(fields);
  if (!parsed.success) return invalid(form, parsed.error);
  const attributes = attributesInput(fields.attributes);
  if (!attributes.ok) return invalid(form, attributes.error);
  const saved = await setResourceAttributes(liveDeps(), { personId, ...parsed.data, attributes: attributes.value });
  if (!saved.ok) {
    // The page reads them anew, so that saving again knowingly replaces what is there now (ERR-50).
    if (saved.error.code === "staleVersion") refresh();
    return catalogRefused(form, saved.error);
  }
  redirect(address(`/admin/catalogs/${parsed.data.catalogId}`, { tab: "resources" }));
}
