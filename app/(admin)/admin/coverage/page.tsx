import type { Metadata } from "next";
import { Suspense } from "react";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { catalogsFor } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { address, textOf } from "../address";
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
  const now = address("/admin/coverage");
  const leaving = address("/admin/coverage", { view: "leaving" });
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
      <Suspense key={isLeaving ? "leaving" : "now"} fallback={<RowsSkeleton />}>
        {isLeaving ? <IfSomebodyLeft viewer={viewer} params={params} /> : <GapsNow viewer={viewer} params={params} />}
      </Suspense>
    </>
  );
}
