"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, formValues, invalid } from "@/lib/client/action-state";
import { tokenInput } from "@/lib/client/token-input";
import { type TokenState, tokenRefused } from "@/lib/client/token-state";
import { createToken } from "@/lib/services/create-token";
import { liveDeps } from "@/lib/services/deps";
import { revokeToken } from "@/lib/services/revoke-token";

/** Makes a token of the reader's own, and hands it out this once. */
export async function createTokenAction(_state: ActionState, form: FormData): Promise<TokenState> {
  const { personId } = await requireViewer();
  const parsed = tokenInput.safeParse(formValues(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const made = await createToken(liveDeps(), { ...parsed.data, personId, by: "person" });
  if (!made.ok) return tokenRefused(form, made.error);
  refresh();
  return { status: "done", message: "The token is made.", token: made.value.token };
}

const revocationInput = z.object({ tokenId: z.uuid("The token cannot be read from the form. Load the page again.") });

/** Ends a token, one's own or, for whoever looks after the directory, anybody's. */
export async function revokeTokenAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId: actorId } = await requireViewer();
  const parsed = revocationInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const revoked = await revokeToken(liveDeps(), { ...parsed.data, actorId });
  if (!revoked.ok) return tokenRefused(form, revoked.error);
  refresh();
  return done("The token is revoked.");
}
