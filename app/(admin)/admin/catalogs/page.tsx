import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { CatalogTable } from "@/components/admin/catalog-table";
import { buttonClass } from "@/components/ui/button-class";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { listCatalogs } from "@/lib/queries/admin/catalogs";
import { address } from "../address";

export const metadata: Metadata = { title: "Catalogs" };

export default function CatalogsPage() {
  return (
    <>
      <PageHeader
        title="Catalogs"
        description="A catalog holds resources and the packages made of them. Roles in a catalog say who looks after it."
        actions={
          <Suspense>
            <NewCatalog />
          </Suspense>
        }
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Catalogs />
      </Suspense>
    </>
  );
}

async function NewCatalog() {
  const viewer = await requirePermission("openAdmin");
  if (!may(viewer, "createCatalog")) return null;
  return (
    <Link href={address("/admin/catalogs/new")} className={buttonClass({ variant: "primary" })}>
      <Plus aria-hidden className="size-4" />
      New catalog
    </Link>
  );
}

async function Catalogs() {
  const viewer = await requirePermission("openAdmin");
  return <CatalogTable rows={await listCatalogs(viewer)} />;
}
