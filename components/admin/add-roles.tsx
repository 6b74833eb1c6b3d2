"use client";
import { plural } from "@/components/policy/policy-words";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import type { OfferedResource } from "@/lib/views/package-roles";
import { RoleChoice } from "./role-choice";

export type AddRolesProps = {
  packageId: string;
  holderCount: number;
  resources: readonly OfferedResource[];
  action: ActionFormProps["action"];
};

/** RES-32: what else of the catalog's resources the package could give. */
export function AddRoles({ packageId, holderCount, resources, action }: AddRolesProps) {
  if (resources.length === 0) return null;
  return (
    <Panel
      title="Add roles"
      description={
        holderCount === 0
          ? "Whoever gets the package from now on gets them too."
          : `${plural(holderCount, "person holds", "people hold")} this package and will get them too, within minutes and without asking anybody.`
      }
    >
      <ActionForm action={action} label="Add roles">
        <input type="hidden" name="packageId" value={packageId} />
        <RoleChoice name="add" legend="Roles of the catalog’s resources" resources={resources} />
        <div>
          <SubmitButton variant="outline" pendingLabel="Adding…">
            Add the roles
          </SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}
