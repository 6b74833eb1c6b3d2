import type { Metadata } from "next";
import { Suspense } from "react";
import { CatalogTable } from "@/components/admin/catalog-table";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listCatalogs } from "@/lib/queries/admin/catalogs";

export const metadata: Metadata = { title: "Catalogs" };

export default function CatalogsPage() {
  return (
    <>
      <PageHeader
        title="Catalogs"
        description="A catalog holds resources and the packages made of them. Roles in a catalog say who looks after it."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Catalogs />
      </Suspense>
    </>
  );
}

async function Catalogs() {
  const viewer = await requirePermission("openAdmin");
  return <CatalogTable rows={await listCatalogs(viewer)} />;
}
