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
import { liveDeps } from "@/lib/services/deps";
import { setPersonEnabled } from "@/lib/services/set-person-enabled";
import { address } from "../address";

const personId = z.uuid().transform((id) => id as PersonId);

const accountInput = z.object({
  personId,
  reason: typedText(limits.justificationChars).refine((text) => text.trim() !== "", "Say why."),
});

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
