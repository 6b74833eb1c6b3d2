import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { PackageOverview } from "@/components/admin/package-overview";
import { CopyLink } from "@/components/ui/copy-link";
import { PageHeader } from "@/components/ui/page-header";
import { HeaderSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { may } from "@/lib/auth/permissions";
import { requirePermission, type Viewer } from "@/lib/auth/viewer";
import { getAdminPackage } from "@/lib/queries/admin/packages";
import type { AdminPackageDetail } from "@/lib/views/admin";
import { address, type SearchParams, textOf } from "../../address";
import { AssignmentList } from "../../assignments/assignment-list";
import { RequestList } from "../../requests/request-list";
import { DutiesTab } from "./duties-tab";
import { PoliciesTab } from "./policies-tab";

type Props = PageProps<"/admin/packages/[packageId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("openAdmin");
  return { viewer, view: await getAdminPackage(viewer, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await load((await params).packageId);
  return { title: view?.displayName ?? "Not found" };
}

export default function PackagePage(props: Props) {
  return (
    <Suspense
      fallback={
        <>
          <HeaderSkeleton />
          <RowsSkeleton />
        </>
      }
    >
      <Package {...props} />
    </Suspense>
  );
}

const tabNames = ["overview", "policies", "duties", "assignments", "requests"] as const;
type TabName = (typeof tabNames)[number];

async function Package({ params, searchParams }: Props) {
  const { viewer, view } = await load((await params).packageId);
  if (!view) notFound();
  const search = await searchParams;
  const asked = textOf(search, "tab");
  const current = tabNames.find((name) => name === asked) ?? "overview";
  const path = `/admin/packages/${view.id}`;
  const tab = (name: string) => address(path, { tab: name === "overview" ? undefined : name });
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogs", href: address("/admin/catalogs") },
          { label: view.catalog.displayName, href: address(`/admin/catalogs/${view.catalog.id}`) },
        ]}
        title={view.displayName}
        description={view.description}
        aside={view.isHidden && <span className="chip text-muted">Hidden</span>}
        actions={<CopyLink href={`/packages/${view.id}/request`} label="Copy link for requestors" />}
      />
      <TabLinks
        label={view.displayName}
        current={tab(current)}
        items={[
          { href: tab("overview"), label: "Overview" },
          { href: tab("policies"), label: "Policies", count: view.policyCount },
          { href: tab("duties"), label: "Separation of duties" },
          { href: tab("assignments"), label: "Assignments", count: view.holderCount },
          { href: tab("requests"), label: "Requests" },
        ]}
      />
      <Suspense key={current} fallback={<RowsSkeleton />}>
        <Tab name={current} viewer={viewer} view={view} path={path} search={search} tab={tab} />
      </Suspense>
    </>
  );
}

type TabProps = {
  name: TabName;
  viewer: Viewer;
  view: AdminPackageDetail;
  path: string;
  search: SearchParams;
  tab: (name: string) => ReturnType<typeof address>;
};

function Tab({ name, viewer, view, path, search, tab }: TabProps) {
  const canOpenDirectory = may(viewer, "viewEverything");
  const list = { viewer, path, params: search, packageId: view.id };
  switch (name) {
    case "overview":
      return <PackageOverview view={view} tab={tab} canOpenGroups={canOpenDirectory} />;
    case "policies":
      return <PoliciesTab viewer={viewer} view={view} />;
    case "duties":
      return <DutiesTab viewer={viewer} packageId={view.id} />;
    case "assignments":
      return <AssignmentList {...list} keep={{ tab: "assignments" }} />;
    case "requests":
      return <RequestList {...list} keep={{ tab: "requests" }} />;
  }
}
