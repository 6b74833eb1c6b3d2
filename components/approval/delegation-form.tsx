"use client";
import { useState } from "react";
import { CandidatePicker } from "@/components/person/candidate-picker";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { DateTimeField } from "@/components/ui/date-time-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Candidate } from "@/lib/views/candidates";

export type DelegationFormProps = {
  /** APP-85: with it an end is needed. */
  maxDays: number | null;
  /** Who decides now and no longer would; null where nobody does. */
  replacesName: string | null;
  action: ActionFormProps["action"];
};

/** Who decides in the reader's place, from when and until when. */
export function DelegationForm({ maxDays, replacesName, action }: DelegationFormProps) {
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const send: ActionFormProps["action"] = async (state, form) => {
    const next = await action(state, form);
    if (next.status === "done") setChosen(null);
    return next;
  };
  return (
    <ActionForm action={send} label="Delegation" className="flex flex-col gap-5">
      <CandidatePicker
        name="delegate"
        legend="Who decides in your place?"
        hint="Colleagues and groups are found by any part of their name."
        nobody="Nobody you may choose has"
        groupDetail="Group: each of its members may decide"
        search="/api/approvals/delegates"
        chosen={chosen}
        onChoose={setChosen}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <DateTimeField
          name="startAt"
          kind="startOfDay"
          label="First day"
          description="Left empty, it begins as soon as it is saved."
        />
        <DateTimeField
          name="endAt"
          kind="endOfDay"
          label="Last day"
          required={maxDays !== null}
          description={
            maxDays === null
              ? "Left empty, it goes on until you remove it."
              : `At most ${maxDays} days after it begins; your organization wants an end.`
          }
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton pendingLabel="Saving…">
          {chosen ? `Let ${chosen.displayName} decide in my place` : "Let somebody decide in my place"}
        </SubmitButton>
        <p className="min-w-0 flex-1 basis-60 text-xs leading-5 text-muted">
          {chosen ? chosen.displayName : "Whoever you choose"} is told, and sees what you are asked by name from then
          on.
          {replacesName &&
            (chosen?.displayName === replacesName
              ? " What came before leaves that inbox; only what comes from now on is covered."
              : ` ${replacesName} no longer decides for you: what waits there for you leaves that inbox at once.`)}
        </p>
      </div>
    </ActionForm>
  );
}
