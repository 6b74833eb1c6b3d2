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
import { duplicatePackageAction } from "../../actions";

type Props = PageProps<"/admin/packages/[packageId]/duplicate">;

export const metadata: Metadata = { title: "Copy package" };

export default function CopyPackagePage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <CopyPackage params={params} />
    </Suspense>
  );
}

async function CopyPackage({ params }: Pick<Props, "params">) {
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
        title={`Copy ${view.displayName}`}
        description="The copy gives the same roles under the same policies, in the same catalog. Nobody holds it yet."
      />
      <EachVisit>
        <PackageForm
          action={duplicatePackageAction}
          label="Copy the package"
          submitLabel="Create the copy"
          back={here}
          packageId={view.id}
          defaults={{ ...view, displayName: `${view.displayName} (copy)` }}
        />
      </EachVisit>
    </>
  );
}
