import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { Suspense } from "react";
import { PackageForm } from "@/components/admin/package-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { mayIn } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getAdminPackage } from "@/lib/queries/admin/packages";
import { address } from "../../../address";
import { updatePackageAction } from "../../actions";

type Props = PageProps<"/admin/packages/[packageId]/edit">;

export const metadata: Metadata = { title: "Edit package" };

export default function EditPackagePage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <EditPackage params={params} />
    </Suspense>
  );
}

async function EditPackage({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("openAdmin");
  const view = await getAdminPackage(viewer, (await params).packageId);
  if (!view) notFound();
  if (!mayIn(viewer, "editPackages", view.catalog.id)) forbidden();
  const here = address(`/admin/packages/${view.id}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: view.catalog.displayName, href: address(`/admin/catalogs/${view.catalog.id}`) },
          { label: view.displayName, href: here },
        ]}
        title={`Edit ${view.displayName}`}
      />
      <EachVisit>
        <PackageForm
          action={updatePackageAction}
          label="Edit the package"
          submitLabel="Save"
          back={here}
          packageId={view.id}
          version={view.version}
          defaults={view}
        />
      </EachVisit>
    </>
  );
}
