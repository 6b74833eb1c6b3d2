import { Layers } from "lucide-react";
import { plural } from "@/components/policy/policy-words";
import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { AdminPackageDetail } from "@/lib/views/admin";
import { ResourceKind, ResourceName } from "./resource-table";

type Role = AdminPackageDetail["resourceRoles"][number];

export type PackageRolesProps = {
  view: Pick<AdminPackageDetail, "id" | "displayName" | "holderCount" | "resourceRoles">;
  canOpenGroups: boolean;
  /** For readers who may change what the package gives. */
  remove?: ActionFormProps["action"] | null;
};

/** RES-1: the roles a package gives, all of them to everybody who holds it. */
export function PackageRoles({ view, canOpenGroups, remove }: PackageRolesProps) {
  const columns: Column<Role>[] = [
    {
      key: "resource",
      header: "Resource",
      onCard: "title",
      cell: (row) => (
        <ResourceName
          name={row.resourceName}
          description={row.resourceDescription}
          groupId={row.groupId}
          canOpenGroups={canOpenGroups}
        />
      ),
    },
    { key: "role", header: "Role", cell: (row) => row.roleName },
    { key: "kind", header: "Kind", cell: (row) => <ResourceKind originSystem={row.originSystem} /> },
  ];
  if (remove) {
    columns.push({
      key: "remove",
      header: "Remove",
      onCard: "action",
      align: "end",
      cell: (row) => <RemoveRole view={view} role={row} action={remove} />,
    });
  }
  return (
    <DataTable
      caption="Resource roles"
      columns={columns}
      rows={view.resourceRoles}
      rowKey={(row) => row.id}
      empty={
        <Empty icon={Layers} title="It grants nothing yet" level={3}>
          Without resource roles an assignment of this package changes nothing for its holder.
        </Empty>
      }
    />
  );
}

type RemoveRoleProps = { view: PackageRolesProps["view"]; role: Role; action: ActionFormProps["action"] };

/** RES-30, RES-33 */
function RemoveRole({ view, role, action }: RemoveRoleProps) {
  const name = `${role.resourceName}, ${role.roleName}`;
  return (
    <ConfirmButton
      label={
        <>
          Remove<span className="sr-only">: {name}</span>
        </>
      }
      title={`Remove ${name} from ${view.displayName}?`}
      confirmLabel="Remove the role"
      pendingLabel="Removing…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={{ packageId: view.id, roleId: role.id }}
    >
      <p>
        {view.holderCount === 0
          ? "Nobody holds this package, so nobody loses anything."
          : `${plural(view.holderCount, "person loses", "people lose")} this role within minutes, unless other access gives it too. The package stays theirs.`}
      </p>
    </ConfirmButton>
  );
}
