"use client";
import type { Route } from "next";
import Link from "next/link";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { VersionField } from "@/components/ui/version-field";
import { limits } from "@/lib/engine/limits";

export type ServiceFormProps = {
  action: ActionFormProps["action"];
  /** What is edited; nothing for a new service. */
  service?: {
    readonly id: string;
    readonly displayName: string;
    readonly clientId: string | null;
    readonly version: number;
  };
  /** The issuer whose tokens the portal takes; null where it takes none, and no client id is asked for. */
  issuer: string | null;
  /** Where one goes who changes their mind about a new one. */
  back?: Route;
};

/** What an administrator says of a service. */
export function ServiceForm({ action, service, issuer, back }: ServiceFormProps) {
  return (
    <ActionForm
      action={action}
      label={service ? "Edit the service" : "New service"}
      className="flex max-w-2xl flex-col gap-6"
    >
      {service && (
        <>
          <input type="hidden" name="serviceId" value={service.id} />
          <VersionField current={service.version} />
        </>
      )}
      <TextField
        name="displayName"
        label="Name"
        description="What the audit log calls it, such as “Nightly HR sync”."
        required
        limit={limits.nameChars}
        autoComplete="off"
        {...(service && { defaultValue: service.displayName })}
      />
      {issuer && (
        <TextField
          name="clientId"
          label="Client id"
          description={`The id of the application at ${issuer}. The service may then also use tokens from there. Leave it empty where it has only tokens made here.`}
          autoComplete="off"
          {...(service?.clientId && { defaultValue: service.clientId })}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={service ? "Saving…" : "Adding…"}>
          {service ? "Save" : "Add the service"}
        </SubmitButton>
        {back && (
          <Link href={back} className={buttonClass({ variant: "ghost" })}>
            Cancel
          </Link>
        )}
      </div>
    </ActionForm>
  );
}
