import type { TokenRefusal } from "@/lib/engine/token/refusals";
import { tokenRefusalText } from "@/lib/engine/token/refusals";
import { type ActionState, invalid, refused } from "./action-state";

/** What the form that makes a token answers; the token is in it this once. */
export type TokenState = ActionState | { status: "done"; message: string; token: string };

/** The field at which a refusal is told, where it is about one. */
const fields: Partial<Record<TokenRefusal["code"], string>> = {
  tokenNameTaken: "displayName",
  scopeNotForServices: "scopes",
};

/** What a form about tokens answers: at the field that is wrong, above the form otherwise. */
export function tokenRefused(form: FormData, refusal: TokenRefusal): ActionState {
  const { title, detail } = tokenRefusalText(refusal);
  const field = fields[refusal.code];
  if (!field) return refused(form, { code: refusal.code, title, ...(detail ? { detail } : {}) });
  return invalid(form, { issues: [{ path: [field], message: `${title}. ${detail ?? ""}`.trim() }] });
}
