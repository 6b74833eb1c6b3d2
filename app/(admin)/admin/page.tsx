import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { AdminRequestTable } from "@/components/admin/request-table";
import { StatLinks } from "@/components/admin/stat-links";
import { Empty } from "@/components/ui/empty";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PanelSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getDashboard } from "@/lib/queries/admin/dashboard";
import { address } from "./address";
import { HowItGoes } from "./how-it-goes";

export const metadata: Metadata = { title: "Administration" };

export default function AdminPage() {
  return (
    <Suspense
      fallback={
        <>
          <PageHeader title="Administration" />
          <RowsSkeleton />
        </>
      }
    >
      <Dashboard />
    </Suspense>
  );
}

async function Dashboard() {
  const viewer = await requirePermission("openAdmin");
  const view = await getDashboard(viewer);
  const scope = may(viewer, "viewEverything")
    ? "What is held, what waits and what went wrong, in every catalog."
    : "What is held, what waits and what went wrong, in the catalogs you have a role in.";
  return (
    <>
      <PageHeader title="Administration" description={scope} />
      {view.catalogs === 0 ? (
        <NoCatalogs />
      ) : (
        <div className="flex flex-col gap-8">
          <StatLinks
            label="In numbers"
            items={[
              {
                label: "Packages",
                count: view.packages,
                detail: view.catalogs === 1 ? "in one catalog" : `in ${view.catalogs} catalogs`,
                href: address("/admin/packages"),
              },
              {
                label: "Active assignments",
                count: view.activeAssignments,
                detail: "access held right now",
                href: address("/admin/assignments"),
              },
              {
                label: "Pending requests",
                count: view.pendingRequests,
                detail: "wait for an approver",
                href: address("/admin/requests", { state: "pendingApproval" }),
              },
              {
                label: "Nobody can decide",
                count: view.stuckRequests,
                detail: view.stuckRequests === 0 ? "every stage has an approver" : "no enabled approver in the stage",
                href: address("/admin/requests", { state: "stuck" }),
                isProblem: true,
              },
              {
                label: "Failed deliveries",
                count: view.failedDeliveries,
                detail: view.failedDeliveries === 0 ? "all that was granted arrived" : "a role did not arrive",
                href: address("/admin/assignments", { state: "problems" }),
                isProblem: true,
              },
            ]}
          />
          <section aria-labelledby="insight">
            <SectionHeader id="insight" title="How it goes" />
            <Suspense fallback={<PanelSkeleton label="Counting" lines={8} />}>
              <HowItGoes viewer={viewer} />
            </Suspense>
          </section>
          <section aria-labelledby="recent">
            <SectionHeader
              id="recent"
              title="Latest requests"
              actions={
                <Link href={address("/admin/requests")} className="text-link text-sm">
                  All requests
                </Link>
              }
            />
            <AdminRequestTable
              rows={view.recent}
              empty={
                <Empty title="Nobody has asked for anything yet">
                  Requests appear here as soon as somebody asks for one of these packages.
                </Empty>
              }
            />
          </section>
        </div>
      )}
    </>
  );
}
