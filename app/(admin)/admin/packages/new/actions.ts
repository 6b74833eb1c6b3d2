"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { parsedJson, unstorable } from "@/lib/client/policy-input";
import type { PackageDraftId } from "@/lib/engine/ids";
import { packageDraftSchema } from "@/lib/engine/package/draft";
import { type DraftRefusal, draftRefusalText } from "@/lib/engine/package/draft-refusals";
import { createFromDraft } from "@/lib/services/create-from-draft";
import { liveDeps } from "@/lib/services/deps";
import { deleteDraft, saveDraft } from "@/lib/services/package-drafts";
import type { DraftAnswer } from "@/lib/views/package-drafts";
import { address } from "../../address";

const draftId = z.uuid().transform((id) => id as PackageDraftId);

const noticeOf = (refusal: DraftRefusal) => ({ code: refusal.code, ...draftRefusalText(refusal) });

const sentDraft = z.object({
  draftId,
  version: z.number().int().nullable(),
  draft: z
    .string()
    .transform(parsedJson)
    .pipe(packageDraftSchema)
    .refine((draft) => unstorable(draft).length === 0),
});

/** P20: keeps a draft as it is typed, and says what is wrong with it so far. */
export async function saveDraftAction(sent: unknown): Promise<DraftAnswer> {
  const { personId } = await requireViewer();
  const parsed = sentDraft.safeParse(sent);
  if (!parsed.success) return { status: "invalid" };
  const saved = await saveDraft(liveDeps(), { personId, ...parsed.data });
  if (saved.ok) return { status: "saved", ...saved.value };
  const version = saved.error.code === "staleVersion" ? saved.error.version : null;
  return { status: "refused", refusal: noticeOf(saved.error), version };
}

const deletionInput = z.object({ draftId });

/** P20: throws a draft away. */
export async function deleteDraftAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = deletionInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const deleted = await deleteDraft(liveDeps(), { personId, ...parsed.data });
  if (!deleted.ok) return refused(form, noticeOf(deleted.error));
  refresh();
  return done("The draft is deleted.");
}

const reviewAgain = "It stands above as it is kept now. Look at it again, then create the package.";

const creationInput = z.object({ draftId, version: z.coerce.number().int() });

/** P20, POL-1: makes the package and opens it. */
export async function createFromDraftAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = creationInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const made = await createFromDraft(liveDeps(), { personId, ...parsed.data });
  if (!made.ok) {
    const { code } = made.error;
    // The page tells at each step what is wrong as things are now, or what another window has kept (ERR-50).
    if (code === "draftIncomplete" || code === "staleVersion") refresh();
    return refused(form, { ...noticeOf(made.error), ...(code === "staleVersion" && { detail: reviewAgain }) });
  }
  redirect(address(`/admin/packages/${made.value}`));
}
