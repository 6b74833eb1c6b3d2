"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { directoryRefused } from "@/lib/client/directory-refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import type { PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { personLimits, personTextsSchema } from "@/lib/engine/person/person";
import { createPerson, updatePerson } from "@/lib/services/change-person";
import { liveDeps } from "@/lib/services/deps";
import { setPersonEnabled } from "@/lib/services/set-person-enabled";
import { address } from "../address";

const personId = z.uuid().transform((id) => id as PersonId);

const accountInput = z.object({
  personId,
  reason: typedText(limits.justificationChars).refine((text) => text.trim() !== "", "Say why."),
});

const one = z
  .union([z.literal(""), personId])
  .optional()
  .transform((id) => id || null);

/** What every form about a person sends, beside manager and sponsors; without a sign-in name the address is it. */
const textsInput = z.object({
  displayName: typedText(limits.nameChars),
  email: typedText(personLimits.addressChars),
  userPrincipalName: typedText(personLimits.addressChars),
  kind: z.string().optional().default(""),
  jobTitle: typedText(personLimits.jobTitleChars),
  department: typedText(personLimits.departmentChars),
  preferredLanguage: typedText(personLimits.addressChars),
});

const formInput = textsInput
  .transform((texts) => ({ ...texts, userPrincipalName: texts.userPrincipalName.trim() || texts.email }))
  .pipe(personTextsSchema);

const relationsInput = z.object({
  manager: one,
  sponsors: z.array(personId).max(personLimits.sponsorsMax, `At most ${personLimits.sponsorsMax} sponsors.`),
});

/** A form about a person, or everything that is wrong with it. */
function personFormIn(form: FormData) {
  const fields = fieldsOf(form);
  const texts = formInput.safeParse(fields);
  const sponsors = form instanceof FormData ? form.getAll("sponsors") : [];
  const relations = relationsInput.safeParse({ ...fields, sponsors });
  if (!texts.success || !relations.success) {
    const issues = [texts, relations].flatMap((each) => (each.success ? [] : each.error.issues));
    return { success: false as const, error: { issues } };
  }
  const { manager: managerId, sponsors: sponsorIds } = relations.data;
  return { success: true as const, data: { ...texts.data, managerId, sponsorIds } };
}

/** Puts a person into the directory and shows them. */
export async function createPersonAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = personFormIn(form);
  if (!parsed.success) return invalid(form, parsed.error);
  const made = await createPerson(liveDeps(), { actorId, form: parsed.data });
  if (!made.ok) return directoryRefused(form, made.error);
  redirect(address(`/admin/people/${made.value}`));
}

const savedInput = z.object({ personId, version: z.coerce.number().int() });

/** Saves what was edited and shows the person. */
export async function updatePersonAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const saved = savedInput.safeParse(fieldsOf(form));
  if (!saved.success) return invalid(form, saved.error);
  const parsed = personFormIn(form);
  if (!parsed.success) return invalid(form, parsed.error);
  const updated = await updatePerson(liveDeps(), { ...saved.data, actorId, form: parsed.data });
  if (!updated.ok) {
    // The page reads the person anew, so that saving again knowingly replaces what is there now (ERR-50).
    if (updated.error.code === "staleVersion") refresh();
    return directoryRefused(form, updated.error);
  }
  redirect(address(`/admin/people/${saved.data.personId}`));
}

/** Switches an account off and shows the person. */
export async function disablePersonAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = accountInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const switched = await setPersonEnabled(liveDeps(), { ...parsed.data, actorId, isEnabled: false });
  if (!switched.ok) return directoryRefused(form, switched.error);
  redirect(address(`/admin/people/${parsed.data.personId}`));
}

/** Switches an account on again. */
export async function enablePersonAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = accountInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const switched = await setPersonEnabled(liveDeps(), { ...parsed.data, actorId, isEnabled: true });
  if (!switched.ok) return directoryRefused(form, switched.error);
  refresh();
  return done("The account is enabled.");
}
