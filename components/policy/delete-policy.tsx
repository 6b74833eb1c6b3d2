import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { AdminPolicyView } from "@/lib/views/admin";

export type DeletePolicyProps = {
  packageId: string;
  policy: Pick<AdminPolicyView, "id" | "displayName">;
  action: ActionFormProps["action"];
};

/** WHO-59: asks first; what is in the way is said where it was asked. */
export function DeletePolicy({ packageId, policy, action }: DeletePolicyProps) {
  return (
    <ConfirmButton
      label={
        <>
          Delete<span className="sr-only"> {policy.displayName}</span>
        </>
      }
      title={`Delete ${policy.displayName}?`}
      confirmLabel="Delete the policy"
      pendingLabel="Deleting…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={{ packageId, policyId: policy.id }}
    >
      <p>
        Nobody can ask under it any more. That takes that nobody holds the package under it and no such request is open;
        what has ended stays in the history.
      </p>
    </ConfirmButton>
  );
}
