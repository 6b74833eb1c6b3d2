import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { cache } from "react";
import { ApprovalsBadge } from "@/components/layout/approvals-badge";
import { getViewer } from "@/lib/auth/viewer";
import { approvalKeys } from "@/lib/client/approvals.query";
import { countApprovals } from "@/lib/queries/approvals";

/** Counted once although the side and the bottom navigation both show it. */
const countForViewer = cache(async () => {
  const viewer = await getViewer();
  return viewer && countApprovals(viewer);
});

/** The badge of the approvals' link, with its number from the start. */
export async function ApprovalsCount() {
  const count = await countForViewer();
  if (count === null) return null;
  const client = new QueryClient();
  client.setQueryData(approvalKeys.count, count);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ApprovalsBadge />
    </HydrationBoundary>
  );
}
