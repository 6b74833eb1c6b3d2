import type { Metadata } from "next";
import { Suspense } from "react";
import { DelegationChip } from "@/components/approval/delegation-chip";
import { EndingSoon } from "@/components/overview/ending-soon";
import { FindAccess } from "@/components/overview/find-access";
import { PendingRequests } from "@/components/overview/pending-requests";
import { WaitingApprovals } from "@/components/overview/waiting-approvals";
import { PageHeader } from "@/components/ui/page-header";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { getActiveDelegation } from "@/lib/queries/delegation";
import { getOverview } from "@/lib/queries/overview";

export const metadata: Metadata = { title: "Overview" };

export default function OverviewPage() {
  return (
    <Suspense fallback={<Waiting />}>
      <Overview />
    </Suspense>
  );
}

async function Overview() {
  const viewer = await requireViewer();
  const [{ approvals, pending, endingSoon, activeCount }, delegation] = await Promise.all([
    getOverview(viewer),
    getActiveDelegation(viewer),
  ]);
  return (
    <>
      <PageHeader
        title={`Hello, ${viewer.displayName}`}
        description="What needs you, and what is on its way."
        aside={delegation && <DelegationChip delegation={delegation} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {approvals.count > 0 && <WaitingApprovals approvals={approvals} />}
          <PendingRequests pending={pending} readerId={viewer.personId} />
          {approvals.count === 0 && <WaitingApprovals approvals={approvals} />}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <FindAccess />
          <EndingSoon endingSoon={endingSoon} activeCount={activeCount} />
        </div>
      </div>
    </>
  );
}

function Waiting() {
  return (
    <>
      <HeaderSkeleton />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <PanelSkeleton lines={6} />
        <PanelSkeleton lines={3} />
      </div>
    </>
  );
}
