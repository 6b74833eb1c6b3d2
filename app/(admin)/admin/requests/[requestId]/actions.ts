"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { refusalText } from "@/lib/engine/request/refusal-text";
import { addApprover } from "@/lib/services/add-approver";
import { liveDeps } from "@/lib/services/deps";

const nobodyChosen = "Choose who is to decide.";

/** "person:" and the id, as the picker sends it. */
const approver = z
  .string(nobodyChosen)
  .min(1, nobodyChosen)
  .transform((text, context) => {
    const parsed = z.uuid().safeParse(text.replace(/^person:/, ""));
    if (parsed.success) return parsed.data as PersonId;
    context.addIssue({ code: "custom", message: "Choose somebody from the list." });
    return z.NEVER;
  });

const additionInput = z.object({
  requestId: z.uuid().transform((id) => id as RequestId),
  approver,
  reason: typedText(limits.justificationChars).trim().min(1, "Say why; the approvers and the requestor read it."),
});

/** APP-96: adds an approver to the running stage. */
export async function addApproverAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = additionInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const { requestId, approver: approverId, reason } = parsed.data;
  const result = await addApprover(liveDeps(), { personId, requestId, approverId, reason });
  if (!result.ok) {
    const { title, detail } = refusalText(result.error);
    // What is wrong with the person is said where the person is chosen.
    if (result.error.code === "approverNotEligible") {
      return invalid(form, { issues: [{ path: ["approver"], message: `${title}. ${detail}` }] });
    }
    const next = { label: "See where the request stands", href: `/admin/requests/${requestId}` };
    return refused(form, { ...refusalNotice(result.error), next });
  }
  refresh();
  return done("The approver was added and is told.");
}
