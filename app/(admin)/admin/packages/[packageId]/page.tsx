import { Copy, Pencil, UserRoundPlus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { AuditLink } from "@/components/admin/audit-link";
import { DeletePackage } from "@/components/admin/delete-package";
import { PackageOverview } from "@/components/admin/package-overview";
import { buttonClass } from "@/components/ui/button-class";
import { CopyLink } from "@/components/ui/copy-link";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { may, mayIn } from "@/lib/auth/permissions";
import { requirePermission, type Viewer } from "@/lib/auth/viewer";
import { getAdminPackage } from "@/lib/queries/admin/packages";
import type { AdminPackageDetail } from "@/lib/views/admin";
import { address, type SearchParams, textOf } from "../../address";
import { AssignmentList } from "../../assignments/assignment-list";
import { RequestList } from "../../requests/request-list";
import { deletePackageAction } from "../actions";
import { DutiesTab } from "./duties-tab";
import { PoliciesTab } from "./policies-tab";
import { RolesTab } from "./roles-tab";

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
    <Suspense fallback={<PageSkeleton />}>
      <Package {...props} />
    </Suspense>
  );
}

const tabNames = ["overview", "roles", "policies", "duties", "assignments", "requests"] as const;
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
        actions={<PackageActions viewer={viewer} view={view} />}
      />
      <TabLinks
        label={view.displayName}
        current={tab(current)}
        items={[
          { href: tab("overview"), label: "Overview" },
          { href: tab("roles"), label: "Resource roles", count: view.resourceRoles.length },
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

function PackageActions({ viewer, view }: Pick<TabProps, "viewer" | "view">) {
  const link = (
    <>
      <CopyLink href={`/packages/${view.id}/request`} label="Copy link for requestors" />
      {may(viewer, "readAudit") && <AuditLink about="package" id={view.id} label="Audit log" />}
    </>
  );
  if (!mayIn(viewer, "editPackages", view.catalog.id)) return link;
  const to = (page: string) => address(`/admin/packages/${view.id}/${page}`);
  return (
    <>
      {link}
      <Link href={to("edit")} className={buttonClass({ variant: "outline" })}>
        <Pencil aria-hidden className="size-4" />
        Edit
      </Link>
      <Link href={to("duplicate")} className={buttonClass({ variant: "outline" })}>
        <Copy aria-hidden className="size-4" />
        Duplicate
      </Link>
      <DeletePackage view={view} action={deletePackageAction} />
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
    case "roles":
      return <RolesTab viewer={viewer} view={view} />;
    case "policies":
      return <PoliciesTab viewer={viewer} view={view} />;
    case "duties":
      return <DutiesTab viewer={viewer} packageId={view.id} />;
    case "assignments":
      return (
        <div className="flex flex-col gap-4">
          {mayIn(viewer, "manageAssignments", view.catalog.id) && (
            <Link
              href={address(`${path}/assign`)}
              className={`self-start ${buttonClass({ variant: "outline", size: "sm" })}`}
            >
              <UserRoundPlus aria-hidden className="size-4" />
              Assign to people
            </Link>
          )}
          <AssignmentList {...list} keep={{ tab: "assignments" }} />
        </div>
      );
    case "requests":
      return <RequestList {...list} keep={{ tab: "requests" }} />;
  }
}
