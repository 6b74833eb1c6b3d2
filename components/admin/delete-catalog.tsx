import { Trash2 } from "lucide-react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { CatalogRow } from "@/lib/views/admin";

/** What keeps a catalog from being deleted; undefined where nothing does (CAT-6, CAT-25). */
const obstacleTo = ({ isGeneral, packageCount }: CatalogRow): string | undefined => {
  if (isGeneral) return "The General catalog stays.";
  return packageCount > 0 ? "There are packages in it. Delete them first." : undefined;
};

export function DeleteCatalog({ catalog, action }: { catalog: CatalogRow; action: ActionFormProps["action"] }) {
  return (
    <ConfirmButton
      label={
        <>
          <Trash2 aria-hidden className="size-4" />
          Delete
        </>
      }
      title={`Delete ${catalog.displayName}?`}
      confirmLabel="Delete the catalog"
      pendingLabel="Deleting…"
      variant="dangerGhost"
      danger
      disabledReason={obstacleTo(catalog)}
      action={action}
      values={{ catalogId: catalog.id }}
    >
      <p>
        The catalog, what is said about its resources and the roles in it are gone at once. Nobody loses access to the
        resources themselves, and the audit log keeps what happened.
      </p>
    </ConfirmButton>
  );
}
