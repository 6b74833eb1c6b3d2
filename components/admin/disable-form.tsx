"use client";
import type { Route } from "next";
import Link from "next/link";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";

export type DisableFormProps = { personId: string; name: string; action: ActionFormProps["action"]; back: Route };

/** Switches an account off, with the reason. */
export function DisableForm({ personId, name, action, back }: DisableFormProps) {
  return (
    <ActionForm action={action} label={`Disable ${name}`} className="flex max-w-2xl flex-col gap-6">
      <input type="hidden" name="personId" value={personId} />
      <TextArea
        name="reason"
        label="Why?"
        description="Kept in the audit log."
        required
        limit={limits.justificationChars}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger" pendingLabel="Disabling…">
          Disable the account
        </SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Keep it enabled
        </Link>
      </div>
    </ActionForm>
  );
}
