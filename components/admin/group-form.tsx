"use client";
import type { Route } from "next";
import Link from "next/link";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { VersionField } from "@/components/ui/version-field";
import { limits } from "@/lib/engine/limits";

export type GroupFormProps = {
  action: ActionFormProps["action"];
  /** What is edited; nothing for a new group. */
  group?: {
    readonly id: string;
    readonly displayName: string;
    readonly description: string;
    readonly version: number;
  };
  /** Where one goes who changes their mind. */
  back: Route;
};

/** What an administrator says of a group. */
export function GroupForm({ action, group, back }: GroupFormProps) {
  return (
    <ActionForm
      action={action}
      label={group ? "Edit the group" : "New group"}
      className="flex max-w-2xl flex-col gap-6"
    >
      {group && (
        <>
          <input type="hidden" name="groupId" value={group.id} />
          <VersionField current={group.version} />
        </>
      )}
      <TextField
        name="displayName"
        label="Name"
        description="Unique in the directory; policies and packages show it."
        required
        limit={limits.nameChars}
        {...(group && { defaultValue: group.displayName })}
      />
      <TextArea
        name="description"
        label="What is it for?"
        description="For those who decide whether to name it in a policy or to put it into a package."
        limit={limits.descriptionChars}
        {...(group && { defaultValue: group.description })}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">{group ? "Save" : "Create the group"}</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}
