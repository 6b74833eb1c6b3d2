import type { Metadata } from "next";
import { Suspense } from "react";
import { GiveRole } from "@/components/admin/give-role";
import { PortalRoles } from "@/components/admin/portal-roles";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { portalRoles } from "@/lib/engine/portal-role/roles";
import { listPortalRoles } from "@/lib/queries/admin/catalog-roles";
import { address } from "../../address";
import { assignPortalRoleAction, removePortalRoleAction } from "./actions";

export const metadata: Metadata = { title: "Roles in the whole portal" };

export default function PortalRolesPage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings", href: address("/admin/settings") }]}
        title="Roles in the whole portal"
        description="They hold in every catalog. Roles in a single catalog are given on its own page."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Roles />
      </Suspense>
    </>
  );
}

async function Roles() {
  const viewer = await requirePermission("viewEverything");
  const mayAssign = may(viewer, "assignPortalRoles");
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <PortalRoles
        rows={await listPortalRoles()}
        viewerId={viewer.personId}
        remove={mayAssign ? removePortalRoleAction : null}
        canOpenServices={may(viewer, "manageDirectory")}
      />
      {mayAssign && (
        <EachVisit>
          <GiveRole
            description="It holds in the whole portal, from the next click on. One governance administrator always stays."
            roles={portalRoles}
            search="/api/admin/directory?kind=any"
            action={assignPortalRoleAction}
          />
        </EachVisit>
      )}
    </div>
  );
}
