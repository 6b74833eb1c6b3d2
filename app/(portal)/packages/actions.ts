"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import type { AssignmentId } from "@/lib/engine/ids";
import { liveDeps } from "@/lib/services/deps";
import { removeOwnAccess } from "@/lib/services/end-assignment";

const removeInput = z.object({ assignmentId: z.uuid().transform((id) => id as AssignmentId) });

/** ASN-40: gives one's own access back. */
export async function removeOwnAccessAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = removeInput.safeParse(fieldsOf(form));
  if (!input.success) return invalid(form, input.error);
  const result = await removeOwnAccess(liveDeps(), { personId: viewer.personId, ...input.data });
  if (!result.ok) return refused(form, refusalNotice(result.error));
  refresh();
  return done("Access given back.");
}
