"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, formValues, invalid } from "@/lib/client/action-state";
import { directoryRefused } from "@/lib/client/directory-refusal-notice";
import { tokenInput } from "@/lib/client/token-input";
import { type TokenState, tokenRefused } from "@/lib/client/token-state";
import { typedText } from "@/lib/client/typed-text";
import type { PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { serviceFormSchema } from "@/lib/engine/service/service";
import { configuredIssuer } from "@/lib/graph/http/issuer";
import { createService, setServiceEnabled, updateService } from "@/lib/services/change-service";
import { createToken } from "@/lib/services/create-token";
import { liveDeps } from "@/lib/services/deps";
import { address } from "../../address";

const serviceId = z
  .uuid("The service cannot be read from the form. Load the page again.")
  .transform((id) => id as PersonId);

/** Without an issuer nobody is asked for a client id, and the form sends none. */
const formInput = z
  .object({
    displayName: typedText(limits.nameChars * 2),
    clientId: typedText(limits.nameChars * 2)
      .optional()
      .default(""),
  })
  .pipe(serviceFormSchema);

const issuerUrl = () => configuredIssuer()?.url ?? null;

/** Adds a service and shows it. */
export async function createServiceAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = formInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const made = await createService(liveDeps(), { actorId, form: parsed.data, issuer: issuerUrl() });
  if (!made.ok) return directoryRefused(form, made.error);
  redirect(address(`/admin/settings/services/${made.value}`));
}

const savedInput = z.object({ serviceId, version: z.coerce.number().int() });

/** Saves what was edited. */
export async function updateServiceAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const saved = savedInput.safeParse(fieldsOf(form));
  if (!saved.success) return invalid(form, saved.error);
  const parsed = formInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const input = { ...saved.data, actorId, form: parsed.data, issuer: issuerUrl() };
  const updated = await updateService(liveDeps(), input);
  // Also where it is refused: the page reads the service anew, so that saving again replaces it knowingly (ERR-50).
  if (updated.ok || updated.error.code === "staleVersion") refresh();
  return updated.ok ? done("The service is saved.") : directoryRefused(form, updated.error);
}

const switchInput = z.object({
  serviceId,
  isEnabled: z.enum(["true", "false"]).transform((text) => text === "true"),
  reason: typedText(limits.justificationChars).refine((text) => text.trim() !== "", "Say why."),
});

/** Switches a service off, or on again. */
export async function setServiceEnabledAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = switchInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const switched = await setServiceEnabled(liveDeps(), { ...parsed.data, actorId });
  if (!switched.ok) return directoryRefused(form, switched.error);
  refresh();
  return done(parsed.data.isEnabled ? "The service is enabled." : "The service is disabled.");
}

/** Makes a token of a service, and hands it out this once. */
export async function createServiceTokenAction(_state: ActionState, form: FormData): Promise<TokenState> {
  const { personId: administratorId } = await requireViewer();
  const parsed = tokenInput.extend({ serviceId }).safeParse(formValues(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { serviceId: personId, ...wish } = parsed.data;
  const made = await createToken(liveDeps(), { ...wish, personId, by: { administratorId } });
  if (!made.ok) return tokenRefused(form, made.error);
  refresh();
  return { status: "done", message: "The token is made.", token: made.value.token };
}
