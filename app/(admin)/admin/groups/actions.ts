"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { directoryRefused } from "@/lib/client/directory-refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import { groupRoles } from "@/lib/engine/group/events";
import { groupFormSchema } from "@/lib/engine/group/group";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { createGroup, updateGroup } from "@/lib/services/change-group";
import { addMembers, removeMember } from "@/lib/services/change-members";
import { nestGroup, unnestGroup } from "@/lib/services/change-nesting";
import { liveDeps } from "@/lib/services/deps";
import { address } from "../address";

const groupId = z.uuid().transform((id) => id as GroupId);
const personId = z.uuid().transform((id) => id as PersonId);

const formInput = z.object({
  displayName: typedText(limits.nameChars).pipe(groupFormSchema.shape.displayName),
  description: typedText(limits.descriptionChars).pipe(groupFormSchema.shape.description),
});

/** Makes a group and opens it. */
export async function createGroupAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = formInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const made = await createGroup(liveDeps(), { actorId, form: parsed.data });
  if (!made.ok) return directoryRefused(form, made.error);
  redirect(address(`/admin/groups/${made.value}`));
}

const updateInput = formInput.extend({ groupId, version: z.coerce.number().int() });

/** Saves what was edited and shows the group. */
export async function updateGroupAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = updateInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { groupId: id, version, ...fields } = parsed.data;
  const saved = await updateGroup(liveDeps(), { actorId, groupId: id, version, form: fields });
  if (!saved.ok) {
    // The page reads the group anew, so that saving again knowingly replaces what is there now (ERR-50).
    if (saved.error.code === "staleVersion") refresh();
    return directoryRefused(form, saved.error);
  }
  redirect(address(`/admin/groups/${id}`));
}

/** How many people one form adds; more come by an import. */
const peopleAtOnce = 100;

const additionInput = z.object({
  groupId,
  role: z.enum(groupRoles, "Choose what they become."),
  people: z
    .array(personId)
    .min(1, "Choose who is added.")
    .max(peopleAtOnce, `At most ${peopleAtOnce} people at once. Import a file for more.`),
});

/** RES-4: makes people members or owners. */
export async function addMembersAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const people = form instanceof FormData ? form.getAll("people") : [];
  const parsed = additionInput.safeParse({ ...fieldsOf(form), people });
  if (!parsed.success) return invalid(form, parsed.error);
  const { people: personIds, ...input } = parsed.data;
  const added = await addMembers(liveDeps(), { ...input, actorId, personIds });
  if (!added.ok) return directoryRefused(form, added.error);
  refresh();
  const count = added.value.length;
  return done(count === 0 ? "They were in the group already." : count === 1 ? "Added." : `${count} people were added.`);
}

const ticked = z
  .string()
  .optional()
  .transform((value) => value === "on");

const removalInput = z.object({ groupId, personId, role: z.enum(groupRoles), isDeliveredConfirmed: ticked });

/** RES-4, ASN-32: takes somebody out. */
export async function removeMemberAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = removalInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const removed = await removeMember(liveDeps(), { ...parsed.data, actorId });
  if (!removed.ok) return directoryRefused(form, removed.error);
  refresh();
  return done("Taken out of the group.");
}

const nestingInput = z.object({ groupId, innerId: z.uuid("Choose a group.").transform((id) => id as GroupId) });

/** WHO-20: puts a group into this one. */
export async function nestGroupAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = nestingInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const nested = await nestGroup(liveDeps(), { ...parsed.data, actorId });
  if (!nested.ok) return directoryRefused(form, nested.error);
  refresh();
  return done(nested.value.length === 0 ? "It was in this group already." : "The group is in this one now.");
}

/** WHO-20: takes a group out of this one. */
export async function unnestGroupAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = nestingInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const taken = await unnestGroup(liveDeps(), { ...parsed.data, actorId });
  if (!taken.ok) return directoryRefused(form, taken.error);
  refresh();
  return done("The group is not in this one any more.");
}
