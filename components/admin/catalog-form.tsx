"use client";
import type { Route } from "next";
import Link from "next/link";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { VersionField } from "@/components/ui/version-field";
import type { CatalogForm as Fields } from "@/lib/engine/catalog/catalog";
import { limits } from "@/lib/engine/limits";

export type CatalogFormProps = {
  action: ActionFormProps["action"];
  /** What is edited; nothing for a new catalog. */
  catalog?: Fields & { readonly id: string; readonly version: number };
  /** Where one goes who changes their mind. */
  back: Route;
};

/** CAT-7: what an administrator says of a catalog. */
export function CatalogForm({ action, catalog, back }: CatalogFormProps) {
  return (
    <ActionForm
      action={action}
      label={catalog ? "Edit the catalog" : "New catalog"}
      className="flex max-w-2xl flex-col gap-6"
    >
      {catalog && (
        <>
          <input type="hidden" name="catalogId" value={catalog.id} />
          <VersionField current={catalog.version} />
        </>
      )}
      <TextField
        name="displayName"
        label="Name"
        description="Unique in the organization; administrators find the catalog by it."
        required
        limit={limits.nameChars}
        {...(catalog && { defaultValue: catalog.displayName })}
      />
      <TextArea
        name="description"
        label="Description"
        description="What belongs in it, for those who look after it and for those who ask for its packages."
        required
        limit={limits.descriptionChars}
        {...(catalog && { defaultValue: catalog.description })}
      />
      <Checkbox
        name="isPublished"
        label="Enabled"
        description="Its packages can be asked for. Switched off, nobody is shown them and nobody can extend; access that exists runs on."
        defaultChecked={catalog?.isPublished ?? true}
      />
      <Checkbox
        name="isExternallyVisible"
        label="Enabled for external users"
        description="Guests may ask too, where a policy lets them. Without it they cannot, whatever the policies say."
        defaultChecked={catalog?.isExternallyVisible ?? false}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">{catalog ? "Save" : "Create the catalog"}</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}
