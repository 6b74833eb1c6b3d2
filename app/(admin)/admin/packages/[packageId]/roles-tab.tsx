import { AddRoles } from "@/components/admin/add-roles";
import { PackageRoles } from "@/components/admin/package-roles";
import { RoleFollowing } from "@/components/admin/role-following";
import { may, mayIn } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { AccessPackageId } from "@/lib/engine/ids";
import { listAddableRoles } from "@/lib/queries/admin/package-roles";
import { getRoleFollowing } from "@/lib/queries/admin/role-following";
import type { AdminPackageDetail } from "@/lib/views/admin";
import { addRolesAction, removeRoleAction } from "../actions";

/** RES-32, RES-33: what the package gives, how far its holders have followed, and what else it could give. */
export async function RolesTab({ viewer, view }: { viewer: Viewer; view: AdminPackageDetail }) {
  const mayEdit = mayIn(viewer, "editPackages", view.catalog.id);
  const [following, addable] = await Promise.all([
    getRoleFollowing(viewer, view.id),
    mayEdit ? listAddableRoles(viewer, view.id as AccessPackageId) : [],
  ]);
  const canOpen = may(viewer, "viewEverything");
  return (
    <div className="flex flex-col gap-6">
      {following && <RoleFollowing view={following} canOpenPeople={canOpen} />}
      <PackageRoles view={view} canOpenGroups={canOpen} remove={mayEdit ? removeRoleAction : null} />
      {mayEdit && (
        <AddRoles packageId={view.id} holderCount={view.holderCount} resources={addable} action={addRolesAction} />
      )}
    </div>
  );
}
