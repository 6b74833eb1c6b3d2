import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { NewPackage } from "@/components/admin/new-package";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listPackageCatalogs } from "@/lib/queries/admin/package-roles";
import { address, textOf } from "../../address";
import { createPackageAction } from "../actions";

type Props = PageProps<"/admin/packages/new">;

export const metadata: Metadata = { title: "New package" };

export default function NewPackagePage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Packages", href: address("/admin/packages") }]}
        title="New package"
        description="What it is and what it gives. Its policies, made next, say who can ask and who decides."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Form searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Form({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  const catalogs = await listPackageCatalogs(viewer);
  if (catalogs.length === 0) forbidden();
  const asked = textOf(await searchParams, "catalog");
  const initial = catalogs.find((catalog) => catalog.id === asked)?.id ?? null;
  const back = initial ? address(`/admin/catalogs/${initial}`) : address("/admin/packages");
  return (
    <EachVisit>
      <NewPackage catalogs={catalogs} initial={initial} action={createPackageAction} back={back} />
    </EachVisit>
  );
}
