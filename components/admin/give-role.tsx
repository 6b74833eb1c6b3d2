"use client";
import { useState } from "react";
import { CandidatePicker } from "@/components/person/candidate-picker";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { RadioGroup } from "@/components/ui/choice-group";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { catalogRoles } from "@/lib/engine/catalog/roles";
import { administrativeRoleLabel } from "@/lib/views/admin";
import type { Candidate } from "@/lib/views/candidates";
import { roleWords } from "@/lib/views/catalog-roles";

/** DEL-8: lets a person or a group look after a catalog. */
export function GiveRole({ catalogId, action }: { catalogId: string; action: ActionFormProps["action"] }) {
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const send: ActionFormProps["action"] = async (state, form) => {
    const next = await action(state, form);
    if (next.status === "done") setChosen(null);
    return next;
  };
  return (
    <Panel title="Give a role" description="It holds in this catalog and nowhere else, from the next click on.">
      <ActionForm action={send} label="Give a role">
        <input type="hidden" name="catalogId" value={catalogId} />
        <CandidatePicker
          name="principal"
          legend="Who gets it?"
          hint="People and groups, found by any part of the name."
          nobody="No person or group has"
          groupDetail="Group: everybody who is in it, now or later"
          search={`/api/admin/principals?catalog=${catalogId}`}
          chosen={chosen}
          onChoose={setChosen}
        />
        <RadioGroup
          name="role"
          label="What may they do?"
          required
          options={catalogRoles.map((role) => ({
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
