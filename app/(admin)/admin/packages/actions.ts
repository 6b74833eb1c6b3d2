"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { packageRefused } from "@/lib/client/package-refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import type { AccessPackageId, ResourceRoleId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { packageFormSchema } from "@/lib/engine/package/package";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { changePackageRoles } from "@/lib/services/change-package-roles";
import { deletePackage } from "@/lib/services/delete-package";
import { liveDeps } from "@/lib/services/deps";
import { duplicatePackage, updatePackage } from "@/lib/services/save-package";
import { address } from "../address";

const packageId = z.uuid().transform((id) => id as AccessPackageId);
const roleId = z.uuid().transform((id) => id as ResourceRoleId);

/** More roles than a package ever gives; a form with more was made by hand. */
const ROLES_MAX = 500;
const roleIds = z.array(roleId).max(ROLES_MAX, "These are too many roles.");

const formInput = z.object({
  displayName: typedText(limits.nameChars).pipe(packageFormSchema.shape.displayName),
  description: typedText(limits.descriptionChars).pipe(packageFormSchema.shape.description),
  isHidden: z
    .string()
    .optional()
    .transform((value) => value === "on"),
});

/** LIM-30: a name that is taken is said where the name stands. */
function refused(form: FormData, refusal: PackageRefusal): ActionState {
  if (refusal.code !== "nameTaken") return packageRefused(form, refusal);
  const message = `Another package of this catalog is named ${refusal.displayName}.`;
  return invalid(form, { issues: [{ path: ["displayName"], message }] });
}

/** Every value a form sends under one name. */
const allOf = (form: FormData, name: string): FormDataEntryValue[] =>
  form instanceof FormData ? form.getAll(name) : [];

const updateInput = formInput.extend({ packageId, version: z.coerce.number().int() });

/** P22: saves what is said of a package and shows it. */
export async function updatePackageAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = updateInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId: id, version, ...fields } = parsed.data;
  const saved = await updatePackage(liveDeps(), { personId, packageId: id, version, form: fields });
  if (!saved.ok) {
    // The page reads the package anew, so that saving again knowingly replaces what is there now (ERR-50).
    if (saved.error.code === "staleVersion") refresh();
    return refused(form, saved.error);
  }
  redirect(address(`/admin/packages/${id}`));
}

const copyInput = formInput.extend({ packageId });

/** P20: makes a copy of a package with its roles and policies, and opens it. */
export async function duplicatePackageAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = copyInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId: id, ...fields } = parsed.data;
  const made = await duplicatePackage(liveDeps(), { personId, packageId: id, form: fields });
  if (!made.ok) return refused(form, made.error);
  redirect(address(`/admin/packages/${made.value}`));
}

const deletionInput = z.object({ packageId });

/** WHO-59: deletes a package that nobody holds and nobody asks for. */
export async function deletePackageAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = deletionInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const deleted = await deletePackage(liveDeps(), { personId, ...parsed.data });
  if (!deleted.ok) return refused(form, deleted.error);
  redirect(address("/admin/packages"));
}

const rolesInput = z.object({ packageId, add: roleIds.min(1, "Choose at least one role.") });

/** RES-32: the package gives some roles more, to whoever holds it already as well. */
export async function addRolesAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = rolesInput.safeParse({ ...fieldsOf(form), add: allOf(form, "add") });
  if (!parsed.success) return invalid(form, parsed.error);
  const changed = await changePackageRoles(liveDeps(), { personId, ...parsed.data, remove: [] });
  if (!changed.ok) return refused(form, changed.error);
  refresh();
  return done("The package gives them now. Whoever holds it gets them within minutes.");
}

const roleInput = z.object({ packageId, roleId });

/** RES-33: the package does not give a role any more, and whoever holds it by this package alone loses it. */
export async function removeRoleAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = roleInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId: id, roleId: removed } = parsed.data;
  const changed = await changePackageRoles(liveDeps(), { personId, packageId: id, add: [], remove: [removed] });
  if (!changed.ok) return refused(form, changed.error);
  refresh();
  return done("The package does not give it any more.");
}
