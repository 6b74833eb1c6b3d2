"use client";
import type { Route } from "next";
import Link from "next/link";
import { CandidatesChooser } from "@/components/person/candidates-chooser";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { RadioGroup } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { VersionField } from "@/components/ui/version-field";
import { limits } from "@/lib/engine/limits";
import { personLimits } from "@/lib/engine/person/person";
import type { PersonFormView } from "@/lib/views/directory";

export type PersonFormProps = {
  action: ActionFormProps["action"];
  /** Who is edited; nothing for somebody new. */
  person?: PersonFormView;
  /** Where one goes who changes their mind. */
  back: Route;
};

const search = "/api/admin/directory?kind=person";
const nobody: PersonFormView["sponsors"] = [];

/** What the directory says of a person. */
export function PersonForm({ action, person, back }: PersonFormProps) {
  return (
    <ActionForm
      action={action}
      label={person ? "Edit the person" : "New person"}
      className="flex max-w-2xl flex-col gap-6"
    >
      {person && (
        <>
          <input type="hidden" name="personId" value={person.id} />
          <VersionField current={person.version} />
        </>
      )}
      <TextField
        name="displayName"
        label="Name"
        required
        limit={limits.nameChars}
        autoComplete="off"
        defaultValue={person?.displayName ?? ""}
      />
      <TextField
        name="email"
        label="E-mail"
        description="Messages go there, and accounts of an identity provider are recognized by it."
        type="email"
        required
        autoComplete="off"
        defaultValue={person?.email ?? ""}
      />
      <TextField
        name="userPrincipalName"
        label="Sign-in name"
        description="The user principal name. Left empty, it is the e-mail address."
        autoComplete="off"
        defaultValue={person?.userPrincipalName ?? ""}
      />
      <RadioGroup
        name="kind"
        label="Who are they?"
        required
        inline
        defaultValue={person?.kind ?? "member"}
        options={[
          { value: "member", label: "Works here", description: "Policies for members include them" },
          { value: "guest", label: "Guest", description: "Of another organization; asks only where guests may" },
        ]}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          name="jobTitle"
          label="Job title"
          limit={personLimits.jobTitleChars}
          defaultValue={person?.jobTitle ?? ""}
        />
        <TextField
          name="department"
          label="Department"
          limit={personLimits.departmentChars}
          defaultValue={person?.department ?? ""}
        />
      </div>
      <CandidatesChooser
        name="manager"
        label="Manager"
        description="Approves where a policy asks the manager. A running stage keeps the one it asked."
        required={false}
        what="person"
        max={1}
        chosen={person?.manager ? [person.manager] : nobody}
        search={search}
      />
      <CandidatesChooser
        name="sponsors"
        label="Sponsors"
        description="Approve where a policy asks the sponsors."
        required={false}
        what="person"
        chosen={person?.sponsors ?? nobody}
        search={search}
      />
      <TextField
        name="preferredLanguage"
        label="Language"
        description="A code such as “de” or “pt-BR”; questions and messages come in it where they are translated."
        defaultValue={person?.preferredLanguage ?? ""}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">{person ? "Save" : "Add the person"}</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}
