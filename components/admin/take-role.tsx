import type { ReactNode } from "react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { administrativeRoleLabel } from "@/lib/views/admin";
import { type CatalogRoleRow, roleWords } from "@/lib/views/catalog-roles";

export type TakeRoleProps = {
  row: CatalogRoleRow;
  /** Sent with the form beside the role and who holds it. */
  values?: Readonly<Record<string, string>>;
  action: ActionFormProps["action"];
  /** What has to be said or confirmed besides. */
  children?: ReactNode;
};

/** Takes a role away, after saying what that ends. */
export function TakeRole({ row, values = {}, action, children }: TakeRoleProps) {
  const role = administrativeRoleLabel[row.role];
  return (
    <ConfirmButton
      label={
        <>
          Take away<span className="sr-only">: {`${role} from ${row.displayName}`}</span>
        </>
      }
      title={`Take the role of ${role.toLowerCase()} from ${row.displayName}?`}
      confirmLabel="Take the role away"
      pendingLabel="Taking away…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={{ ...values, role: row.role, principal: `${row.kind}:${row.id}` }}
    >
      <p>
        From the next click on {row.kind === "group" ? "whoever is in this group" : row.displayName} no longer does this
        by this role: {roleWords[row.role].toLowerCase()}.
      </p>
      {children}
    </ConfirmButton>
  );
}
