"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import type { RequestId } from "@/lib/engine/ids";
import { cancelRequest } from "@/lib/services/cancel-request";
import { liveDeps } from "@/lib/services/deps";

const cancelInput = z.object({ requestId: z.uuid().transform((id) => id as RequestId) });

/** REQ-53: withdraws a request that nobody has delivered yet. */
export async function cancelRequestAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const viewer = await requireViewer();
  const input = cancelInput.safeParse(fieldsOf(form));
  if (!input.success) return invalid(form, input.error);
  const result = await cancelRequest(liveDeps(), { personId: viewer.personId, ...input.data });
  if (!result.ok) {
    const next = { label: "See what happened", href: `/requests/${input.data.requestId}` };
    return refused(form, { ...refusalNotice(result.error), next });
  }
  refresh();
  return done("Request canceled.");
}
