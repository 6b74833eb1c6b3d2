"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { CandidatePicker } from "@/components/person/candidate-picker";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Candidate } from "@/lib/views/candidates";

export type AddOverrideProps = { packageId: string; displayName: string; action: ActionFormProps["action"] };

/** SOD-34: marks the package as made for people who need another one's rights as well. */
export function AddOverride({ packageId, displayName, action }: AddOverrideProps) {
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const send: ActionFormProps["action"] = async (state, form) => {
    const next = await action(state, form);
    if (next.status === "done") setChosen(null);
    return next;
  };
  return (
    <details className="mt-4">
      <summary className={`w-fit cursor-pointer list-none ${buttonClass({ variant: "outline", size: "sm" })}`}>
        <Plus aria-hidden className="size-4" />
        Mark as an exception
      </summary>
      <ActionForm action={send} label="Mark as an exception" className="mt-4 flex max-w-xl flex-col gap-4">
        <input type="hidden" name="packageId" value={packageId} />
        <CandidatePicker
          name="override"
          legend={`Whose rights does ${displayName} combine?`}
          hint="Name each of the packages that exclude one another. Only those you look after yourself are found."
          nobody="No package you look after has"
          search={`/api/admin/counterparts?package=${packageId}&for=override`}
          chosen={chosen}
          onChoose={setChosen}
        />
        <div>
          <SubmitButton variant="outline" pendingLabel="Marking…">
            {chosen ? `Mark as an exception to ${chosen.displayName}` : "Mark as an exception"}
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
