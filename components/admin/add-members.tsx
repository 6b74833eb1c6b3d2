"use client";
import { CandidatesChooser } from "@/components/person/candidates-chooser";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { RadioGroup } from "@/components/ui/choice-group";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { groupId: string; action: ActionFormProps["action"] };

const nobody: readonly { id: string; displayName: string }[] = [];

/** RES-4: puts people into a group, several at once. */
export function AddMembers({ groupId, action }: Props) {
  return (
    <Panel title="Add people" description="They count as members from the next click on.">
      <ActionForm action={action} label="Add people">
        <input type="hidden" name="groupId" value={groupId} />
        <CandidatesChooser
          name="people"
          label="Who?"
          what="person"
          chosen={nobody}
          search="/api/admin/directory?kind=person"
        />
        <RadioGroup
          name="role"
          label="What do they become?"
          required
          inline
          defaultValue="member"
          options={[
            { value: "member", label: "Members", description: "Everything that depends on the group counts for them" },
            { value: "owner", label: "Owners", description: "May put the group into a catalog they own" },
          ]}
        />
        <div>
          <SubmitButton variant="outline" pendingLabel="Adding…">
            Add to the group
          </SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}

/** WHO-20: puts another group into a group. */
export function NestGroup({ groupId, action }: Props) {
  return (
    <Panel title="Put a group inside" description="Its members then count as members of this group too.">
      <ActionForm action={action} label="Put a group inside">
        <input type="hidden" name="groupId" value={groupId} />
        <CandidatesChooser
          name="innerId"
          label="Which group?"
          what="group"
          max={1}
          chosen={nobody}
          search="/api/admin/directory?kind=group"
        />
        <div>
          <SubmitButton variant="outline" pendingLabel="Adding…">
            Put it inside
          </SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}
