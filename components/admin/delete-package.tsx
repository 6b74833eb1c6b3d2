import { Trash2 } from "lucide-react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { AdminPackageRow } from "@/lib/views/admin";

/** WHO-59: asks first; what is in the way is said by the answer, for it may have changed since the page was read. */
export function DeletePackage({ view, action }: { view: AdminPackageRow; action: ActionFormProps["action"] }) {
  return (
    <ConfirmButton
      label={
        <>
          <Trash2 aria-hidden className="size-4" />
          Delete
        </>
      }
      title={`Delete ${view.displayName}?`}
      confirmLabel="Delete the package"
      pendingLabel="Deleting…"
      variant="dangerGhost"
      danger
      action={action}
      values={{ packageId: view.id }}
    >
      <p>
        Nobody can find it or ask for it any more, and its policies go with it. What happened to it stays in the audit
        log and in the history of those who held it.
      </p>
      {view.holderCount + view.pendingCount > 0 && (
        <p>It can only be deleted once nobody holds it and no request for it waits.</p>
      )}
    </ConfirmButton>
  );
}
