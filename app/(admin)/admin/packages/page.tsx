import type { Metadata } from "next";
import { Suspense } from "react";
import { ListPager } from "@/components/admin/list-pager";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { NothingFound } from "@/components/admin/nothing-found";
import { AdminPackageTable } from "@/components/admin/package-table";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listAdminPackages } from "@/lib/queries/admin/packages";
import { address, textOf } from "../address";

export const metadata: Metadata = { title: "Packages" };

type Props = PageProps<"/admin/packages">;

export default function PackagesPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader title="Packages" description="Every package with its policies, who holds it and what waits." />
      <Suspense fallback={<RowsSkeleton />}>
        <Packages searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Packages({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  const params = await searchParams;
  const search = textOf(params, "q");
  const cursor = textOf(params, "cursor");
  const page = await listAdminPackages(viewer, { search: search ?? null, cursor: cursor ?? null });
  if (!search && page.rows.length === 0) return <NoCatalogs />;
  return (
    <div className="flex flex-col gap-4">
      <SearchForm
        action={address("/admin/packages")}
        label="Search packages by name"
        placeholder="Package name"
        defaultValue={search}
      />
      <AdminPackageTable
        rows={page.rows}
        empty={<NothingFound what="packages" search={search} all={address("/admin/packages")} />}
        footer={
          <ListPager
            label="packages"
            first={cursor ? address("/admin/packages", { q: search }) : undefined}
            next={page.next ? address("/admin/packages", { q: search, cursor: page.next }) : undefined}
          />
        }
      />
    </div>
  );
}
