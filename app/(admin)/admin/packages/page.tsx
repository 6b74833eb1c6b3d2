import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { DraftList } from "@/components/admin/draft-list";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { AdminPackageTable } from "@/components/admin/package-table";
import { buttonClass } from "@/components/ui/button-class";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listDrafts, mayMakePackages } from "@/lib/queries/admin/package-drafts";
import { listAdminPackages } from "@/lib/queries/admin/packages";
import { address } from "../address";
import { SearchedList } from "../searched-list";
import { deleteDraftAction } from "./new/actions";

export const metadata: Metadata = { title: "Packages" };

type Props = PageProps<"/admin/packages">;

export default function PackagesPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Packages"
        description="Every package with its policies, who holds it and what waits."
        actions={
          <Suspense>
            <NewPackage />
          </Suspense>
        }
      />
      <Suspense>
        <Drafts />
      </Suspense>
      <Suspense fallback={<RowsSkeleton />}>
        <Packages searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function NewPackage() {
  const viewer = await requirePermission("openAdmin");
  if (!mayMakePackages(viewer)) return null;
  return (
    <Link href={address("/admin/packages/new")} className={buttonClass({ variant: "primary" })}>
      <Plus aria-hidden className="size-4" />
      New package
    </Link>
  );
}

async function Drafts() {
  const viewer = await requirePermission("openAdmin");
  const drafts = await listDrafts(viewer);
  return (
    <div className="mb-6 empty:hidden">
      <DraftList drafts={drafts} deletion={deleteDraftAction} />
    </div>
  );
}

async function Packages({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  return (
    <SearchedList
      what="packages"
      path="/admin/packages"
      params={await searchParams}
      label="Search packages by name"
      placeholder="Package name"
      read={(wanted) => listAdminPackages(viewer, wanted)}
      table={AdminPackageTable}
      whenNone={<NoCatalogs />}
    />
  );
}
