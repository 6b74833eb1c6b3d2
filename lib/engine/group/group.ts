import { z } from "zod";
import type { DirectoryRefusal, FieldNow } from "@/lib/engine/directory-refusals";
import type { GroupId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import type { GroupEvent } from "./events";

/** What an administrator says of a group; bounded like every name and description (LIM-30, LIM-31). */
export const groupFormSchema = z.object({
  displayName: z.string().trim().min(1, "Give it a name.").max(limits.nameChars, "This is too long."),
  description: z.string().trim().max(limits.descriptionChars, "This is too long."),
});
export type GroupForm = z.infer<typeof groupFormSchema>;

/** A group as it is now. */
export type Group = GroupForm & { readonly id: GroupId; readonly version: number };

/** Whether another group has that name, compared without regard to case. */
type NameFacts = { readonly isNameTaken: boolean };

export function decideGroupCreation(
  { isNameTaken }: NameFacts,
  form: GroupForm,
  groupId: GroupId,
  now: Date,
): Result<GroupEvent, DirectoryRefusal> {
  if (isNameTaken) return err({ code: "groupNameTaken", displayName: form.displayName });
  return ok({ kind: "groupCreated", at: now, groupId, after: form });
}

const fieldNames = { displayName: "The name", description: "The description" } as const;
const formFields = ["displayName", "description"] as const satisfies readonly (keyof GroupForm)[];

const only = (form: GroupForm, fields: readonly (keyof GroupForm)[]): Partial<GroupForm> =>
  Object.fromEntries(fields.map((field) => [field, form[field]]));

/** What is edited, by whoever read the group as it is (ERR-50). Null where it is as wanted already. */
export function decideGroupUpdate(
  facts: NameFacts & { readonly group: Group; readonly lastEditor: string | null },
  command: { readonly form: GroupForm; readonly version: number },
  now: Date,
): Result<GroupEvent | null, DirectoryRefusal> {
  const { group, lastEditor } = facts;
  const changed = formFields.filter((field) => command.form[field] !== group[field]);
  if (command.version !== group.version) {
    const current = changed.map((field): FieldNow => ({ name: fieldNames[field], text: group[field] || "empty" }));
    return err({ code: "staleVersion", by: lastEditor, current });
  }
  if (changed.length === 0) return ok(null);
  if (facts.isNameTaken) return err({ code: "groupNameTaken", displayName: command.form.displayName });
  const [before, after] = [only(group, changed), only(command.form, changed)];
  return ok({ kind: "groupUpdated", at: now, groupId: group.id, before, after });
}
