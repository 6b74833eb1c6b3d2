import type { Metadata } from "next";
import { Suspense } from "react";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { catalogsFor } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { listCatalogs } from "@/lib/queries/admin/catalogs";
import { isCoverageTooLarge } from "@/lib/queries/admin/coverage";
import { address, textOf } from "../address";
import { CoverageCatalog } from "./coverage-catalog";
import { GapsNow } from "./gaps-now";
import { IfSomebodyLeft } from "./if-somebody-left";

export const metadata: Metadata = { title: "Coverage" };

type Props = PageProps<"/admin/coverage">;

export default function CoveragePage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Coverage"
        description="Where a request would find nobody able to decide, before anybody runs into it."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Coverage searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Coverage({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  if (catalogsFor(viewer, "viewCatalog").length === 0) return <NoCatalogs />;
  const params = await searchParams;
  const wanted = textOf(params, "catalog");
  const catalogs = wanted === undefined && !(await isCoverageTooLarge(viewer)) ? null : await listCatalogs(viewer);
  const catalog = catalogs?.find(({ id }) => id === wanted);
  const now = address("/admin/coverage", { catalog: catalog?.id });
  const leaving = address("/admin/coverage", { view: "leaving", catalog: catalog?.id });
  const isLeaving = textOf(params, "view") === "leaving" || textOf(params, "person") !== undefined;
  return (
    <>
      <TabLinks
        label="Coverage"
        current={isLeaving ? leaving : now}
        items={[
          { href: now, label: "As things are" },
          { href: leaving, label: "If somebody left" },
        ]}
      />
      {catalogs && <CoverageCatalog catalogs={catalogs} chosen={catalog} />}
      {catalogs && !catalog ? null : (
        <Suspense key={`${isLeaving} ${catalog?.id}`} fallback={<RowsSkeleton />}>
          {isLeaving ? (
            <IfSomebodyLeft viewer={viewer} catalogId={catalog?.id} params={params} />
          ) : (
            <GapsNow viewer={viewer} catalogId={catalog?.id} params={params} />
          )}
        </Suspense>
      )}
    </>
  );
}
