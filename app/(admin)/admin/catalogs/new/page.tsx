import type { Metadata } from "next";
import { Suspense } from "react";
import { CatalogForm } from "@/components/admin/catalog-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { address } from "../../address";
import { createCatalogAction } from "../actions";

export const metadata: Metadata = { title: "New catalog" };

export default function NewCatalogPage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogs", href: address("/admin/catalogs") }]}
        title="New catalog"
        description="For the resources of a department, a project or a subject, and for the packages made of them."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <NewCatalog />
      </Suspense>
    </>
  );
}

async function NewCatalog() {
  const viewer = await requirePermission("createCatalog");
  return (
    <>
      {!may(viewer, "viewEverything") && (
        <p className="mb-5 max-w-2xl text-sm leading-6 text-muted">
          You will be its owner, and can let others look after it with you.
        </p>
      )}
      <EachVisit>
        <CatalogForm action={createCatalogAction} back={address("/admin/catalogs")} />
      </EachVisit>
    </>
  );
}
