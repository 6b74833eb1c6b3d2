"use client";
import { useState } from "react";
import { CandidatePicker } from "@/components/person/candidate-picker";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { RadioGroup } from "@/components/ui/choice-group";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { type AdministrativeRole, administrativeRoleLabel } from "@/lib/views/admin";
import type { Candidate } from "@/lib/views/candidates";
import { roleWords } from "@/lib/views/catalog-roles";

export type GiveRoleProps = {
  /** Where it holds, in a sentence. */
  description: string;
  roles: readonly AdministrativeRole[];
  /** The route that knows who may get one. */
  search: string;
  /** Sent with the form. */
  values?: Readonly<Record<string, string>>;
  action: ActionFormProps["action"];
};

/** DEL-7, DEL-8: gives a person, a group or a service a role. */
export function GiveRole({ description, roles, search, values = {}, action }: GiveRoleProps) {
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const send: ActionFormProps["action"] = async (state, form) => {
    const next = await action(state, form);
    if (next.status === "done") setChosen(null);
    return next;
  };
  return (
    <Panel title="Give a role" description={description}>
      <ActionForm action={send} label="Give a role">
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <CandidatePicker
          name="principal"
          legend="Who gets it?"
          hint="People, groups and services, found by any part of the name."
          nobody="No person, group or service has"
          groupDetail="Group: everybody who is in it, now or later"
          search={search}
          chosen={chosen}
          onChoose={setChosen}
        />
        <RadioGroup
          name="role"
          label="What may they do?"
          required
          options={roles.map((role) => ({
            value: role,
            label: administrativeRoleLabel[role],
            description: roleWords[role],
          }))}
        />
        <div>
          <SubmitButton variant="outline" pendingLabel="Giving the role…">
            {chosen ? `Give ${chosen.displayName} the role` : "Give the role"}
          </SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}
