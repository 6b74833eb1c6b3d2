import type { Metadata } from "next";
import { Suspense } from "react";
import { DelegationDetail } from "@/components/approval/delegation-detail";
import { PanelSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { getDelegation } from "@/lib/queries/delegation";
import { removeDelegationAction, setDelegationAction } from "./actions";

export const metadata: Metadata = { title: "Delegation" };

export default function DelegationPage() {
  return (
    <Suspense fallback={<PanelSkeleton label="Loading your delegation" lines={6} />}>
      <Delegation />
    </Suspense>
  );
}

async function Delegation() {
  const delegation = await getDelegation(await requireViewer());
  return <DelegationDetail delegation={delegation} save={setDelegationAction} remove={removeDelegationAction} />;
}
