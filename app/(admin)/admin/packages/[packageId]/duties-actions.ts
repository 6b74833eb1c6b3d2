"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { counterpartInput } from "@/lib/client/counterpart-input";
import { packageRefused } from "@/lib/client/package-refusal-notice";
import type { AccessPackageId } from "@/lib/engine/ids";
import { liveDeps } from "@/lib/services/deps";
import {
  addIncompatibleGroup,
  addIncompatiblePackage,
  addOverride,
  removeIncompatibleGroup,
  removeIncompatiblePackage,
  removeOverride,
} from "@/lib/services/separation-of-duties";

const anyPackage = z.uuid().transform((id) => id as AccessPackageId);

const pairInput = z.object({ packageId: anyPackage, counterpart: counterpartInput });

const exclusionInput = pairInput.extend({
  alsoReverse: z
    .string()
    .optional()
    .transform((value) => value === "on"),
});

/** SOD-1, SOD-4: puts a package or a group on the package's lists. */
export async function excludeAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = exclusionInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId, counterpart, alsoReverse } = parsed.data;
  const input = { personId, packageId };
  const changed =
    counterpart.kind === "package"
      ? await addIncompatiblePackage(liveDeps(), { ...input, otherId: counterpart.packageId, alsoReverse })
      : await addIncompatibleGroup(liveDeps(), { ...input, groupId: counterpart.groupId });
  if (!changed.ok) return packageRefused(form, changed.error);
  refresh();
  return done("It is on the list.");
}

/** SOD-1: takes it off. */
export async function allowAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = pairInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId, counterpart } = parsed.data;
  const input = { personId, packageId };
  const changed =
    counterpart.kind === "package"
      ? await removeIncompatiblePackage(liveDeps(), { ...input, otherId: counterpart.packageId })
      : await removeIncompatibleGroup(liveDeps(), { ...input, groupId: counterpart.groupId });
  if (!changed.ok) return packageRefused(form, changed.error);
  refresh();
  return done("It is off the list.");
}

const overrideInput = z.object({
  packageId: anyPackage,
  override: counterpartInput.transform((of, context) => {
    if (of.kind === "package") return of.packageId;
    context.addIssue({ code: "custom", message: "Choose a package." });
    return z.NEVER;
  }),
});

/** SOD-34: tags the package as an exception to another one. */
export async function addOverrideAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = overrideInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId, override: otherId } = parsed.data;
  const changed = await addOverride(liveDeps(), { personId, packageId, otherId });
  if (!changed.ok) return packageRefused(form, changed.error);
  refresh();
  return done("The package is marked as an exception.");
}

/** SOD-34: takes the tag off. */
export async function removeOverrideAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = overrideInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { packageId, override: otherId } = parsed.data;
  const changed = await removeOverride(liveDeps(), { personId, packageId, otherId });
  if (!changed.ok) return packageRefused(form, changed.error);
  refresh();
  return done("The mark is gone.");
}
