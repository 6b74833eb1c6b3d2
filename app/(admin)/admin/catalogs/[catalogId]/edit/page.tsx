import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { Suspense } from "react";
import { CatalogForm } from "@/components/admin/catalog-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { mayIn } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getCatalog } from "@/lib/queries/admin/catalogs";
import { address } from "../../../address";
import { updateCatalogAction } from "../../actions";

type Props = PageProps<"/admin/catalogs/[catalogId]/edit">;

export const metadata: Metadata = { title: "Edit catalog" };

export default function EditCatalogPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <EditCatalog params={params} />
    </Suspense>
  );
}

async function EditCatalog({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("openAdmin");
  const catalog = await getCatalog(viewer, (await params).catalogId);
  if (!catalog) notFound();
  if (!mayIn(viewer, "editCatalog", catalog.id)) forbidden();
  const here = address(`/admin/catalogs/${catalog.id}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogs", href: address("/admin/catalogs") },
          { label: catalog.displayName, href: here },
        ]}
        title={`Edit ${catalog.displayName}`}
      />
      <EachVisit>
        <CatalogForm action={updateCatalogAction} catalog={catalog} back={here} />
      </EachVisit>
    </>
  );
}
