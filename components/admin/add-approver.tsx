"use client";
import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { CandidatePicker } from "@/components/person/candidate-picker";
import { FormProblem } from "@/components/request/form-problem";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";
import type { Candidate } from "@/lib/views/candidates";

export type AddApproverProps = {
  requestId: string;
  /** Nobody can decide as things stand: the form is the way out and lies open. */
  isNeeded: boolean;
  action: ActionFormProps["action"];
};

/** APP-96: somebody more is asked in the running stage. */
export function AddApprover({ requestId, isNeeded, action }: AddApproverProps) {
  const [chosen, setChosen] = useState<Candidate | null>(null);
  // Whoever has just been added may be able to decide; what was said of it stays in sight.
  const [startsOpen] = useState(isNeeded);
  const send: ActionFormProps["action"] = async (state, form) => {
    const next = await action(state, form);
    if (next.status === "done") setChosen(null);
    return next;
  };
  return (
    <details open={startsOpen} className="mt-5 border-t border-separator pt-4">
      <summary className={`w-fit cursor-pointer list-none ${buttonClass({ variant: "outline", size: "sm" })}`}>
        <UserRoundPlus aria-hidden className="size-4" />
        Add an approver
      </summary>
      <div className="mt-4">
        <ActionForm action={send} label="Add an approver" className="flex flex-col gap-5">
          <FormProblem fields={["requestId"]} />
          <input type="hidden" name="requestId" value={requestId} />
          <CandidatePicker
            name="approver"
            legend="Who is to decide as well?"
            hint="Found by any part of the name. The requestor and those asked already are left out."
            nobody="Nobody who could be added has"
            search={`/api/admin/approvers?request=${requestId}`}
            chosen={chosen}
            onChoose={setChosen}
          />
          <TextArea
            name="reason"
            label="Your reason"
            description="The approvers and the requestor read it."
            required
            limit={limits.justificationChars}
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton variant="outline" pendingLabel="Adding…">
              {chosen ? `Let ${chosen.displayName} decide as well` : "Add the approver"}
            </SubmitButton>
            <p className="min-w-0 flex-1 basis-56 text-xs leading-5 text-muted">
              {chosen ? chosen.displayName : "Whoever you choose"} is told. Those asked before may still decide, and the
              deadline stays as it is.
            </p>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}
