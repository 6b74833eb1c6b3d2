"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { directoryRefused } from "@/lib/client/directory-refusal-notice";
import { principalInput } from "@/lib/client/principal-input";
import { portalRoles } from "@/lib/engine/portal-role/roles";
import { assignPortalRole, removePortalRole } from "@/lib/services/change-portal-roles";
import { liveDeps } from "@/lib/services/deps";

const roleInput = z.object({
  role: z.enum(portalRoles, "Choose what they may do."),
  principal: principalInput("Choose who gets the role."),
});

/** P1, DEL-7: gives a person or a group a role that holds everywhere. */
export async function assignPortalRoleAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = roleInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const assigned = await assignPortalRole(liveDeps(), { ...parsed.data, actorId });
  if (!assigned.ok) return directoryRefused(form, assigned.error);
  refresh();
  return done(assigned.value ? "The role is given, from the next click on." : "They have that role already.");
}

/** P1: takes it away again. */
export async function removePortalRoleAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = roleInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const removed = await removePortalRole(liveDeps(), { ...parsed.data, actorId });
  if (!removed.ok) return directoryRefused(form, removed.error);
  refresh();
  return done("The role is taken away.");
}
