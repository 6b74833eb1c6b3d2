"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { VersionField } from "@/components/ui/version-field";
import { limits } from "@/lib/engine/limits";
import type { PackageForm as Fields } from "@/lib/engine/package/package";

export type PackageFormProps = {
  action: ActionFormProps["action"];
  label: string;
  submitLabel: string;
  /** Where one goes who changes their mind. */
  back: Route;
  /** The package that is edited or copied; nothing for a new one. */
  packageId?: string;
  /** ERR-50: of the package that is edited. */
  version?: number;
  defaults?: Fields;
  /** Above the fields of the package itself, e.g. the choice of a catalog. */
  before?: ReactNode;
  /** Below them, e.g. the roles it gives. */
  children?: ReactNode;
};

/** P20, P22: what an administrator says of a package. */
export function PackageForm(props: PackageFormProps) {
  const { action, label, submitLabel, back, packageId, version, defaults, before, children } = props;
  return (
    <ActionForm action={action} label={label} className="flex max-w-2xl flex-col gap-6">
      {packageId && <input type="hidden" name="packageId" value={packageId} />}
      {version !== undefined && <VersionField current={version} />}
      {before}
      <TextField
        name="displayName"
        label="Name"
        description="Unique in its catalog. Requestors and approvers read it everywhere."
        required
        limit={limits.nameChars}
        {...(defaults && { defaultValue: defaults.displayName })}
      />
      <TextArea
        name="description"
        label="Description"
        description="What it gives and whom it is for, in the words of those who ask."
        required
        limit={limits.descriptionChars}
        {...(defaults && { defaultValue: defaults.description })}
      />
      <Checkbox
        name="isHidden"
        label="Hidden"
        description="In no list and found by no search. Whoever has its link can ask all the same, where a policy lets them."
        defaultChecked={defaults?.isHidden ?? false}
      />
      {children}
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">{submitLabel}</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}
