import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Suspense } from "react";
import { ApprovalsFrame } from "@/components/approval/approvals-frame";
import { DelegationChip } from "@/components/approval/delegation-chip";
import { Inbox } from "@/components/approval/inbox";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { approvalsQuery } from "@/lib/client/approvals.query";
import { listApprovals } from "@/lib/queries/approvals";
import { getActiveDelegation } from "@/lib/queries/delegation";
import { decideAction } from "./actions";

/** The inbox stays where it is while requests are opened beside it. */
export default function ApprovalsLayout({ children }: LayoutProps<"/approvals">) {
  const header = (
    <PageHeader
      title="Approvals"
      description="What you are asked to decide, soonest due first, and what became of it."
      aside={
        <Suspense>
          <ActiveDelegation />
        </Suspense>
      }
    />
  );
  return (
    <Suspense
      fallback={
        <>
          {header}
          <RowsSkeleton label="Loading approvals" />
        </>
      }
    >
      <ApprovalsFrame
        header={header}
        decide={decideAction}
        inbox={
          <Suspense fallback={<RowsSkeleton label="Loading what waits for you" />}>
            <FreshInbox />
          </Suspense>
        }
      >
        {children}
      </ApprovalsFrame>
    </Suspense>
  );
}

/** POR-56: on every page of approvals, while somebody decides in the reader's place. */
async function ActiveDelegation() {
  const delegation = await getActiveDelegation(await requireViewer());
  return delegation && <DelegationChip delegation={delegation} />;
}

async function FreshInbox() {
  const viewer = await requireViewer();
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...approvalsQuery(),
    queryFn: async () => {
      const page = await listApprovals(viewer);
      return { rows: [...page.rows], next: page.next };
    },
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Inbox />
    </HydrationBoundary>
  );
}
