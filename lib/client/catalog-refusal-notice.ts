import { type CatalogRefusal, catalogRefusalText } from "@/lib/engine/catalog/refusals";
import type { ActionState, RefusalNotice } from "./action-state";
import { invalid, refused } from "./action-state";

/** A refusal as a screen shows it. */
const noticeOf = (refusal: CatalogRefusal): RefusalNotice => ({ code: refusal.code, ...catalogRefusalText(refusal) });

/** What a form about a catalog answers: at the field that is wrong, above the form otherwise. */
export function catalogRefused(form: FormData, refusal: CatalogRefusal): ActionState {
  const notice = noticeOf(refusal);
  const field = { nameTaken: "displayName", principalNotFound: "principal", lastOwner: "isLastOwnerConfirmed" };
  const path = field[refusal.code as keyof typeof field];
  if (!path) return refused(form, notice);
  return invalid(form, { issues: [{ path: [path], message: `${notice.title}. ${notice.detail ?? ""}`.trim() }] });
}
